package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One {@code --set key.path=value}: the value is YAML; the path goes through keys, and through
 * lists by index from 0. Keys that are missing are made, and judged when records are bound.
 */
record KeyOverride(String at, List<String> path, YamlNode value) {
  /** Reads {@code key.path=value}. */
  static KeyOverride parse(String text) {
    String at = "--set " + text;
    int equals = text.indexOf('=');
    List<String> path =
        equals < 0 ? List.of() : List.of(text.substring(0, equals).split("\\.", -1));
    if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
      throw ConfigException.at(at, "must look like key.path=value, such as training.clip_norm=1.0");
    }
    YamlSource value = YamlSource.inline(at, text.substring(equals + 1)).requirePrintable();
    return new KeyOverride(at, path, YamlParser.read(value));
  }

  /** The tree with the value in its place. */
  YamlNode applyTo(YamlNode tree) {
    return set(tree, 0);
  }

  private YamlNode set(YamlNode tree, int from) {
    if (from == path.size()) {
      return value;
    } else if (tree instanceof YamlNode.Items list) {
      return item(list, from);
    } else if (tree instanceof YamlNode.Block block) {
      return field(block, from);
    } else if (tree.isNull()) {
      return field(new YamlNode.Block(at, Map.of()), from);
    }
    String parent = String.join(".", path.subList(0, from));
    throw ConfigException.at(
        at, parent + " is " + tree.describe() + " and has no keys; set " + parent + " as a whole");
  }

  private YamlNode field(YamlNode.Block block, int from) {
    int to = end(block, from);
    String key = String.join(".", path.subList(from, to));
    YamlNode old = block.get(key).orElse(new YamlNode.Scalar(at, "", true));
    return block.with(key, new YamlNode.Field(at, set(old, to)));
  }

  /** Names of models may have dots: the longest key that exists, else one part of the path. */
  private int end(YamlNode.Block block, int from) {
    for (int to = path.size(); to > from; to--) {
      if (block.fields().containsKey(String.join(".", path.subList(from, to)))) {
        return to;
      }
    }
    return from + 1;
  }

  private YamlNode item(YamlNode.Items list, int from) {
    String index = path.get(from);
    int size = list.items().size();
    if (!index.matches("[0-9]{1,6}") || Integer.parseInt(index) >= size) {
      throw ConfigException.at(
          at,
          String.join(".", path.subList(0, from))
              + " is a list of "
              + size
              + " items; '"
              + index
              + "' is not an index from 0 to "
              + (size - 1));
    }
    List<YamlNode> items = new ArrayList<>(list.items());
    int at = Integer.parseInt(index);
    items.set(at, set(items.get(at), from + 1));
    return new YamlNode.Items(list.at(), items);
  }
}
