package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * YAML as written, each part with the place that says it: {@code file:line}, or the text of a
 * {@code --set}.
 */
sealed interface YamlNode {
  /** Where it stands. */
  String at();

  /** What it is, in words, for messages. */
  String describe();

  /** One value, still as text; only a plain one (without quotes) can be other than text. */
  record Scalar(String at, String text, boolean plain) implements YamlNode {
    @Override
    public String describe() {
      return Scalars.describe(this);
    }
  }

  /** A list. */
  record Items(String at, List<YamlNode> items) implements YamlNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Keys and values, in the order written. */
  record Block(String at, Map<String, Field> fields) implements YamlNode {
    @Override
    public String describe() {
      return "a block of keys";
    }

    Optional<YamlNode> get(String key) {
      return Optional.ofNullable(fields.get(key)).map(Field::value);
    }

    /** A copy in which the key has the value. */
    Block with(String key, Field value) {
      Map<String, Field> copy = new LinkedHashMap<>(fields);
      copy.put(key, value);
      return new Block(at, copy);
    }

    /** A copy with each value changed by its key and itself. */
    Block withEach(BiFunction<String, YamlNode, YamlNode> change) {
      Map<String, Field> copy = new LinkedHashMap<>(fields);
      copy.replaceAll((key, old) -> new Field(old.at(), change.apply(key, old.value())));
      return new Block(at, copy);
    }

    Block without(String key) {
      Map<String, Field> copy = new LinkedHashMap<>(fields);
      copy.remove(key);
      return new Block(at, copy);
    }
  }

  /** The value of a key, and where the key stands. */
  record Field(String at, YamlNode value) {}

  /** Where a path such as {@code a[1].b} leads, or as far as it is written. */
  default String at(String path) {
    YamlNode part = this;
    String place = at();
    for (String step : path.replace("]", "").split("[.\\[]", -1)) {
      if (part instanceof Block block && block.fields().containsKey(step)) {
        place = block.fields().get(step).at();
        part = block.fields().get(step).value();
      } else if (part instanceof Items list) {
        part = list.items().get(Integer.parseInt(step));
        place = part.at();
      } else {
        break;
      }
    }
    return place;
  }

  default boolean isNull() {
    return this instanceof Scalar scalar && Scalars.isNull(scalar);
  }

  /** This as a block of keys, or an error that says what it is instead. */
  default Block asBlock(String path) {
    if (this instanceof Block block) {
      return block;
    }
    throw wrong(path, "a block of keys");
  }

  /** The error of a value that is not what its place needs. */
  default ConfigException wrong(String path, String expected) {
    return ConfigException.at(
        at(),
        (path.isEmpty() ? "the file" : path) + " must be " + expected + ", not " + describe());
  }
}
