package io.seqlab.study.bench;

import static io.seqlab.data.ExampleMemory.text;

import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.MemoryEstimate;

/**
 * What a benchmark measures.
 *
 * @param batch sentences of a training step
 * @param length tokens of each side
 * @param vocab V of each side
 * @param embed embedding size and d_model
 * @param hidden hidden size of recurrent and convolutional layers
 * @param threads of the tensor library
 * @param beam hypotheses of beam search; 0 without beam search
 */
public record BenchConfig(
    BenchFamily family,
    int batch,
    int length,
    int vocab,
    int embed,
    int hidden,
    int threads,
    int beam) {

  /** Sentences that are decoded at the same time. */
  static final int DECODE_BATCH = 64;

  ModelSpec model() {
    return family.model(embed, hidden);
  }

  /**
   * Rejects a benchmark whose estimated memory exceeds that of the machine.
   *
   * @throws ConfigException if it does
   */
  public void requireFit(MachineMemory machine) {
    int rows = DECODE_BATCH * Math.max(1, beam);
    double bytes = MemoryEstimate.ofRandomPairs(model(), vocab, batch, length, rows).peak();
    if (bytes > machine.bytes()) {
      throw new ConfigException(
          "%s needs about %s of memory, but this machine has %s; lower --batch, --length, --vocab, --embed, --hidden or --beam, or run it anyway with --ignore-memory"
              .formatted(family.key(), text(bytes), text(machine.bytes())));
    }
  }
}
