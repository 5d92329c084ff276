package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;

/**
 * A recurrent decoder whose cell reads the result of attention, so that it runs step by step even
 * under teacher forcing. A subclass defines one step.
 *
 * <p>Implementation: what does not depend on the previous step is computed once for all steps: the
 * projected target tokens and the output layer.
 */
abstract class StepwiseDecoder extends RnnDecoder {
  StepwiseDecoder(RnnDecoderSpec spec, Sizes sizes, boolean tied) {
    super(spec, sizes, tied);
  }

  /**
   * The result of one step.
   *
   * @param outputInput input of the output layer, in parts to be concatenated, (B, …) each
   * @param state the state after the step
   * @param weights attention weights, (B, 1, S)
   */
  record StepResult(NDList outputInput, RnnState state, NDArray weights) {}

  /**
   * One step.
   *
   * @param f the cells of all layers
   * @param previous the state after the previous step
   * @param y the previous token, embedded and projected for the bottom cell, (B, G·H)
   */
  abstract StepResult step(StackedCells f, RnnState previous, NDArray y);

  @Override
  public abstract RnnState initialState(ForwardPass pass, Encoding encoding);

  @Override
  public final NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    NDArray embedded = embed(pass, target.transpose()); // (T, B, E): each step is contiguous
    StackedCells f = cells(pass, embedded);
    NDArray projected = f.project(embedded); // (T, B, G·H)
    long batch = target.getShape().get(0);
    long length = target.getShape().get(1);
    RnnState state = initialState(pass, encoding);
    NDArray rows = projected.reshape(-1, projected.getShape().get(2)); // (T·B, G·H)
    NDList outputs = new NDList();
    for (NDArray y : rows.split(length, 0)) { // (B, G·H)
      StepResult result = step(f, state, y);
      state = result.state();
      outputs.addAll(result.outputInput());
    }
    NDArray joined = NDArrays.concat(outputs, 1); // (B, T·O)
    long width = joined.getShape().get(1) / length; // O
    return output(pass, joined.reshape(batch, length, width)); // (B, T, V)
  }

  @Override
  public final DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    StackedCells f = cells(pass, tokens);
    StepResult result = step(f, (RnnState) state, f.project(embed(pass, tokens)));
    NDArray logits = output(pass, NDArrays.concat(result.outputInput(), 1)); // (B, V)
    return new DecoderStep(logits, result.state(), result.weights().squeeze(1));
  }
}
