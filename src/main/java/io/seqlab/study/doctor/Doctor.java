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
import io.seqlab.study.plan.StudyData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Looks at the machine and says what it finds, and what is wrong with it. */
public final class Doctor {
  private static final String VERSION = "0.1.0";
  private static final double GIB = 1L << 30;

  private final List<Finding> findings = new ArrayList<>();

  private Doctor() {}

  /**
   * Something that was looked at.
   *
   * @param remedy what is wrong and what to do; empty if all is well
   */
  public record Finding(String subject, String value, String remedy) {}

  /** The version of SeqLab. */
  public static String version() {
    return VERSION;
  }

  /** Everything that was found, engine, machine and folders. */
  public static List<Finding> examine() {
    Doctor doctor = new Doctor();
    doctor.versions();
    doctor.machine();
    doctor.engine();
    doctor.disk(Path.of("").toAbsolutePath());
    doctor.data(StudyData.dataFolders());
    return List.copyOf(doctor.findings);
  }

  private void well(String subject, String value) {
    findings.add(new Finding(subject, value, ""));
  }

  private void versions() {
    well("SeqLab", VERSION);
    well(
        "Java",
        "%s, %s"
            .formatted(
                System.getProperty("java.runtime.version"), System.getProperty("java.home")));
  }

  private void machine() {
    Runtime runtime = Runtime.getRuntime();
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    well(
        "machine",
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                runtime.availableProcessors()));
    well(
        "memory",
        "%s, %s free; Java takes at most %s"
            .formatted(
                gib(system.getTotalMemorySize()),
                gib(system.getFreeMemorySize()),
                gib(runtime.maxMemory())));
  }

  /** Loads the engine and has it multiply, as a library that loads may still not work. */
  private void engine() {
    well("DJL", Engine.getDjlVersion());
    try {
      Engine engine = Engine.getInstance();
      well(engine.getEngineName(), engine.getVersion());
      well("native library", Utils.getEngineCacheDir("pytorch").toString());
      well(
          "devices",
          Arrays.stream(engine.getDevices())
              .map(Device::toString)
              .collect(Collectors.joining(", ")));
      well("threads", System.getProperty("ai.djl.pytorch.num_threads", "as the engine likes"));
      multiply();
    } catch (RuntimeException | LinkageError e) {
      findings.add(
          new Finding(
              "engine",
              "does not load: " + e,
              "PyTorch's native library is missing or not for this machine; delete target/ so that"
                  + " the next start fetches it again, and look at SEQLAB_JAVA_OPTS"));
    }
  }

  private void multiply() {
    try (NDManager manager = NDManager.newBaseManager();
        NDArray twos = manager.full(new Shape(3, 3), 2f);
        NDArray product = twos.matMul(twos)) {
      float found = product.getFloat(1, 1);
      findings.add(
          new Finding(
              "multiplication",
              found == 12 ? "works" : "gives " + found + " for 12",
              found == 12 ? "" : "the native library is broken; delete the folder above"));
    }
  }

  private void disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String remedy = free < GIB ? "a study needs room for its checkpoints; free some space" : "";
      findings.add(new Finding("disk", gib(free) + " free in " + folder, remedy));
      if (!Files.isWritable(folder)) {
        findings.add(
            new Finding("working folder", "not writable", "run with --out DIR, or go elsewhere"));
      }
    } catch (IOException e) {
      findings.add(new Finding("disk", e.toString(), "the working folder cannot be looked at"));
    }
  }

  private void data(DataFolders folders) {
    for (Path folder : folders.search()) {
      well(
          "data folder",
          folder.toAbsolutePath() + (Files.isDirectory(folder) ? "" : " (not there)"));
    }
    String named = System.getenv("SEQLAB_DATA");
    if (named != null && !Files.isDirectory(Path.of(named))) {
      findings.add(
          new Finding(
              "SEQLAB_DATA",
              named + " is not a folder",
              "set it to the folder that holds corpora"));
    }
    List<String> corpora = Datasets.names(folders);
    well(
        "corpora",
        corpora.isEmpty()
            ? "none described in " + folders.descriptors()
            : String.join(", ", corpora));
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }
}
