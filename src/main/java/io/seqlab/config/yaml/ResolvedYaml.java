package io.seqlab.config.yaml;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.storage.Sha256;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes a record as YAML with all defaults, keys in declaration order. Reading the text returns an
 * equal record, so equal texts mean equal records.
 */
public final class ResolvedYaml {
  /** Characters that YAML folds or editors do not show; they are quoted and escaped. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private ResolvedYaml() {}

  /** The YAML of a record of {@code io.seqlab.config}. */
  public static String write(Record spec) {
    return serialize(node(spec));
  }

  /** The hash that identifies a run: SHA-256 of its YAML in UTF-8, as hexadecimal. */
  public static String sha256(Record spec) {
    return Sha256.of(write(spec).getBytes(StandardCharsets.UTF_8));
  }

  /** The text of a node; long lines are not folded. */
  static String serialize(Node node) {
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(node, text);
    return text.toString();
  }

  private static Node node(Object value) {
    if (value == null) {
      return scalar(Tag.NULL, "null", ScalarStyle.PLAIN);
    } else if (value instanceof Optional<?> optional) {
      return node(optional.orElse(null));
    } else if (value instanceof YamlValue any) {
      return InlineYaml.node(YamlParser.parse(YamlSource.inline("value", any.text())));
    } else if (value instanceof Record spec) {
      return spec.getClass().isAnnotationPresent(AsList.class)
          ? list(new ArrayList<>(components(spec).values()))
          : record(spec);
    } else if (value instanceof List<?> list) {
      return list(list);
    } else if (value instanceof Map<?, ?> map) {
      return mapping(map);
    }
    return scalar(value);
  }

  private static Node scalar(Object value) {
    if (value instanceof Enum<?> constant) {
      return scalar(Tag.STR, RecordKeys.of(constant), ScalarStyle.PLAIN);
    } else if (value instanceof String text) {
      return text(text);
    } else if (value instanceof Boolean) {
      return scalar(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
    } else if (value instanceof Double number) {
      return scalar(Tag.FLOAT, number(number), ScalarStyle.PLAIN);
    }
    return scalar(Tag.INT, value.toString(), ScalarStyle.PLAIN);
  }

  /** A number; YAML 1.1 reads an exponent as part of it only if it has a sign. */
  static String number(double value) {
    return String.valueOf(value).replaceFirst("E(?!-)", "E+");
  }

  /** A string, in quotes if it would be read as another type without them. */
  static Node text(String text) {
    boolean plain = !Scalars.needsQuotes(text) && !UNPRINTABLE.matcher(text).find();
    return scalar(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }

  private static Node scalar(Tag tag, String text, ScalarStyle style) {
    return new ScalarNode(tag, text, null, null, style);
  }

  private static Node list(List<?> values) {
    boolean blocks =
        values.stream().anyMatch(each -> each instanceof Record && !(each instanceof YamlValue));
    return new SequenceNode(
        Tag.SEQ,
        values.stream().map(ResolvedYaml::node).toList(),
        blocks ? FlowStyle.BLOCK : FlowStyle.FLOW);
  }

  private static Node record(Record spec) {
    Map<String, Object> components = components(spec);
    TypeName named = spec.getClass().getAnnotation(TypeName.class);
    if (named == null || TypeResolver.hasTypeComponent(spec.getClass())) {
      return mapping(components);
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put(TypeResolver.TYPE, named.value()[0]);
    typed.putAll(components);
    return mapping(typed);
  }

  private static Node mapping(Map<?, ?> fields) {
    List<NodeTuple> tuples = new ArrayList<>();
    fields.forEach((key, value) -> tuples.add(new NodeTuple(scalar(key.toString()), node(value))));
    return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
  }

  private static Map<String, Object> components(Record spec) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : spec.getClass().getRecordComponents()) {
      try {
        values.put(RecordKeys.of(component), component.getAccessor().invoke(spec));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    return values;
  }
}
