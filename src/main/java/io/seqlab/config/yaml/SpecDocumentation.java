package io.seqlab.config.yaml;

import io.seqlab.config.schema.Doc;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What kinds of blocks there are and what their keys mean, for people. */
public final class SpecDocumentation {
  private SpecDocumentation() {}

  /** A kind that {@code type:} chooses. */
  public record Kind(String name, String meaning, List<Key> keys) {}

  /**
   * A key of a block.
   *
   * @param byDefault its value when left out, as YAML text; empty if it must be given
   * @param choices the words it takes; empty if it takes other values
   */
  public record Key(String name, String byDefault, List<String> choices, String meaning) {}

  /** Every kind of a sealed interface of {@code io.seqlab.config}, in the order declared. */
  public static List<Kind> kinds(Class<?> sealed) {
    return TypeChoices.of(sealed).entrySet().stream()
        .map(
            e ->
                new Kind(
                    e.getKey(), e.getValue().getAnnotation(Doc.class).value(), keys(e.getValue())))
        .toList();
  }

  private static List<Key> keys(Class<?> kind) {
    return Arrays.stream(kind.getRecordComponents())
        .filter(component -> !RecordKeys.of(component).equals(TypeChoices.TYPE))
        .map(SpecDocumentation::key)
        .toList();
  }

  private static Key key(RecordComponent component) {
    Doc doc = component.getAnnotation(Doc.class);
    return new Key(
        RecordKeys.of(component),
        Objects.requireNonNullElse(RecordKeys.defaultOf(component), ""),
        choices(component.getType()),
        doc == null ? "" : doc.value());
  }

  private static List<String> choices(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(each -> RecordKeys.of((Enum<?>) each)).toList()
        : List.of();
  }
}
