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
 * The schema of a model in its short form, of which the long form is a special case: keys of
 * encoder and decoder stand on the model, or in {@code encoder} and {@code decoder}.
 */
final class ModelSchema {
  private static final String DEFAULT = "default";

  private final JsonSchema schemas;

  ModelSchema(JsonSchema schemas) {
    this.schemas = schemas;
  }

  ObjectNode shortForm() {
    ObjectNode schema = object("A model: keys on a model apply to its encoder and decoder");
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties
        .putObject(Inheritance.EXTENDS)
        .put("type", "string")
        .put("description", "Name of the model of this study whose keys this model inherits");
    for (Class<?> submodule : ModelShortForm.SUBMODULES.values()) {
      addKeys(properties, submodule);
    }
    for (RecordComponent component : ModelSpec.class.getRecordComponents()) {
      String key = RecordKeys.of(component);
      Class<?> submodule = ModelShortForm.SUBMODULES.get(key);
      properties.set(
          key, submodule == null ? schemas.component(component) : submodule(component, submodule));
    }
    ArrayNode conditions = schema.putArray("allOf");
    TypeResolver.byName(ModelShortForm.SUBMODULES.get("encoder"))
        .keySet()
        .forEach(type -> conditions.add(onlyKeysOf(type)));
    return schema;
  }

  /** The schema of an encoder or decoder, which may take its type from the model. */
  private ObjectNode submodule(RecordComponent component, Class<?> sealed) {
    ObjectNode untyped = object("");
    addKeys((ObjectNode) untyped.get("properties"), sealed);
    return JsonSchema.ifTyped(schemas.type(component.getGenericType()), untyped)
        .put("description", component.getAnnotation(Doc.class).value());
  }

  /** If encoder and decoder share one type, only keys of that type are allowed. */
  private static ObjectNode onlyKeysOf(String type) {
    Set<String> keys = new LinkedHashSet<>(List.of(TypeResolver.TYPE, Inheritance.EXTENDS));
    keys.addAll(RecordKeys.of(ModelSpec.class));
    for (Class<?> submodule : ModelShortForm.SUBMODULES.values()) {
      Class<?> spec = TypeResolver.byName(submodule).get(type);
      if (spec != null) {
        keys.addAll(RecordKeys.of(spec));
      }
    }
    ObjectNode condition = JsonSchema.typeIs(type);
    ArrayNode submodules = condition.putObject("not").putArray("anyOf");
    ModelShortForm.SUBMODULES
        .keySet()
        .forEach(submodule -> submodules.addObject().putArray("required").add(submodule));
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.set("if", condition);
    rule.putObject("then").set("propertyNames", JsonSchema.names(keys));
    return rule;
  }

  /** Adds the keys of every permitted record; a default on which records differ is left out. */
  private void addKeys(ObjectNode properties, Class<?> sealed) {
    Map<String, Class<?>> types = TypeResolver.byName(sealed);
    properties.set(TypeResolver.TYPE, JsonSchema.names(types.keySet()));
    for (Class<?> type : new LinkedHashSet<>(types.values())) {
      for (RecordComponent component : type.getRecordComponents()) {
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
