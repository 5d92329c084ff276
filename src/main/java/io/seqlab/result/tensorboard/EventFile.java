package io.seqlab.result.tensorboard;

import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.TrainingStep;
import io.seqlab.result.record.Validation;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.LeasedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The TensorBoard event file of a run, {@code tensorboard/events.out.tfevents.*}: the values of
 * {@code metrics.jsonl} under the same keys, and those of {@code validations.tsv} as {@code
 * valid/<metric>}.
 *
 * <p>Values are rounded to float, the only scalar type that TensorBoard's server shows. The time of
 * an event is the start of the run plus the training time, so that curves over relative time
 * compare training alone and have no gap where a run was killed.
 *
 * <p>TensorBoard keeps reading the file it has opened, so a running run appends. A resumed run
 * writes a new file from its truncated logs and tells TensorBoard to discard what it read before;
 * earlier files are emptied.
 */
public final class EventFile {
  private static final String PREFIX = "events.out.tfevents.";

  /** An event file of SeqLab, or a temporary file that TensorBoard would read too. */
  private static final Pattern WRITTEN =
      Pattern.compile("events\\.out\\.tfevents\\.\\d+\\.seqlab|\\..*tfevents.*\\.tmp");

  private final Path file;
  private final Instant start;

  private EventFile(Path file, Instant start) {
    this.file = file;
    this.start = start;
  }

  /**
   * Writes the logs of a run to a new file and empties earlier files.
   *
   * @param start time of the first start of the run
   */
  public static EventFile create(RunFolder run, Instant start) throws IOException {
    Path folder = run.path().resolve("tensorboard");
    List<Path> earlier = eventFiles(folder);
    String name = "%s%010d.seqlab".formatted(PREFIX, Instant.now().getEpochSecond());
    EventFile events = new EventFile(folder.resolve(name), start);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(events.header());
    for (TrainingStep step : run.logs().readSteps()) {
      content.writeBytes(events.event(step));
    }
    for (Validation validation : run.logs().readValidations()) {
      content.writeBytes(events.event(validation));
    }
    AtomicFile.write(events.file, content::writeTo);
    for (Path old : earlier) {
      if (!old.equals(events.file)) {
        LeasedFiles.clear(old); // TensorBoard would keep waiting at a deleted file
      }
    }
    return events;
  }

  private static List<Path> eventFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> WRITTEN.matcher(each.getFileName().toString()).matches())
          .filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
          .toList();
    }
  }

  public void append(TrainingStep step) throws IOException {
    LeasedFiles.append(file, event(step));
  }

  public void append(Validation validation) throws IOException {
    LeasedFiles.append(file, event(validation));
  }

  /** The format version, and a session start, which discards earlier events of the run. */
  private byte[] header() {
    ProtobufWriter version = eventAt(0).text(3, "brain.Event:2"); // Event.file_version
    ProtobufWriter started = new ProtobufWriter().int64(1, 1); // SessionLog.status = START
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(TfRecord.frame(version.bytes()));
    header.writeBytes(TfRecord.frame(eventAt(0).message(7, started).bytes())); // Event.session_log
    return header.toByteArray();
  }

  private byte[] event(TrainingStep step) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("tokens", (double) step.tokens());
    scalars.put("seconds", step.seconds());
    scalars.put("learning_rate", step.learningRate());
    scalars.put("loss", step.loss());
    scalars.put("gradient_norm", step.gradientNorm());
    return event(step.step(), step.seconds(), scalars);
  }

  private byte[] event(Validation validation) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    validation.scores().forEach((metric, value) -> scalars.put("valid/" + metric, value));
    return event(validation.step(), validation.seconds(), scalars);
  }

  private byte[] event(long step, double seconds, Map<String, Double> scalars) {
    ProtobufWriter summary = new ProtobufWriter();
    scalars.forEach(
        (tag, value) -> // Summary.value: tag and simple_value
        summary.message(1, new ProtobufWriter().text(1, tag).float32(2, value.floatValue())));
    // Event.step, Event.summary
    return TfRecord.frame(eventAt(seconds).int64(2, step).message(5, summary).bytes());
  }

  /** An Event with its wall_time, in seconds since 1970. */
  private ProtobufWriter eventAt(double seconds) {
    return new ProtobufWriter()
        .float64(1, start.getEpochSecond() + start.getNano() / 1e9 + seconds);
  }
}
