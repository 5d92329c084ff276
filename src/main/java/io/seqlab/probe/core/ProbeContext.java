package io.seqlab.probe.core;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.TaskData;
import io.seqlab.data.Vocabularies;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.model.core.Seq2Seq;

/**
 * What a probe looks at.
 *
 * @param model with its weights
 * @param definition of the model
 * @param manager the weights live on; probes work on managers below it
 * @param vocabularies of the model
 * @param taskData of the study
 * @param decoding how the model answers
 * @param training how it was trained
 * @param seed of the run
 */
public record ProbeContext(
    Seq2Seq model,
    ModelSpec definition,
    NDManager manager,
    Vocabularies vocabularies,
    TaskData taskData,
    DecodingSpec decoding,
    TrainingSpec training,
    long seed) {

  /** Asks the model about examples. */
  public Evaluator evaluator() {
    return new Evaluator(model, manager, vocabularies, decoding);
  }
}
