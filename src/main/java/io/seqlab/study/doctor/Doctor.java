package io.seqlab.study.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Utils;
import com.sun.management.OperatingSystemMXBean;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.data.corpus.Datasets;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.run.Failure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checks versions, engine, memory, disk and data folders of this machine. */
public final class Doctor {
  private static final String VERSION = "0.1.0";
  private static final double GIB = 1L << 30;

  private final List<Check> checks = new ArrayList<>();

  private Doctor() {}

  /**
   * The result of a check.
   *
   * @param problem what is wrong and how to fix it; empty if nothing is
   */
  public record Check(String name, String value, String problem) {}

  /** The version of SeqLab. */
  public static String version() {
    return VERSION;
  }

  /** Runs all checks. */
  public static List<Check> run() {
    Doctor doctor = new Doctor();
    doctor.versions();
    doctor.machine();
    doctor.engine();
    doctor.disk(Path.of("").toAbsolutePath());
    doctor.data(StudyData.dataFolders());
    return List.copyOf(doctor.checks);
  }

  private void ok(String name, String value) {
    add(name, value, "");
  }

  private void add(String name, String value, String problem) {
    checks.add(new Check(name, value, problem));
  }

  private void versions() {
    ok("SeqLab", VERSION);
    ok("Java", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.home"));
  }

  private void machine() {
    Runtime runtime = Runtime.getRuntime();
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ok(
        "machine",
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                runtime.availableProcessors()));
    ok(
        "memory",
        "%s, %s free; Java heap limit %s"
            .formatted(
                gib(system.getTotalMemorySize()),
                gib(system.getFreeMemorySize()),
                gib(runtime.maxMemory())));
  }

  /** Loads the engine and multiplies two matrices, as a library that loads may still not work. */
  private void engine() {
    try {
      ok("DJL", Engine.getDjlVersion());
      Engine engine = Engine.getInstance();
      ok(engine.getEngineName(), engine.getVersion());
      ok("native library", Utils.getEngineCacheDir("pytorch").toString());
      ok(
          "devices",
          Arrays.stream(engine.getDevices())
              .map(Device::toString)
              .collect(Collectors.joining(", ")));
      ok("threads", System.getProperty("ai.djl.pytorch.num_threads", "engine default"));
      multiply();
    } catch (RuntimeException | LinkageError e) {
      add(
          "engine",
          "failed to load: " + Failure.rootMessage(e),
          "PyTorch's native library is missing, not for this machine, or larger than the memory"
              + " allowed (ulimit -v); delete target/ to download it again at the next start, and"
              + " check SEQLAB_JAVA_OPTS");
    }
  }

  private void multiply() {
    try (NDManager manager = NDManager.newBaseManager();
        NDArray twos = manager.full(new Shape(3, 3), 2f);
        NDArray product = twos.matMul(twos)) {
      float result = product.getFloat(1, 1);
      add(
          "matrix product",
          result == 12 ? "works" : "returned " + result + " instead of 12",
          result == 12 ? "" : "the native library is broken; delete its folder (listed above)");
    }
  }

  private void disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String problem = free < GIB ? "less than 1 GiB for checkpoints; free some space" : "";
      add("disk", gib(free) + " free in " + folder, problem);
      if (!Files.isWritable(folder)) {
        add("working directory", "not writable", "use --out DIR, or another working directory");
      }
    } catch (IOException e) {
      add("disk", IoErrorMessage.of(e), "the working directory is not accessible");
    }
  }

  private void data(DataFolders folders) {
    for (Path folder : folders.search()) {
      ok("data folder", folder.toAbsolutePath() + (Files.isDirectory(folder) ? "" : " (missing)"));
    }
    String dataFolder = System.getenv("SEQLAB_DATA");
    if (dataFolder != null && !Files.isDirectory(Path.of(dataFolder))) {
      add("SEQLAB_DATA", dataFolder + " is not a folder", "set it to the folder with the corpora");
    }
    List<String> corpora = Datasets.names(folders);
    ok(
        "corpora",
        corpora.isEmpty()
            ? "none described in " + folders.descriptors().get(0)
            : String.join(", ", corpora));
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }
}
