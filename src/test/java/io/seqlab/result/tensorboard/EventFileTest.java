package io.seqlab.result.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.TrainingStep;
import io.seqlab.result.record.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final TrainingStep FIRST = new TrainingStep(10, 1000, 0.25, 1e-3, Math.log(10), 0);
  private static final TrainingStep SECOND =
      new TrainingStep(300, 20_000_000, 7.5, -0.0, Double.POSITIVE_INFINITY, 1e-42);

  @TempDir Path temporary;

  @Test
  void matchesTensorBoardWriter() throws Exception {
    RunFolder run = new RunFolder(temporary);
    EventFile events = EventFile.create(run, START);
    events.append(FIRST);
    events.append(SECOND);
    events.append(validation());
    assertThat(onlyFile()).hasBinaryContent(golden());
  }

  @Test
  void resumedRunContainsItsLogs() throws Exception {
    RunFolder run = new RunFolder(temporary);
    run.logs().append(FIRST);
    run.logs().append(SECOND);
    run.logs().append(validation());
    EventFile killed = EventFile.create(run, START);
    killed.append(SECOND);
    Files.write(onlyFile(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    Files.move(onlyFile(), onlyFile().resolveSibling("events.out.tfevents.0000000001.seqlab"));

    EventFile.create(run, START);
    assertThat(onlyFile()).hasBinaryContent(golden());

    run.logs().truncate(10, 10);
    EventFile again = EventFile.create(run, START);
    again.append(SECOND);
    again.append(validation());
    assertThat(onlyFile()).hasBinaryContent(golden());
  }

  @Test
  void recordsAreFramedByLengthAndChecksums() throws Exception {
    RunFolder run = new RunFolder(temporary);
    EventFile events = EventFile.create(run, START);
    for (int i = 1; i <= 200; i++) {
      events.append(new TrainingStep(i * 1000L, i, i, i, i, i));
    }
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(onlyFile())).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (file.hasRemaining()) {
      byte[] length = take(file, Long.BYTES);
      assertThat(unmasked(file.getInt())).isEqualTo(crc(length));
      byte[] data =
          take(file, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      assertThat(unmasked(file.getInt())).isEqualTo(crc(data));
      records.add(data);
    }
    assertThat(records).hasSize(202);
  }

  private static byte[] take(ByteBuffer from, int size) {
    byte[] bytes = new byte[size];
    from.get(bytes);
    return bytes;
  }

  /** The inverse of the mask: (crc rotated right by 15) + 0xa282ead8. */
  private static int unmasked(int masked) {
    return Integer.rotateLeft(masked - 0xa282ead8, 15);
  }

  private static int crc(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return (int) crc.getValue();
  }

  private static Validation validation() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", 1.0 / 3);
    scores.put("state_ratio", Double.NaN);
    return new Validation(300, 1, 7.5, 20_000_000, 1e-3, 2, scores);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> all = Files.list(temporary.resolve("tensorboard"))) {
      List<Path> files = all.filter(each -> each.toFile().length() > 0).toList();
      assertThat(files).hasSize(1);
      return files.get(0);
    }
  }

  private static byte[] golden() throws IOException {
    try (InputStream in =
        EventFileTest.class.getResourceAsStream("/golden/tensorboard/run.tfevents")) {
      return in.readAllBytes();
    }
  }
}
