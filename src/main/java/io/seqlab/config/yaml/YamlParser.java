package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Scalar;
import io.seqlab.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses YAML text into a {@link YamlNode}. Works on parser events, so that limits apply before
 * memory is allocated: nesting depth, keys per mapping, aliases, and nodes with all aliases
 * expanded. Rejects multiple documents, tags and duplicate keys.
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

  /** An anchored node, and its size in nodes with aliases expanded. */
  private record Anchored(YamlNode node, int size) {}

  private YamlParser(YamlSource source) {
    this.source = source;
    this.events = new ParserImpl(new StreamReader(source.text()), new LoaderOptions());
  }

  /** The only document, or a null scalar if there is none. */
  static YamlNode parse(YamlSource source) {
    try {
      return new YamlParser(source).document();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      throw new ConfigException(
          source.location(mark.getLine(), mark.getColumn())
              + ": not valid YAML: "
              + (context + e.getProblem()).replaceAll("\\s+", " "),
          e);
    } catch (ReaderException e) {
      throw new ConfigException(
          source.location((int) source.text().substring(0, e.getPosition()).lines().count() - 1)
              + ": not valid YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()),
          e);
    }
  }

  private YamlNode document() {
    events.getEvent(); // stream start
    if (events.getEvent().is(Event.ID.StreamEnd)) {
      return new Scalar(source.location(0), "", true);
    }
    YamlNode node = value(events.getEvent(), 0);
    events.getEvent(); // document end
    Event after = events.getEvent();
    if (!after.is(Event.ID.StreamEnd)) {
      throw error(after, "a second document starts here; keep one document in each file");
    }
    return node;
  }

  private YamlNode value(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw error(event, "nested more than " + MAX_DEPTH + " levels deep");
    }
    if (event instanceof AliasEvent alias) {
      return resolve(alias);
    }
    int before = nodes;
    count(event, 1);
    YamlNode node = content(event, depth);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, nodes - before));
    }
    return node;
  }

  private YamlNode content(Event event, int depth) {
    if (event instanceof ScalarEvent scalar) {
      rejectTag(event, scalar.getTag());
      return new Scalar(location(event), scalar.getValue(), scalar.isPlain());
    }
    rejectTag(event, ((CollectionStartEvent) event).getTag());
    return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
  }

  private YamlNode resolve(AliasEvent alias) {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw error(alias, "alias *" + alias.getAnchor() + " refers to no complete &anchor above it");
    }
    if (++aliases > MAX_ALIASES) {
      throw error(alias, "more than " + MAX_ALIASES + " aliases; repeat the values instead");
    }
    count(alias, anchored.size());
    return anchored.node();
  }

  private void count(Event event, int more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw error(
          event, "more than " + MAX_NODES + " values with aliases expanded; shorten the file");
    }
  }

  private YamlNode sequence(Event start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event e = events.getEvent(); !e.is(Event.ID.SequenceEnd); e = events.getEvent()) {
      items.add(value(e, depth + 1));
    }
    return new Sequence(location(start), items);
  }

  private YamlNode mapping(Event start, int depth) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Event e = events.getEvent(); !e.is(Event.ID.MappingEnd); e = events.getEvent()) {
      if (!(e instanceof ScalarEvent key) || key.getTag() != null) {
        throw error(e, "a key must be plain text");
      }
      String name = key.getValue();
      if (fields.containsKey(name)) {
        throw error(
            e,
            "duplicate key '%s', first at %s; remove one"
                .formatted(name, fields.get(name).location()));
      }
      if (fields.size() == MAX_KEYS) {
        throw error(e, "more than " + MAX_KEYS + " keys in one mapping");
      }
      fields.put(name, new Field(location(e), value(events.getEvent(), depth + 1)));
    }
    return new Mapping(location(start), fields);
  }

  private void rejectTag(Event event, String tag) {
    if (tag != null) {
      throw error(
          event,
          "tags such as %s are not allowed; remove it"
              .formatted(tag.replace("tag:yaml.org,2002:", "!!")));
    }
  }

  private String location(Event event) {
    return source.location(event.getStartMark().getLine());
  }

  private ConfigException error(Event event, String message) {
    return ConfigException.at(location(event), message);
  }
}
