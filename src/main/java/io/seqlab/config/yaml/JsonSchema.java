package io.seqlab.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.EnumDoc;
import io.seqlab.config.schema.Shorthand;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Scalar;
import io.seqlab.config.yaml.YamlNode.Sequence;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The JSON Schema (draft 2020-12) of a record in its YAML form, for editors: every key with its
 * documentation, default and allowed values. Checks that a constructor makes, such as that {@code
 * heads} divides {@code d_model}, are not in the schema.
 */
public final class JsonSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PROPERTIES = "properties";

  /** Definitions by name; null while a definition is being built. */
  private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();

  private JsonSchema() {}

  /** The schema of a file that contains this record. */
  public static String of(Class<? extends Record> type) {
    JsonSchema schema = new JsonSchema();
    ObjectNode root = JSON.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.setAll(schema.type(type));
    ObjectNode definitions = root.putObject("$defs");
    schema.definitions.forEach(definitions::set);
    return root.toPrettyString() + "\n";
  }

  ObjectNode type(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == YamlValue.class) {
      return JSON.objectNode(); // any value
    } else if (plain == ModelSpec.class) {
      return reference(plain, () -> new ModelSchema(this).shortForm());
    } else if (plain.isRecord()) {
      return reference(plain, () -> anyRecord(plain));
    } else if (plain.isSealed()) {
      return reference(plain, () -> choice(plain));
    } else if (plain.isEnum()) {
      return constants(plain);
    }
    return JSON.objectNode().put("type", scalarName(plain));
  }

  private static String scalarName(Class<?> type) {
    if (type == String.class) {
      return "string";
    } else if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    return type == double.class || type == Double.class ? "number" : "integer";
  }

  private ObjectNode container(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    if (generic.getRawType() == Optional.class) {
      return orNull(type(arguments[0]));
    } else if (generic.getRawType() == List.class) {
      return JSON.objectNode().put("type", "array").set("items", type(arguments[0]));
    }
    return JSON.objectNode().put("type", "object").set("additionalProperties", type(arguments[1]));
  }

  private ObjectNode reference(Class<?> type, Supplier<ObjectNode> definition) {
    String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    if (!definitions.containsKey(name)) {
      definitions.put(name, null);
      definitions.put(name, definition.get());
    }
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  private static ObjectNode constants(Class<?> type) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode choices = schema.putArray("oneOf");
    for (Object constant : type.getEnumConstants()) {
      Enum<?> value = (Enum<?>) constant;
      ObjectNode choice = choices.addObject().put("const", RecordKeys.of(value));
      describe(choice, EnumDoc.field(value));
    }
    return schema;
  }

  private ObjectNode anyRecord(Class<?> type) {
    ObjectNode full = type.isAnnotationPresent(AsList.class) ? list(type) : object(type);
    Shorthand shorthand = type.getAnnotation(Shorthand.class);
    if (shorthand == null) {
      return full;
    }
    ObjectNode either = JSON.objectNode();
    ArrayNode forms = either.putArray("anyOf");
    Arrays.stream(type.getRecordComponents())
        .filter(component -> RecordKeys.of(component).equals(shorthand.value()))
        .map(this::component)
        .forEach(forms::add);
    forms.add(full);
    return either;
  }

  private ObjectNode list(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    ObjectNode list = JSON.objectNode().put("type", "array").put("minItems", components.length);
    ArrayNode items = list.putArray("prefixItems");
    Arrays.stream(components).map(this::component).forEach(items::add);
    return list.put("items", false);
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode schema = describe(JSON.objectNode().put("type", "object"), type);
    ObjectNode properties = schema.putObject(PROPERTIES);
    TypeName named = type.getAnnotation(TypeName.class);
    if (named != null) {
      properties.set(TypeResolver.TYPE, names(List.of(named.value())));
    }
    ArrayNode required = JSON.arrayNode();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = RecordKeys.of(component);
      if (named == null || !key.equals(TypeResolver.TYPE)) {
        properties.set(key, component(component));
        if (RecordKeys.defaultOf(component) == null) {
          required.add(key);
        }
      }
    }
    schema.set("required", required);
    return schema.put("additionalProperties", false);
  }

  /** One of several strings. */
  static ObjectNode names(Iterable<String> values) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode choices = schema.putArray("enum");
    values.forEach(choices::add);
    return schema;
  }

  /** The schema of a component, with its documentation and default. */
  ObjectNode component(RecordComponent component) {
    ObjectNode schema = type(component.getGenericType());
    String defaultYaml = RecordKeys.defaultOf(component);
    if (defaultYaml != null) {
      YamlNode defaultNode = YamlParser.parse(YamlSource.inline("default", defaultYaml));
      if (defaultNode instanceof Mapping mapping
          && mapping.fields().containsKey(TypeResolver.TYPE)) {
        Class<?> spec = TypeResolver.resolve(mapping, component.getType(), "default");
        schema = ifTyped(schema, type(spec));
      } else if (defaultNode.isNull() && component.getType() != Optional.class) {
        schema = orNull(schema);
      }
      schema.set("default", json(defaultNode));
    }
    return describe(schema, component);
  }

  /** The schema of a mapping that may lack the type. */
  static ObjectNode ifTyped(ObjectNode typed, ObjectNode untyped) {
    ObjectNode schema = JSON.objectNode();
    schema.putObject("if").putArray("required").add(TypeResolver.TYPE);
    schema.set("then", typed);
    schema.set("else", untyped);
    return schema;
  }

  private ObjectNode choice(Class<?> sealed) {
    Map<String, Class<?>> types = TypeResolver.byName(sealed);
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.putObject(PROPERTIES).set(TypeResolver.TYPE, names(types.keySet()));
    schema.putArray("required").add(TypeResolver.TYPE);
    ArrayNode branches = schema.putArray("allOf");
    types.forEach(
        (name, spec) -> {
          ObjectNode branch = branches.addObject();
          branch.set("if", typeIs(name));
          branch.set("then", type(spec));
        });
    return sealed.isAnnotationPresent(Shorthand.class) ? orName(schema, types) : schema;
  }

  /** A mapping with its type, or the name of a type whose keys all have defaults. */
  private static ObjectNode orName(ObjectNode mapping, Map<String, Class<?>> types) {
    ObjectNode either = JSON.objectNode();
    either
        .putArray("anyOf")
        .add(names(types.keySet().stream().filter(name -> isComplete(types.get(name))).toList()))
        .add(mapping);
    return either;
  }

  private static boolean isComplete(Class<?> type) {
    return RecordKeys.components(type).stream().noneMatch(c -> RecordKeys.defaultOf(c) == null);
  }

  /** A condition that holds for a mapping of this type. */
  static ObjectNode typeIs(String name) {
    ObjectNode condition = JSON.objectNode();
    condition.putObject(PROPERTIES).putObject(TypeResolver.TYPE).put("const", name);
    condition.putArray("required").add(TypeResolver.TYPE);
    return condition;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private static ObjectNode describe(ObjectNode schema, AnnotatedElement element) {
    Doc doc = element.getAnnotation(Doc.class);
    return doc == null ? schema : schema.put("description", doc.value());
  }

  private static JsonNode json(YamlNode node) {
    if (node instanceof Mapping mapping) {
      ObjectNode object = JSON.objectNode();
      mapping.forEach((key, field) -> object.set(key, json(field.value())));
      return object;
    } else if (node instanceof Sequence list) {
      ArrayNode array = JSON.arrayNode();
      list.items().forEach(item -> array.add(json(item)));
      return array;
    }
    return Scalars.json((Scalar) node);
  }
}
