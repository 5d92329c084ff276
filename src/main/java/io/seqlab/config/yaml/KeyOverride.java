package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Scalar;
import io.seqlab.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One option {@code --set key.path=value}. The value is YAML; a part of the path is a key, or an
 * index from 0 into a list. Missing keys are added; unknown keys are rejected when records are
 * bound.
 */
record KeyOverride(String location, List<String> path, YamlNode value) {
  /** Reads {@code key.path=value}. */
  static KeyOverride parse(String text) {
    String location = "--set " + text;
    int equals = text.indexOf('=');
    List<String> path =
        equals < 0 ? List.of() : List.of(text.substring(0, equals).split("\\.", -1));
    if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
      throw ConfigException.at(
          location, "must have the form key.path=value, such as training.clip_norm=1.0");
    }
    YamlSource value = YamlSource.inline(location, text.substring(equals + 1)).requirePrintable();
    return new KeyOverride(location, path, YamlParser.parse(value));
  }

  /** A copy of the document with the value set. */
  YamlNode applyTo(YamlNode document) {
    return set(document, 0);
  }

  private YamlNode set(YamlNode node, int from) {
    if (from == path.size()) {
      return value;
    } else if (node instanceof Sequence list) {
      return item(list, from);
    } else if (node instanceof Mapping mapping) {
      return field(mapping, from);
    } else if (node.isNull()) {
      return field(new Mapping(location, Map.of()), from);
    }
    String parent = String.join(".", path.subList(0, from));
    throw ConfigException.at(
        location,
        parent + " is " + node.describe() + " and has no keys; set " + parent + " itself");
  }

  private YamlNode field(Mapping mapping, int from) {
    int to = endOfKey(mapping, from);
    String key = String.join(".", path.subList(from, to));
    YamlNode old = mapping.get(key).orElse(new Scalar(location, "", true));
    return mapping.with(key, new Field(location, set(old, to)));
  }

  /**
   * The end of the next key: names of models may contain dots, so the longest existing key wins.
   */
  private int endOfKey(Mapping mapping, int from) {
    for (int to = path.size(); to > from; to--) {
      if (mapping.fields().containsKey(String.join(".", path.subList(from, to)))) {
        return to;
      }
    }
    return from + 1;
  }

  private YamlNode item(Sequence list, int from) {
    String index = path.get(from);
    int size = list.items().size();
    if (!index.matches("[0-9]{1,6}") || Integer.parseInt(index) >= size) {
      throw ConfigException.at(
          location,
          String.join(".", path.subList(0, from))
              + (" is " + list.describe() + "; '" + index + "' is not an index from 0 to ")
              + (size - 1));
    }
    List<YamlNode> items = new ArrayList<>(list.items());
    int i = Integer.parseInt(index);
    items.set(i, set(items.get(i), from + 1));
    return new Sequence(list.location(), items);
  }
}
