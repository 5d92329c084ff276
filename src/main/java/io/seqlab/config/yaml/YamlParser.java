package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML text into a {@link YamlNode}, from the parser's events, so that size is bounded before
 * memory is taken: nesting, keys of a block, aliases, and nodes counted as if every alias were
 * written out. One document; no tags; no key twice.
 */
final class YamlParser {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_ALIASES = 100;
  private static final int MAX_NODES = 100_000;
  private static final int MAX_KEYS = 1_000;

  private final YamlSource source;
  private final Parser events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int aliases;
  private int nodes;

  /** A tree that aliases can repeat, and its nodes with its own aliases written out. */
  private record Anchored(YamlNode tree, int nodes) {}

  private YamlParser(YamlSource source) {
    this.source = source;
    this.events = new ParserImpl(new StreamReader(source.text()), new LoaderOptions());
  }

  /** The only document, or null (a null scalar) where there is none. */
  static YamlNode read(YamlSource source) {
    try {
      return new YamlParser(source).document();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      throw new ConfigException(
          source.at(mark.getLine(), mark.getColumn())
              + ": not valid YAML: "
              + (context + e.getProblem()).replaceAll("\\s+", " "),
          e);
    } catch (YAMLException e) {
      throw new ConfigException(source.at(0) + ": not valid YAML: " + e.getMessage(), e);
    }
  }

  private YamlNode document() {
    events.getEvent(); // stream start
    if (events.getEvent().is(Event.ID.StreamEnd)) {
      return new YamlNode.Scalar(source.at(0), "", true);
    }
    YamlNode tree = value(events.getEvent(), 0);
    events.getEvent(); // document end
    Event after = events.getEvent();
    if (!after.is(Event.ID.StreamEnd)) {
      throw error(after, "a second document starts here; keep one a file");
    }
    return tree;
  }

  private YamlNode value(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw error(event, "nested more than " + MAX_DEPTH + " levels deep");
    }
    if (event instanceof AliasEvent alias) {
      return repeated(alias);
    }
    int before = nodes;
    count(event, 1);
    YamlNode tree = fresh(event, depth);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(tree, nodes - before));
    }
    return tree;
  }

  private YamlNode fresh(Event event, int depth) {
    if (event instanceof ScalarEvent scalar) {
      refuseTag(event, scalar.getTag());
      return new YamlNode.Scalar(at(event), scalar.getValue(), scalar.isPlain());
    }
    refuseTag(event, ((CollectionStartEvent) event).getTag());
    return event instanceof MappingStartEvent ? block(event, depth) : items(event, depth);
  }

  private YamlNode repeated(AliasEvent alias) {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw error(alias, "alias *" + alias.getAnchor() + " has no finished &anchor above it");
    }
    if (++aliases > MAX_ALIASES) {
      throw error(alias, "more than " + MAX_ALIASES + " aliases; write the values out");
    }
    count(alias, anchored.nodes());
    return anchored.tree();
  }

  private void count(Event event, int more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw error(event, "more than " + MAX_NODES + " values, aliases written out");
    }
  }

  private YamlNode items(Event start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event e = events.getEvent(); !e.is(Event.ID.SequenceEnd); e = events.getEvent()) {
      items.add(value(e, depth + 1));
    }
    return new YamlNode.Items(at(start), items);
  }

  private YamlNode block(Event start, int depth) {
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    for (Event e = events.getEvent(); !e.is(Event.ID.MappingEnd); e = events.getEvent()) {
      if (!(e instanceof ScalarEvent key) || key.getTag() != null) {
        throw error(e, "a key must be a plain word");
      }
      String name = key.getValue();
      if (fields.containsKey(name)) {
        throw error(
            e, "key '" + name + "' stands twice, first at " + fields.get(name).at() + "; keep one");
      }
      if (fields.size() == MAX_KEYS) {
        throw error(e, "more than " + MAX_KEYS + " keys in one block");
      }
      fields.put(name, new YamlNode.Field(at(e), value(events.getEvent(), depth + 1)));
    }
    return new YamlNode.Block(at(start), fields);
  }

  private void refuseTag(Event event, String tag) {
    if (tag != null) {
      throw error(
          event,
          "tags such as " + tag.replace("tag:yaml.org,2002:", "!!") + " are refused; remove it");
    }
  }

  private String at(Event event) {
    return source.at(event.getStartMark().getLine());
  }

  private ConfigException error(Event event, String message) {
    return ConfigException.at(at(event), message);
  }
}
