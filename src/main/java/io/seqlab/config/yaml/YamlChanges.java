package io.seqlab.config.yaml;

import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Scalar;
import io.seqlab.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** The changes between two YAML values, as lines such as {@code training.patience: null → 3}. */
final class YamlChanges {
  private static final int LONG = 12; // words
  private static final int CONTEXT = 2; // words
  private final List<String> lines = new ArrayList<>();

  private YamlChanges() {}

  static List<String> between(YamlNode before, YamlNode after) {
    YamlChanges changes = new YamlChanges();
    changes.compare("", before, after);
    return changes.lines;
  }

  private void compare(String path, YamlNode before, YamlNode after) {
    if (equal(before, after)) {
      return;
    } else if (before instanceof Mapping old
        && after instanceof Mapping now
        && sameType(old, now)) {
      keys(path, old, now);
    } else if (before instanceof Sequence old && after instanceof Sequence now && hasBlocks(now)) {
      items(path, old.items(), now.items());
    } else {
      boolean texts = before instanceof Scalar && after instanceof Scalar;
      lines.add(path + ": " + replaced(text(before), text(after), texts));
    }
  }

  /** {@code before → after}; of long texts only the words that differ, with two on each side. */
  private static String replaced(String before, String after, boolean texts) {
    List<String> old = List.of(before.split(" "));
    List<String> now = List.of(after.split(" "));
    if (!texts || Math.min(old.size(), now.size()) < LONG) {
      return before + " → " + after;
    }
    Common common = Common.of(old, now, String::equals);
    return differing(old, common) + " → " + differing(now, common);
  }

  private static String differing(List<String> words, Common common) {
    int start = Math.max(0, common.start() - CONTEXT);
    int end = words.size() - Math.max(0, common.end() - CONTEXT);
    return (start > 0 ? "… " : "")
        + String.join(" ", words.subList(start, end))
        + (end < words.size() ? " …" : "");
  }

  private void keys(String path, Mapping before, Mapping after) {
    Set<String> keys = new TreeSet<>(before.fields().keySet());
    keys.addAll(after.fields().keySet());
    for (String key : keys) {
      String name = RecordKeys.path(path, key);
      Optional<YamlNode> old = before.get(key);
      Optional<YamlNode> now = after.get(key);
      if (old.isPresent() && now.isPresent()) {
        compare(name, old.get(), now.get());
      } else {
        old.ifPresent(value -> removed(name, value));
        now.ifPresent(value -> added(name, value));
      }
    }
  }

  /** Items in order; equal ones at the start and the end are skipped. */
  private void items(String path, List<YamlNode> before, List<YamlNode> after) {
    Common common = Common.of(before, after, YamlChanges::equal);
    int end = common.end();
    for (int i = common.start(); i < Math.max(before.size(), after.size()) - end; i++) {
      String name = "%s[%d]".formatted(path, i);
      if (i >= before.size() - end) {
        added(name, after.get(i));
      } else if (i >= after.size() - end) {
        removed(name, before.get(i));
      } else {
        compare(name, before.get(i), after.get(i));
      }
    }
  }

  private void added(String name, YamlNode value) {
    lines.add("%s: added %s".formatted(name, text(value)));
  }

  private void removed(String name, YamlNode value) {
    lines.add("%s: removed %s".formatted(name, text(value)));
  }

  private static boolean sameType(Mapping before, Mapping after) {
    Optional<String> old = before.get(TypeResolver.TYPE).map(YamlChanges::text);
    return old.equals(after.get(TypeResolver.TYPE).map(YamlChanges::text));
  }

  private static boolean hasBlocks(Sequence list) {
    return list.items().stream().anyMatch(Mapping.class::isInstance);
  }

  private static boolean equal(YamlNode before, YamlNode after) {
    return InlineYaml.write(before).equals(InlineYaml.write(after));
  }

  /** On one line, without keys that are empty. */
  private static String text(YamlNode value) {
    return InlineYaml.write(withoutEmpty(value)).text();
  }

  private static YamlNode withoutEmpty(YamlNode value) {
    if (value instanceof Sequence list) {
      return new Sequence(
          list.location(), list.items().stream().map(YamlChanges::withoutEmpty).toList());
    } else if (value instanceof Mapping mapping) {
      Map<String, Field> fields =
          new LinkedHashMap<>(mapping.withEach((key, each) -> withoutEmpty(each)).fields());
      fields.values().removeIf(field -> isEmpty(field.value()));
      return new Mapping(mapping.location(), fields);
    }
    return value;
  }

  private static boolean isEmpty(YamlNode value) {
    return value.isNull()
        || (value instanceof Sequence list && list.items().isEmpty())
        || (value instanceof Mapping mapping && mapping.fields().isEmpty());
  }

  /** Numbers of items that are equal at the start and at the end of two lists. */
  private record Common(int start, int end) {
    static <T> Common of(List<T> before, List<T> after, BiPredicate<T, T> equal) {
      int shorter = Math.min(before.size(), after.size());
      int start = 0;
      while (start < shorter && equal.test(before.get(start), after.get(start))) {
        start++;
      }
      int end = 0;
      while (end < shorter - start
          && equal.test(before.get(before.size() - 1 - end), after.get(after.size() - 1 - end))) {
        end++;
      }
      return new Common(start, end);
    }
  }
}
