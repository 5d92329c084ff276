package io.seqlab.config.yaml;

import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Scalar;
import io.seqlab.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Any value as YAML on one line. Numbers keep their source text; quotes may change. */
final class InlineYaml {
  private static final Resolver RESOLVER = new Resolver();

  private InlineYaml() {}

  static YamlValue write(YamlNode node) {
    return new YamlValue(ResolvedYaml.serialize(node(node)).strip());
  }

  static Node node(YamlNode node) {
    return node(node, FlowStyle.FLOW);
  }

  /** As a node of this style, {@code BLOCK} for more than one line. */
  static Node node(YamlNode node, FlowStyle style) {
    if (node instanceof Sequence list) {
      List<Node> items = list.items().stream().map(item -> node(item, style)).toList();
      return new SequenceNode(Tag.SEQ, items, style);
    } else if (node instanceof Mapping mapping) {
      List<NodeTuple> tuples = new ArrayList<>();
      mapping.forEach(
          (key, field) ->
              tuples.add(new NodeTuple(ResolvedYaml.text(key), node(field.value(), style))));
      return new MappingNode(Tag.MAP, tuples, style);
    }
    Scalar scalar = (Scalar) node;
    if (!scalar.plain() || !Scalars.needsQuotes(scalar.text())) {
      return ResolvedYaml.text(scalar.text());
    }
    String text = scalar.isNull() ? "null" : scalar.text();
    Tag tag = RESOLVER.resolve(NodeId.scalar, text, true);
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }
}
