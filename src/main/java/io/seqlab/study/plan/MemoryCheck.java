package io.seqlab.study.plan;

import static io.seqlab.data.ExampleMemory.text;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.ExampleMemory;
import io.seqlab.study.plan.StudyCheck.VariantSize;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares the estimated memory of runs with that of the machine.
 *
 * @param jobs parallel runs
 */
public record MemoryCheck(MachineMemory machine, int jobs) {
  /** Bytes of examples that {@code seqlab check} generates at most. */
  private static final double MAX_GENERATED = 128 << 20;

  /** Why the examples of a study are not generated to count them; empty if they are few enough. */
  public static Optional<String> tooManyExamples(StudySpec study) {
    double bytes =
        StudyRuns.specs(study).values().stream()
            .map(run -> run.task().withExampleSeed(0)) // one seed is generated at a time
            .distinct()
            .mapToDouble(ExampleMemory::bytes)
            .sum();
    return bytes <= MAX_GENERATED
        ? Optional.empty()
        : Optional.of(
            "the generated examples need about %s of memory, more than the %s that check generates, so models and epochs are not counted; lower the numbers of examples or their lengths in task, or see seqlab run --dry-run"
                .formatted(text(bytes), text(MAX_GENERATED)));
  }

  /** What the largest runs need, if it is more than the machine has. */
  public Optional<String> excess(List<VariantSize> variants) {
    Optional<VariantSize> largest =
        variants.stream().max(Comparator.comparingDouble(v -> v.memory().peak()));
    int parallel = (int) Math.min(jobs, variants.stream().mapToLong(VariantSize::runs).sum());
    return largest
        .filter(variant -> parallel * variant.memory().peak() > machine.bytes())
        .map(variant -> describe(variant, parallel));
  }

  private String describe(VariantSize variant, int parallel) {
    MemoryEstimate memory = variant.memory();
    return "%s needs about %s of memory%s, but this machine has %s: training %s, decoding %s, weights and examples %s; lower %s"
        .formatted(
            variant.name(),
            text(memory.peak()),
            parallel > 1 ? " for each of %d parallel runs".formatted(parallel) : "",
            text(machine.bytes()),
            text(memory.training()),
            text(memory.decoding()),
            text(memory.fixed()),
            advice(memory, parallel));
  }

  private static String advice(MemoryEstimate memory, int parallel) {
    String jobs = parallel > 1 ? "--jobs, " : "";
    if (memory.fixed() > Math.max(memory.training(), memory.decoding())) {
      return jobs + "the width or the number of layers of the model, or task.examples";
    }
    return memory.training() > memory.decoding()
        ? jobs
            + "training.batch.size, the lengths of the task or of probes, or the width of the model"
        : jobs + "decoding.beam, decoding.batch or decoding.max_length";
  }

  /**
   * Rejects a study whose runs need more memory than the machine has.
   *
   * @throws ConfigException if they do
   */
  public void require(StudyPlan plan) {
    excess(StudyCheck.variants(plan))
        .ifPresent(
            message -> {
              throw new ConfigException(message + "; or run it anyway with --ignore-memory");
            });
  }
}
