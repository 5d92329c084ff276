package io.seqlab.data.corpus;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.task.SplitFiles.Keys;
import io.seqlab.data.core.DataException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A JSON object (RFC 8259) in each row, with a string as source, and a string or a list of strings,
 * the references, as target. Line breaks in a string become spaces.
 */
record JsonFormat(Keys keys) implements RowReader.RowFormat {
  private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);
  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n]+");
  private static final String REMEDY = "; correct it, or leave such rows out with malformed: skip";

  @Override
  public TextPair parse(String row, String location) {
    JsonObject object = object(row, location);
    String source = text(find(object, keys.source(), location), keys.source(), location);
    JsonElement target = find(object, keys.target(), location);
    if (!target.isJsonArray()) {
      return new TextPair(source, text(target, keys.target(), location));
    }
    List<String> references = new ArrayList<>();
    target.getAsJsonArray().forEach(each -> references.add(text(each, keys.target(), location)));
    if (references.isEmpty()) {
      throw new DataException(
          "%s: the list '%s' has no reference%s", location, keys.target(), REMEDY);
    }
    return new TextPair(source, references.get(0), references.subList(1, references.size()));
  }

  private static JsonObject object(String row, String location) {
    try (JsonReader reader = new JsonReader(new StringReader(row))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = ELEMENTS.read(reader);
      if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
        return element.getAsJsonObject();
      }
    } catch (IOException | JsonParseException | IllegalStateException e) {
      // Not JSON: the message below.
    }
    throw new DataException("%s: the row is not one JSON object%s", location, REMEDY);
  }

  /** The value of a key, of which each dot leads into an object, unless the key itself has it. */
  private static JsonElement find(JsonObject object, String key, String location) {
    JsonObject parent = object;
    String rest = key;
    while (!parent.has(rest)) {
      int dot = rest.indexOf('.');
      String first = dot < 0 ? rest : rest.substring(0, dot);
      if (dot < 0 || !parent.has(first) || !parent.get(first).isJsonObject()) {
        throw new DataException(
            "%s: the object has no key '%s'; %s; set keys: [SOURCE, TARGET], or leave such rows out with malformed: skip",
            location, key, NearestName.hint(first, "keys", parent.keySet()));
      }
      parent = parent.getAsJsonObject(first);
      rest = rest.substring(dot + 1);
    }
    return parent.get(rest);
  }

  private static String text(JsonElement value, String key, String location) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw new DataException("%s: the value of '%s' is not text%s", location, key, REMEDY);
    }
    String text = value.getAsString();
    if (text.indexOf('\0') >= 0) {
      throw new DataException("%s: the value of '%s' has a NUL character%s", location, key, REMEDY);
    }
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new DataException(
          "%s: the value of '%s' has half of a surrogate pair%s", location, key, REMEDY);
    }
    return LINE_BREAKS.matcher(text).replaceAll(" ");
  }
}
