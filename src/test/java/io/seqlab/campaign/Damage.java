package io.seqlab.campaign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Ways to damage a file. */
enum Damage {
  /** One bit in the last quarter, which in a file of weights holds numbers. */
  BIT_FLIPPED {
    @Override
    void apply(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1 - bytes.length / 4] ^= 1 << 2;
      Files.write(file, bytes);
    }
  },
  TRUNCATED {
    @Override
    void apply(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    }
  },
  EMPTIED {
    @Override
    void apply(Path file) throws IOException {
      Files.write(file, new byte[0]);
    }
  },
  DELETED {
    @Override
    void apply(Path file) throws IOException {
      Files.delete(file);
    }
  },
  /** Its first bytes are zero, as after a crash of the machine. */
  ZEROED {
    @Override
    void apply(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      Arrays.fill(bytes, 0, bytes.length / 2, (byte) 0);
      Files.write(file, bytes);
    }
  },
  BAD_UTF8 {
    @Override
    void apply(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] = (byte) 0xff;
      Files.write(file, bytes);
    }
  },
  FOLDER_INSTEAD {
    @Override
    void apply(Path file) throws IOException {
      Files.delete(file);
      Files.createDirectory(file);
    }
  },
  DANGLING_LINK {
    @Override
    void apply(Path file) throws IOException {
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("nowhere"));
    }
  },
  /** The file of the same name of another model, or else another file of the folder. */
  SWAPPED {
    @Override
    void apply(Path file) throws IOException {
      Path other = Path.of(file.toString().replace("/luong/", "/transformer/"));
      if (other.equals(file) || !Files.exists(other)) {
        try (Stream<Path> siblings = Files.list(file.getParent())) {
          other =
              siblings
                  .filter(each -> !each.equals(file) && Files.isRegularFile(each))
                  .max(Comparator.comparing(Path::toString))
                  .orElseThrow();
        }
      }
      Files.write(file, Files.readAllBytes(other));
    }
  },
  /** Every number of a safetensors file is NaN. */
  NAN_WEIGHTS {
    @Override
    void apply(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = Math.toIntExact(8 + buffer.getLong(0)); i + 4 <= bytes.length; i += 4) {
        buffer.putFloat(i, Float.NaN);
      }
      Files.write(file, bytes);
    }
  },
  /** A line of a table stands twice. */
  LINE_TWICE {
    @Override
    void apply(Path file) throws IOException {
      String text = Files.readString(file);
      List<String> lines = text.lines().toList();
      Files.writeString(file, text + lines.get(lines.size() - 1) + "\n");
    }
  },
  /** The last number of the file is 1e400. */
  HUGE_NUMBER {
    @Override
    void apply(Path file) throws IOException {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      Files.writeString(
          file, text.replaceFirst("(?s)(.*[,\\t :])[0-9.]+([,\\t\\n}\\]])", "$11e400$2"));
    }
  };

  /** Damages a file of an experiment. */
  abstract void apply(Path file) throws IOException;
}
