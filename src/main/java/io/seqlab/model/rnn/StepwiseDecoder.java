package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.SourceAttention;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

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
   * The previous token of one step.
   *
   * @param projected embedded and projected for the bottom cell, (B, G·H)
   * @param word embedded, (B, 1, E); null if attention does not read it
   */
  record Input(NDArray projected, NDArray word) {}

  /** The attention over the source. */
  abstract SourceAttention attention();

  @Override
  public final List<SizedBlock> sourceAttention() {
    return List.of(attention().score());
  }

  /**
   * One step.
   *
   * @param f the cells of all layers
   * @param previous the state after the previous step
   * @param y the previous token
   */
  abstract StepResult step(StackedCells f, RnnState previous, Input y);

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
    NDList rows = steps(projected); // (B, G·H) each
    NDList words = attention().readsWord() ? steps(embedded) : null; // (B, E) each
    NDList outputs = new NDList();
    for (int t = 0; t < length; t++) {
      NDArray word = words == null ? null : words.get(t).expandDims(1);
      StepResult result = step(f, state, new Input(rows.get(t), word));
      state = result.state();
      outputs.addAll(result.outputInput());
    }
    NDArray joined = NDArrays.concat(outputs, 1); // (B, T·O)
    long width = joined.getShape().get(1) / length; // O
    return output(pass, joined.reshape(batch, length, width)); // (B, T, V)
  }

  /** (T, B, X) to T arrays (B, X). */
  private static NDList steps(NDArray x) {
    return x.reshape(-1, x.getShape().get(2)).split(x.getShape().get(0), 0);
  }

  @Override
  public final DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    StackedCells f = cells(pass, tokens);
    NDArray embedded = embed(pass, tokens); // (B, E)
    NDArray word = attention().readsWord() ? embedded.expandDims(1) : null;
    StepResult result = step(f, (RnnState) state, new Input(f.project(embedded), word));
    NDArray logits = output(pass, NDArrays.concat(result.outputInput(), 1)); // (B, V)
    return new DecoderStep(logits, result.state(), result.weights().squeeze(1));
  }
}
