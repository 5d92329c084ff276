package io.seqlab.result.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Records as JSON: keys in snake case; missing and unknown keys and null are errors, except for
 * keys that earlier versions did not write: the digests of the data, also in registrations.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .injectableValues(
              new InjectableValues.Std()
                  .addValue(DataDigests.ABSENT, DataDigests.UNKNOWN)
                  .addValue(RegisteredClaim.NO_DATA, List.of()))
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  private static final ObjectMapper MESSAGES =
      MAPPER.copy().setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

  private static final Pattern MISSING = Pattern.compile("[Mm]issing.* property '([^']*)'");

  private Json() {}

  static void write(Path file, Object value) throws IOException {
    AtomicFile.write(
        file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
  }

  /** A value on one line, without a line break. */
  public static String line(Object value) throws IOException {
    return MAPPER.writeValueAsString(value);
  }

  static <T> T read(Path file, Class<T> type) throws IOException {
    return parse(file, Utf8Files.read(file), type);
  }

  /** Reads a list; empty if the file is missing. */
  static <T> List<T> readList(Path file, Class<T[]> type) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<T> list = Arrays.asList(read(file, type));
    if (list.contains(null)) {
      throw new CorruptFileException(file, "its item %d is null".formatted(list.indexOf(null) + 1));
    }
    return List.copyOf(list);
  }

  /** Reads a list of which no two items may be the same by {@code identity}. */
  static <T> List<T> readList(Path file, Class<T[]> type, Function<T, ?> identity)
      throws IOException {
    List<T> list = readList(file, type);
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (!seen.add(identity.apply(list.get(i)))) {
        throw new CorruptFileException(
            file, "its item %d is the second of one example or run".formatted(i + 1));
      }
    }
    return list;
  }

  /** Parses a value; errors name the file that the text is from. */
  static <T> T parse(Path file, String text, Class<T> type) throws IOException {
    return parse(MAPPER, file, text, type);
  }

  /** Parses a message of another process, whose components may be null; errors name it. */
  public static <T> T parseMessage(String name, String text, Class<T> type) throws IOException {
    return parse(MESSAGES, Path.of(name), text, type);
  }

  private static <T> T parse(ObjectMapper mapper, Path file, String text, Class<T> type)
      throws IOException {
    try {
      T value = mapper.readValue(text, type);
      if (value == null) {
        throw new CorruptFileException(file, "its value is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new CorruptFileException(file, reason(e), e);
    }
  }

  /** What is wrong, without words of the library; a record's own words for its values. */
  private static String reason(JsonProcessingException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    return problem(e) + (line == 0 ? "" : " (line " + line + ")");
  }

  private static String problem(JsonProcessingException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof JsonEOFException) {
      return "it is truncated";
    } else if (!(e instanceof JsonMappingException mapping)) {
      return "it is not JSON";
    } else if (root instanceof IllegalArgumentException) {
      return root.getMessage();
    } else if (e instanceof UnrecognizedPropertyException unknown) {
      return "it has the unknown key '" + unknown.getPropertyName() + "'";
    } else if (root instanceof JsonParseException) {
      return "it is not JSON";
    } else {
      return problem(mapping);
    }
  }

  private static String problem(JsonMappingException e) {
    Matcher missing = MISSING.matcher(e.getOriginalMessage());
    if (missing.find()) {
      return "it has no key '" + missing.group(1) + "'";
    }
    String key =
        e.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining("."));
    return key.isEmpty()
        ? "it has another structure than SeqLab writes"
        : "its value of '" + key + "' is missing or invalid";
  }

  private static final class InstantReader extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String text, DeserializationContext context) {
      return Instant.parse(text);
    }
  }
}
