package io.seqlab.config.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.Doc;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schema of a model in its short form, which the long form is a case of: keys of both halves
 * stand on the model, or in {@code encoder} and {@code decoder}.
 */
final class ModelSchema {
  private static final String DEFAULT = "default";

  private final JsonSchema schemas;

  ModelSchema(JsonSchema schemas) {
    this.schemas = schemas;
  }

  ObjectNode shortForm() {
    ObjectNode schema = object("A model: keys stand for both halves that know them");
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties
        .putObject(Inheritance.EXTENDS)
        .put("type", "string")
        .put("description", "Model of this study whose keys this one starts from");
    for (Class<?> half : ModelShortForm.HALVES.values()) {
      addKeys(properties, half);
    }
    for (RecordComponent component : ModelSpec.class.getRecordComponents()) {
      String key = RecordKeys.of(component);
      Class<?> half = ModelShortForm.HALVES.get(key);
      properties.set(key, half == null ? schemas.component(component) : half(component, half));
    }
    ArrayNode conditions = schema.putArray("allOf");
    TypeResolver.of(ModelShortForm.HALVES.get("encoder"))
        .keySet()
        .forEach(type -> conditions.add(onlyKeysOf(type)));
    return schema;
  }

  /** A half on a model: its type may be left to the model. */
  private ObjectNode half(RecordComponent component, Class<?> sealed) {
    ObjectNode untyped = object("");
    addKeys((ObjectNode) untyped.get("properties"), sealed);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putObject("if").putArray("required").add(TypeResolver.TYPE);
    schema.set("then", schemas.type(component.getGenericType()));
    schema.set("else", untyped);
    return schema.put("description", component.getAnnotation(Doc.class).value());
  }

  /** Where one type is both halves', only its keys have a use. */
  private static ObjectNode onlyKeysOf(String type) {
    Set<String> keys = new LinkedHashSet<>(List.of(TypeResolver.TYPE, Inheritance.EXTENDS));
    keys.addAll(RecordKeys.of(ModelSpec.class));
    for (Class<?> half : ModelShortForm.HALVES.values()) {
      Class<?> kind = TypeResolver.of(half).get(type);
      if (kind != null) {
        keys.addAll(RecordKeys.of(kind));
      }
    }
    ObjectNode condition = JsonSchema.typeIs(type);
    ArrayNode halves = condition.putObject("not").putArray("anyOf");
    ModelShortForm.HALVES
        .keySet()
        .forEach(half -> halves.addObject().putArray("required").add(half));
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.set("if", condition);
    rule.putObject("then").set("propertyNames", JsonSchema.names(keys));
    return rule;
  }

  /** Adds the keys of every kind of a half; a default on which kinds differ is left out. */
  private void addKeys(ObjectNode properties, Class<?> sealed) {
    Map<String, Class<?>> kinds = TypeResolver.of(sealed);
    properties.set(TypeResolver.TYPE, JsonSchema.names(kinds.keySet()));
    for (Class<?> kind : new LinkedHashSet<>(kinds.values())) {
      for (RecordComponent component : kind.getRecordComponents()) {
        String key = RecordKeys.of(component);
        ObjectNode schema = schemas.component(component);
        ObjectNode known = (ObjectNode) properties.get(key);
        if (known == null) {
          properties.set(key, schema);
        } else if (known.has(DEFAULT) && !known.get(DEFAULT).equals(schema.get(DEFAULT))) {
          known.remove(DEFAULT);
        }
      }
    }
  }

  private static ObjectNode object(String description) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    schema.putObject("properties");
    return schema.put("additionalProperties", false);
  }
}
