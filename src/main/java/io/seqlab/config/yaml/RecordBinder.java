package io.seqlab.config.yaml;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.Shorthand;
import io.seqlab.config.schema.YamlValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link YamlNode} into records, by reflection over their components. Strict: no conversion, no
 * unknown key, no null but where null is the default. A path such as {@code models.rnn.cell} goes
 * along for messages.
 */
final class RecordBinder {
  private RecordBinder() {}

  static <T> T bind(YamlNode tree, Class<T> type) {
    return type.cast(value(tree, type, ""));
  }

  private static Object value(YamlNode tree, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return container(tree, generic, path);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == YamlValue.class) {
      return InlineYaml.write(tree);
    } else if (plain.isRecord()) {
      return record(tree, plain, path);
    } else if (plain.isSealed()) {
      return kind(tree, plain, path);
    } else if (plain.isEnum()) {
      return constant(tree, plain, path);
    }
    return scalar(tree, plain, path);
  }

  private static Object container(YamlNode tree, ParameterizedType type, String path) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return tree.isNull() ? Optional.empty() : Optional.of(value(tree, arguments[0], path));
    } else if (type.getRawType() == List.class) {
      return list(tree, arguments[0], path);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    tree.asBlock(path)
        .fields()
        .forEach((k, f) -> map.put(k, value(f.value(), arguments[1], RecordKeys.path(path, k))));
    return Collections.unmodifiableMap(map);
  }

  private static List<Object> list(YamlNode tree, Type element, String path) {
    if (!(tree instanceof YamlNode.Items list)) {
      throw tree.wrong(path, "a list, such as [a, b]");
    }
    List<Object> values = new ArrayList<>();
    for (YamlNode item : list.items()) {
      values.add(value(item, element, path + "[" + values.size() + "]"));
    }
    return Collections.unmodifiableList(values);
  }

  private static Object scalar(YamlNode tree, Class<?> type, String path) {
    if (type == String.class) {
      return Scalars.toText(tree, path);
    } else if (type == boolean.class || type == Boolean.class) {
      return Scalars.toBoolean(tree, path);
    } else if (type == double.class || type == Double.class) {
      return Scalars.toDouble(tree, path);
    } else if (type == int.class || type == Integer.class) {
      return (int) Scalars.toWhole(tree, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return Scalars.toWhole(tree, path, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    throw new IllegalArgumentException("no YAML form for " + type + " at " + path);
  }

  private static Object constant(YamlNode tree, Class<?> type, String path) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(RecordKeys.of((Enum<?>) constant), constant);
    }
    if (!(tree instanceof YamlNode.Scalar scalar) || tree.isNull()) {
      throw tree.wrong(path, "one of " + String.join(", ", constants.keySet()));
    }
    Object constant = constants.get(scalar.text());
    if (constant == null) {
      throw ConfigException.at(
          tree.at(),
          "unknown value '%s' for %s; %s"
              .formatted(
                  scalar.text(),
                  path,
                  NearestName.hint(scalar.text(), "values", constants.keySet())));
    }
    return constant;
  }

  private static Object kind(YamlNode tree, Class<?> sealed, String path) {
    YamlNode.Block block = tree.asBlock(path);
    Class<?> kind = TypeResolver.choose(block, sealed, path);
    Set<String> keys = new LinkedHashSet<>(List.of(TypeResolver.TYPE));
    keys.addAll(RecordKeys.of(kind));
    refuseUnknown(block, keys, path);
    return record(
        TypeResolver.keepsType(kind) ? block : block.without(TypeResolver.TYPE), kind, path);
  }

  private static Object record(YamlNode tree, Class<?> type, String path) {
    YamlNode.Block block = normal(tree, type, path);
    refuseUnknown(block, RecordKeys.of(type), path);
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(block, components[i], path);
    }
    return construct(type, components, values, new Place(block, path, RecordKeys.of(type)));
  }

  /** The block that a list or a bare scalar stands for, where the record allows it. */
  private static YamlNode.Block normal(YamlNode tree, Class<?> type, String path) {
    Shorthand shorthand = type.getAnnotation(Shorthand.class);
    if (shorthand != null && tree instanceof YamlNode.Scalar && !tree.isNull()) {
      return new YamlNode.Block(
          tree.at(), Map.of(shorthand.value(), new YamlNode.Field(tree.at(), tree)));
    }
    if (!type.isAnnotationPresent(AsList.class)) {
      return tree.asBlock(path);
    }
    List<String> keys = RecordKeys.of(type);
    if (!(tree instanceof YamlNode.Items list) || list.items().size() != keys.size()) {
      throw tree.wrong(path, "a list [" + String.join(", ", keys) + "]");
    }
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    for (YamlNode item : list.items()) {
      fields.put(keys.get(fields.size()), new YamlNode.Field(item.at(), item));
    }
    return new YamlNode.Block(tree.at(), fields);
  }

  private static void refuseUnknown(YamlNode.Block block, Collection<String> keys, String path) {
    block
        .fields()
        .forEach(
            (key, field) -> {
              if (!keys.contains(key)) {
                throw RecordKeys.unknown(field.at(), key, path, keys);
              }
            });
  }

  private static Object component(YamlNode.Block block, RecordComponent component, String parent) {
    String key = RecordKeys.of(component);
    String path = RecordKeys.path(parent, key);
    String fallback = RecordKeys.defaultOf(component);
    YamlNode given = block.get(key).orElse(null);
    if (given == null && fallback == null) {
      throw RecordKeys.missing(key, parent, block.at());
    }
    YamlNode standard =
        fallback == null ? null : YamlParser.read(YamlSource.inline(block.at(), fallback));
    YamlNode tree = given == null ? standard : typed(given, standard);
    if (tree.isNull() && standard != null && standard.isNull()) {
      return component.getType() == Optional.class ? Optional.empty() : null;
    }
    return value(tree, component.getGenericType(), path);
  }

  /** A block that says no type has that of the default. */
  private static YamlNode typed(YamlNode given, YamlNode standard) {
    if (given instanceof YamlNode.Block block
        && standard instanceof YamlNode.Block fallback
        && fallback.fields().containsKey(TypeResolver.TYPE)
        && !block.fields().containsKey(TypeResolver.TYPE)) {
      return block.with(
          TypeResolver.TYPE,
          new YamlNode.Field(block.at(), fallback.fields().get(TypeResolver.TYPE).value()));
    }
    return given;
  }

  /** Where a record is said. */
  private record Place(YamlNode.Block block, String path, List<String> keys) {}

  private static Object construct(
      Class<?> type, RecordComponent[] components, Object[] values, Place place) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSpecException invalid) {
        throw refused(invalid, place);
      }
      throw new IllegalStateException("constructor of " + type.getName() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type.getName(), e);
    }
  }

  /** A record's refusal at the key it names: its own, or one of a block within. */
  private static ConfigException refused(InvalidSpecException invalid, Place place) {
    YamlNode.Block block = place.block();
    String path = place.path();
    if (!place.keys().contains(firstPart(invalid.key()))) {
      for (Map.Entry<String, YamlNode.Field> entry : block.fields().entrySet()) {
        if (entry.getValue().value() instanceof YamlNode.Block inner
            && inner.fields().containsKey(invalid.key())) {
          block = inner;
          path = RecordKeys.path(path, entry.getKey());
        }
      }
    }
    String key = invalid.key();
    boolean named = block.fields().containsKey(key) || place.keys().contains(firstPart(key));
    String full = named ? RecordKeys.path(path, key) : path;
    return new ConfigException(block.at(key) + ": " + full + ": " + invalid.getMessage(), invalid);
  }

  private static String firstPart(String path) {
    return path.replaceFirst("[.\\[].*", "");
  }
}
