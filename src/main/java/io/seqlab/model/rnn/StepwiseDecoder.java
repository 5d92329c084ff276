package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;

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
   * What one step gives: what the output layer reads, side by side (B, …), the state after it, and
   * the weights used (B, 1, S).
   */
  record Advance(NDList forOutput, RnnState state, NDArray attention) {}

  /** One step from a projected target (B, G·H). */
  abstract Advance advance(Stepper stepper, RnnState state, NDArray projected);

  @Override
  public abstract RnnState initialState(ForwardContext context, EncoderOutput encoderOutput);

  @Override
  public final NDArray logits(ForwardContext context, EncoderOutput encoderOutput, NDArray target) {
    NDArray embedded =
        embed(context, target.transpose()); // (T, B, E), so that each step is a block of its own
    Stepper stepper = stepper(context, embedded);
    NDArray projected = stepper.project(embedded); // (T, B, G·H)
    long length = target.getShape().get(1);
    RnnState state = initialState(context, encoderOutput);
    NDList outputs = new NDList();
    for (NDArray x :
        projected.reshape(-1, projected.getShape().get(2)).split(length, 0)) { // (B, G·H)
      Advance advance = advance(stepper, state, x);
      state = advance.state();
      outputs.addAll(advance.forOutput());
    }
    NDArray joined = NDArrays.concat(outputs, 1); // (B, T·O)
    long batch = target.getShape().get(0);
    return output(
        context, joined.reshape(batch, length, joined.getShape().get(1) / length)); // (B, T, V)
  }

  @Override
  public final DecoderStep step(ForwardContext context, DecoderState state, NDArray tokens) {
    Stepper stepper = stepper(context, tokens);
    Advance advance = advance(stepper, (RnnState) state, stepper.project(embed(context, tokens)));
    return new DecoderStep(
        output(context, NDArrays.concat(advance.forOutput(), 1)),
        advance.state(),
        advance.attention().squeeze(1));
  }
}
