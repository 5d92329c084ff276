package io.seqlab.result.file;

import io.seqlab.result.delimited.CorruptFileException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: eight bytes with its length, little-endian, then JSON with the
 * shape and the place of each tensor (<a
 * href="https://github.com/huggingface/safetensors">safetensors</a>).
 */
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";
  private static final long MAX_BYTES = 100_000_000; // as in the reference implementation

  private SafetensorsHeader() {}

  /** A tensor. */
  private record Tensor(String dtype, List<Long> shape, List<Long> dataOffsets) {}

  /** The shape of each tensor by its name, in the order of their data. */
  static Map<String, List<Long>> shapes(Path file) throws IOException {
    String json;
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(raw)) {
      long length = Long.reverseBytes(in.readLong());
      if (length < 0 || length > MAX_BYTES) {
        throw new CorruptFileException(file, "its header has %d bytes".formatted(length));
      }
      json = new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<?, ?> header = Json.parse(file, json, LinkedHashMap.class);
    for (Map.Entry<?, ?> entry : header.entrySet()) {
      if (!METADATA.equals(entry.getKey())) {
        tensors.put(
            (String) entry.getKey(), Json.parse(file, Json.line(entry.getValue()), Tensor.class));
      }
    }
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    tensors.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().dataOffsets().get(0)))
        .forEach(entry -> shapes.put(entry.getKey(), entry.getValue().shape()));
    return shapes;
  }
}
