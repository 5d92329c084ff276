package io.seqlab.probe.cost;

import ai.djl.pytorch.jni.JniUtils;
import io.seqlab.config.probe.CostProbeSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.RandomPairs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Timings of training steps and decoding, one run of each cell at a time. */
final class CellTimings {
  static final String LENGTH = "length";
  static final String STEP = "train_step_seconds";
  private static final String MEMORY = "train_memory_mb";
  private static final String TOKENS = "_tokens_per_second";

  private static final int WARM_UP_STEPS = 2;

  /** No run is added of work whose timed runs in a cell have taken this long together. */
  private static final double LIMIT_SECONDS = 2;

  private final CostProbeSpec spec;
  private final ProbeContext context;
  private final Map<CostCell, Map<String, List<Double>>> seconds = new LinkedHashMap<>();
  private final Map<CostCell, Double> memory = new LinkedHashMap<>();

  CellTimings(CostProbeSpec spec, ProbeContext context) {
    this.spec = spec;
    this.context = context;
  }

  /** Times each kind of work once, after warm-up, unless it has taken long enough in the cell. */
  void add(CostCell cell) {
    Map<String, List<Double>> ofCell = seconds.computeIfAbsent(cell, each -> new LinkedHashMap<>());
    JniUtils.setNumThreads(cell.threads());
    MedianTimer timer = new MedianTimer(0, 1, LIMIT_SECONDS, context.cancellation());
    List<EncodedPair> pairs = RandomPairs.of(context).generate("cost", cell.length(), cell.batch());
    add(ofCell, STEP, () -> trainingStep(cell, pairs, timer));
    if (spec.decoding()) {
      DecodingSpeed speed = new DecodingSpeed(context.model(), context.manager(), timer);
      Batch batch = Batcher.forEvaluation(pairs, cell.batch()).get(0);
      int[][] sources = batch.sources();
      add(ofCell, "teacher_forced" + TOKENS, () -> speed.teacherForced(batch));
      add(ofCell, "greedy" + TOKENS, () -> speed.greedy(sources, cell.length()));
      add(ofCell, "uncached" + TOKENS, () -> speed.uncached(sources, cell.length()));
    }
  }

  private MedianTimer.Timing trainingStep(
      CostCell cell, List<EncodedPair> pairs, MedianTimer timer) {
    TrainingSpec training = context.training();
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.constantRate(training.optimizer(), training.clipNorm(), cell.batch()),
            timer,
            WARM_UP_STEPS,
            cell.threads());
    ResidentMemory.WithPeak<MedianTimer.Timing> step =
        ResidentMemory.withPeak(() -> speed.measure(context.model(), context.manager(), pairs));
    memory.putIfAbsent(cell, step.peakMb());
    return step.result();
  }

  private static void add(
      Map<String, List<Double>> ofCell, String measure, Supplier<MedianTimer.Timing> work) {
    List<Double> runs = ofCell.computeIfAbsent(measure, each -> new ArrayList<>());
    if (runs.stream().mapToDouble(s -> s).sum() < LIMIT_SECONDS) {
      runs.add(work.get().seconds());
    }
  }

  /** The medians of all cells. */
  List<Measurement> measurements(List<CostCell> cells) {
    CostCell first = cells.get(0);
    List<Measurement> all = new ArrayList<>();
    for (CostCell cell : cells) {
      String suffix = spec.suffix(cell.batch(), cell.threads());
      all.addAll(measurements(cell, suffix, LENGTH, cell.length()));
      if (cell.length() == first.length()) {
        if (spec.batch().size() > 1 && cell.threads() == first.threads()) {
          all.addAll(measurements(cell, "", "batch", cell.batch()));
        }
        if (spec.threads().size() > 1 && cell.batch() == first.batch()) {
          all.addAll(measurements(cell, "", "threads", cell.threads()));
        }
      }
    }
    return all;
  }

  private List<Measurement> measurements(CostCell cell, String suffix, String dimension, int x) {
    List<Measurement> all = new ArrayList<>();
    seconds
        .get(cell)
        .forEach(
            (measure, runs) -> {
              MedianTimer.Timing median = MedianTimer.Timing.of(runs);
              double tokens = (double) cell.batch() * cell.length();
              double value =
                  measure.endsWith(TOKENS) ? tokens / median.seconds() : median.seconds();
              all.add(new Measurement(measure + suffix, dimension, x, value, median.runs()));
            });
    if (!Double.isNaN(memory.get(cell))) { // outside Linux
      all.add(new Measurement(MEMORY + suffix, dimension, x, memory.get(cell), 1));
    }
    return all;
  }
}
