package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.seqlab.config.StudySpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The shape of the schema. That it takes what the reader takes was checked with Python's
 * jsonschema, which the build does not need.
 */
class JsonSchemaTest {
  private static final JavaClasses CONFIG =
      new ClassFileImporter().importPackages("io.seqlab.config..");

  private final JsonNode schema;

  JsonSchemaTest() throws Exception {
    schema = new ObjectMapper().readTree(JsonSchema.of(StudySpec.class));
  }

  private JsonNode definition(String name) {
    return schema.get("$defs").get(name);
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void describesEveryKeyOfAStudy() {
    JsonNode study = definition("StudySpec");
    assertThat(fields(study.get("properties")))
        .containsExactly(
            "study",
            "description",
            "task",
            "training",
            "decoding",
            "metrics",
            "probes",
            "milestones",
            "seeds",
            "models",
            "claims",
            "requires",
            "grid",
            "search",
            "match",
            "report",
            "published",
            "handin");
    assertThat(study.get("required").toString())
        .isEqualTo("[\"study\",\"task\",\"training\",\"models\"]");
    assertThat(study.get("additionalProperties").asBoolean(true)).isFalse();
    study
        .get("properties")
        .forEach(key -> assertThat(key.get("description").asText()).isNotBlank());
  }

  @Test
  void givesDefaultsAsJson() {
    JsonNode training = definition("TrainingSpec").get("properties");
    assertThat(training.get("validate_every").get("default").asInt()).isEqualTo(500);
    assertThat(training.get("patience").get("default").isNull()).isTrue();
    assertThat(definition("AdamSpec").get("properties").get("epsilon").get("default").asDouble())
        .isEqualTo(1e-8);
    assertThat(training.get("optimizer").get("default").get("type").asText()).isEqualTo("adam");
  }

  @Test
  void aModelHasTheKeysOfEncoderAndDecoder() {
    JsonNode model = definition("ModelSpec");
    assertThat(fields(model.get("properties")))
        .contains("extends", "type", "encoder", "decoder", "tie", "hidden", "attention", "d_model");
    assertThat(model.get("properties").get("hidden").get("default").asInt()).isEqualTo(256);
    assertThat(model.get("properties").get("dropout").has("default")).isFalse();
  }

  @Test
  void aTypeChoosesItsKeys() {
    JsonNode types = definition("TaskSpec").get("properties").get("type").get("enum");
    assertThat(types).hasSize(17);
    assertThat(types.toString()).startsWith("[\"copy\",\"reverse\",").endsWith(",\"corpus\"]");
    assertThat(definition("TaskSpec").get("allOf")).hasSize(17);
    assertThat(definition("ScheduleSpec.Exponential").get("required").toString())
        .isEqualTo("[\"decay\"]");
  }

  @Test
  void plainStringsAndListsCanReplaceRecords() {
    JsonNode attention = definition("AttentionSpec").get("anyOf");
    assertThat(attention.get(0).get("oneOf").findValuesAsText("const"))
        .containsExactly("none", "bahdanau", "luong");
    assertThat(attention.get(1).get("required").toString()).isEqualTo("[\"wiring\"]");
    assertThat(definition("LengthRange").get("prefixItems")).hasSize(2);
  }

  @Test
  void everyReferenceIsDefined() {
    for (String reference : schema.findValuesAsText("$ref")) {
      assertThat(definition(reference.substring("#/$defs/".length()))).as(reference).isNotNull();
    }
  }

  @Test
  void hasEveryKeyOfEveryRecordAndNoOther() throws Exception {
    int records = 0;
    for (String name : fields(schema.get("$defs"))) {
      Class<?> type = recordNamed(name);
      JsonNode properties = definition(name).findValue("properties");
      if (type.isRecord() && type != ModelSpec.class && properties != null) {
        Set<String> keys = new TreeSet<>(fields(properties));
        if (!RecordKeys.of(type).contains(TypeResolver.TYPE)) {
          keys.remove(TypeResolver.TYPE);
        }
        assertThat(keys).as(name).isEqualTo(new TreeSet<>(RecordKeys.of(type)));
        records++;
      }
    }
    assertThat(records).isGreaterThan(20);
  }

  @Test
  void whatRequiresNothingReadsFromAnEmptyBlock() throws Exception {
    int records = 0;
    for (String name : fields(schema.get("$defs"))) {
      Class<?> type = recordNamed(name);
      JsonNode required = definition(name).get("required");
      boolean needsMore =
          List.of(
                  "BudgetSpec",
                  "KeepSpec",
                  "SplitFiles",
                  "ModelSpec",
                  "CorpusTaskSpec",
                  "CorpusTaskSpec.Truncation",
                  "PairFilterSpec",
                  "TokensSpec.Bpe")
              .contains(name);
      if (type.isRecord() && required != null && required.isEmpty() && !needsMore) {
        assertThat(read(type)).as(name).isInstanceOf(type);
        records++;
      }
    }
    assertThat(records).isGreaterThan(10);
  }

  private static Record read(Class<?> type) {
    String text =
        RecordKeys.of(type).contains(TypeResolver.TYPE) ? "{type: " + firstName(type) + "}" : "{}";
    return SpecReader.read(text, "empty", type.asSubclass(Record.class));
  }

  private static String firstName(Class<?> type) {
    return type.getAnnotation(TypeName.class).value()[0];
  }

  /** The type that a definition of the schema is named after, such as {@code ScheduleSpec.Noam}. */
  private static Class<?> recordNamed(String definition) {
    String name = definition.replace('.', '$');
    return CONFIG.stream()
        .filter(type -> type.getName().endsWith("." + name))
        .map(JavaClass::reflect)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no type for " + definition));
  }
}
