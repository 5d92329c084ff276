package io.seqlab.result.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Records as JSON: keys in snake case; missing and unknown keys are errors. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

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

  /** Parses a value; errors name the file that the text is from. */
  public static <T> T parse(Path file, String text, Class<T> type) throws IOException {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new CorruptFileException(file, "its value is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new CorruptFileException(file, reason(e), e);
    }
  }

  private static String reason(JsonProcessingException e) {
    JsonProcessingException root = e; // its wrappers repeat its message
    while (root.getCause() instanceof JsonProcessingException cause) {
      root = cause;
    }
    String reason =
        root instanceof JsonEOFException ? "it is truncated" : root.getOriginalMessage();
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    return line == 0 ? reason : reason + " (line " + line + ")";
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
