package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parsed YAML value with its source location: {@code file:line}, or the text of a {@code --set}
 * option.
 */
sealed interface YamlNode {
  /** An index at the start of a path, and the dot behind it. */
  Pattern INDEX = Pattern.compile("\\[([0-9]+)]\\.?");

  /** Source location, for messages. */
  String location();

  /** The kind of value, for messages: {@code a list}, {@code the number 8}. */
  String describe();

  /** A scalar as source text. Only a plain (unquoted) scalar can be other than a string. */
  record Scalar(String location, String text, boolean plain) implements YamlNode {
    @Override
    public String describe() {
      return Scalars.describe(this);
    }
  }

  /** A YAML sequence. */
  record Sequence(String location, List<YamlNode> items) implements YamlNode {
    @Override
    public String describe() {
      return "a list of " + items.size() + (items.size() == 1 ? " item" : " items");
    }
  }

  /** A YAML mapping, in source order. */
  record Mapping(String location, Map<String, Field> fields) implements YamlNode {
    @Override
    public String describe() {
      return "a mapping of keys to values";
    }

    Optional<YamlNode> get(String key) {
      return Optional.ofNullable(fields.get(key)).map(Field::value);
    }

    /** The longest key that a path begins with; names of models may contain dots. */
    private Optional<String> firstKey(String path) {
      return fields.keySet().stream()
          .filter(
              key -> path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "["))
          .max(Comparator.comparingInt(String::length));
    }

    void forEach(BiConsumer<String, Field> action) {
      fields.forEach(action);
    }

    /** A copy with this key set. */
    Mapping with(String key, Field value) {
      Map<String, Field> copy = new LinkedHashMap<>(fields);
      copy.put(key, value);
      return new Mapping(location, copy);
    }

    /** A copy with each value replaced by {@code change(key, value)}. */
    Mapping withEach(BiFunction<String, YamlNode, YamlNode> change) {
      Map<String, Field> copy = new LinkedHashMap<>(fields);
      copy.replaceAll((key, old) -> new Field(old.location(), change.apply(key, old.value())));
      return new Mapping(location, copy);
    }

    Mapping without(String key) {
      Map<String, Field> copy = new LinkedHashMap<>(fields);
      copy.remove(key);
      return new Mapping(location, copy);
    }
  }

  /** The value of a key, and the location of the key. */
  record Field(String location, YamlNode value) {}

  /** Location of a path such as {@code a[1].b}, or of its longest existing prefix. */
  default String locationOf(String path) {
    YamlNode part = this;
    String location = location();
    String rest = path;
    while (!rest.isEmpty()) {
      Matcher index = INDEX.matcher(rest);
      if (part instanceof Sequence list && index.lookingAt()) {
        part = list.items().get(Integer.parseInt(index.group(1)));
        location = part.location();
        rest = rest.substring(index.end());
      } else if (part instanceof Mapping mapping && mapping.firstKey(rest).isPresent()) {
        String key = mapping.firstKey(rest).get();
        location = mapping.fields().get(key).location();
        part = mapping.fields().get(key).value();
        rest = rest.substring(key.length()).replaceFirst("^\\.", "");
      } else {
        break;
      }
    }
    return location;
  }

  default boolean isNull() {
    return this instanceof Scalar scalar && Scalars.isNull(scalar);
  }

  /**
   * This node as a mapping.
   *
   * @throws ConfigException if it is not one
   */
  default Mapping asMapping(String path) {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    throw typeError(path, "a mapping of keys to values");
  }

  /** The error for a value of the wrong type. */
  default ConfigException typeError(String path, String expected) {
    return ConfigException.at(
        location(),
        (path.isEmpty() ? "the file" : path) + " must be " + expected + ", not " + describe());
  }
}
