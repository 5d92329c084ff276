package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.seqlab.config.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.Pass;
import io.seqlab.model.core.Step;

/**
 * A decoder whose recurrence reads what was attended to, so that it can only go step by step, in
 * training too. All that does not depend on the step before is done for all steps at once: the
 * projected target and the output layer.
 */
abstract class StepwiseDecoder extends RnnDecoder {
  StepwiseDecoder(RnnDecoderSpec spec, Sizes sizes, boolean tied) {
    super(spec, sizes, tied);
  }

  /**
   * What one step gives: what the output layer reads (B, O), the state after it, and the weights
   * used (B, S).
   */
  record Advance(NDArray forOutput, RnnState state, NDArray attention) {}

  /** One step from a projected target (B, G·H). */
  abstract Advance advance(Stepper stepper, RnnState state, NDArray projected);

  @Override
  public abstract RnnState start(Pass pass, Encoding encoding);

  @Override
  public final NDArray logits(Pass pass, Encoding encoding, NDArray target) {
    NDArray embedded = embed(pass, target); // (B, T, E)
    Stepper stepper = stepper(pass, embedded);
    long length = target.getShape().get(1);
    // (T, B, G·H), so that each step is a block of its own
    NDList projected = stepper.project(embedded.transpose(1, 0, 2)).split(length, 0);
    RnnState state = start(pass, encoding);
    NDList outputs = new NDList();
    for (NDArray x : projected) {
      Advance advance = advance(stepper, state, x.squeeze(0));
      state = advance.state();
      outputs.add(advance.forOutput());
    }
    return output(pass, NDArrays.stack(outputs, 1)); // (B, T, V)
  }

  @Override
  public final Step step(Pass pass, DecoderState state, NDArray tokens) {
    Stepper stepper = stepper(pass, tokens);
    Advance advance = advance(stepper, (RnnState) state, stepper.project(embed(pass, tokens)));
    return new Step(output(pass, advance.forOutput()), advance.state(), advance.attention());
  }
}
