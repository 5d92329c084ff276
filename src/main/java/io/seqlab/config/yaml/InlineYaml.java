package io.seqlab.config.yaml;

import io.seqlab.config.schema.YamlValue;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Values of any kind as YAML on one line. Numbers stay as they were written; quotes need not. */
final class InlineYaml {
  private static final Resolver RESOLVER = new Resolver();

  private InlineYaml() {}

  static YamlValue write(YamlNode tree) {
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(node(tree), text);
    return new YamlValue(text.toString().strip());
  }

  /** The value again; {@code at} is what messages call its place. */
  static YamlNode read(String at, YamlValue value) {
    return YamlParser.read(YamlSource.inline(at, value.text()));
  }

  static Node node(YamlNode tree) {
    if (tree instanceof YamlNode.Items list) {
      List<Node> items = list.items().stream().map(InlineYaml::node).toList();
      return new SequenceNode(Tag.SEQ, items, FlowStyle.FLOW);
    } else if (tree instanceof YamlNode.Block block) {
      List<NodeTuple> tuples = new ArrayList<>();
      block
          .fields()
          .forEach(
              (key, field) ->
                  tuples.add(new NodeTuple(ResolvedYaml.text(key), node(field.value()))));
      return new MappingNode(Tag.MAP, tuples, FlowStyle.FLOW);
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) tree;
    if (!scalar.plain() || !Scalars.needsQuotes(scalar.text())) {
      return ResolvedYaml.text(scalar.text());
    }
    String text = scalar.isNull() ? "null" : scalar.text();
    Tag tag = RESOLVER.resolve(NodeId.scalar, text, true);
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }
}
