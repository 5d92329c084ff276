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
  public record TypeDoc(String name, String description, List<KeyDoc> keys) {}

  /**
   * A key of a block.
   *
   * @param defaultYaml its value when left out, as YAML text; empty if it must be given
   * @param choices the words it takes; empty if it takes other values
   */
  public record KeyDoc(String name, String defaultYaml, List<String> choices, String description) {}

  /** Every kind of a sealed interface of {@code io.seqlab.config}, in the order declared. */
  public static List<TypeDoc> types(Class<?> sealed) {
    return TypeResolver.of(sealed).entrySet().stream()
        .map(
            e ->
                new TypeDoc(
                    e.getKey(), e.getValue().getAnnotation(Doc.class).value(), keys(e.getValue())))
        .toList();
  }

  private static List<KeyDoc> keys(Class<?> kind) {
    return Arrays.stream(kind.getRecordComponents())
        .filter(component -> !RecordKeys.of(component).equals(TypeResolver.TYPE))
        .map(SpecDocumentation::key)
        .toList();
  }

  private static KeyDoc key(RecordComponent component) {
    Doc doc = component.getAnnotation(Doc.class);
    return new KeyDoc(
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
