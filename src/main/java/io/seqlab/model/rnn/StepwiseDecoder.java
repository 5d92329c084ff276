package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.SourceAttention;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;
import java.util.Collections;
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

  /** f: one step of all layers, with the previous token as part of the bottom layer's input. */
  @FunctionalInterface
  interface Recurrence {
    /** The states of all layers after the step; attention is the rest of the input, (B, …). */
    List<CellState> step(NDArray attention);
  }

  /**
   * The result of one step.
   *
   * @param vector the top hidden state or the attentional vector, for the output layer, (B, H)
   * @param context the context vector, (B, D)
   * @param state the state after the step
   * @param weights attention weights, (B, 1, S)
   */
  record StepResult(NDArray vector, NDArray context, RnnState state, NDArray weights) {}

  /** The attention over the source. */
  abstract SourceAttention attention();

  @Override
  public final List<SizedBlock> sourceAttention() {
    return List.of(attention().score());
  }

  /**
   * One step.
   *
   * @param previous the state after the previous step
   * @param word the embedded previous token, (B, 1, E); null if attention does not read it
   */
  abstract StepResult step(ForwardPass pass, RnnState previous, NDArray word, Recurrence f);

  abstract RnnState initialState(ForwardPass pass, Encoding encoding, StepConstants constants);

  @Override
  public final RnnState initialState(ForwardPass pass, Encoding encoding) {
    return initialState(pass, encoding, constantsOfSteps(pass, encoding));
  }

  @Override
  public final NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    long batch = target.getShape().get(0);
    long length = target.getShape().get(1);
    StepConstants constants = constants(pass, encoding);
    NDArray embedded = embed(pass, target.transpose(), constants); // (T, B, E)
    StackedCells cells = cells(pass, target, constants);
    NDList projected = projected(cells, embedded, constants.summary(), length);
    RnnState state = initialState(pass, encoding, constants);
    NDList words = readsWords() ? steps(embedded) : null; // (B, E) each
    NDList outputs = new NDList();
    for (int t = 0; t < length; t++) {
      NDArray token = projected.get(t);
      List<CellState> layers = state.layers();
      NDArray y = words == null ? null : words.get(t);
      StepResult result =
          step(pass, state, word(y), attention -> cells.step(token, attention, layers));
      state = result.state();
      outputs.addAll(outputInput(result.vector(), result.context(), y));
    }
    NDArray joined = concat(outputs, 1); // (B, T·O)
    long width = joined.getShape().get(1) / length; // O
    NDArray all = joined.reshape(batch, length, width);
    return output(pass, all, constants.forAllSteps()); // (B, T, V)
  }

  /** Whether attention or output layer read the embedded previous token. */
  private boolean readsWords() {
    return attention().readsWord() || spec().outputEmbedding();
  }

  private NDArray word(NDArray y) {
    return attention().readsWord() ? y.expandDims(1) : null;
  }

  /** (T, B, X) to T arrays (B, X). */
  private static NDList steps(NDArray x) {
    return x.reshape(-1, x.getShape().get(2)).split(x.getShape().get(0), 0);
  }

  /** The projected token inputs of T steps, (B, G·H) each, contiguous. */
  private NDList projected(StackedCells cells, NDArray embedded, NDArray summary, long length) {
    NDArray repeated = summary == null ? null : repeat(summary, length).transpose(1, 0, 2);
    NDArray inputs = input(embedded, repeated); // (T, B, P)
    if (inputs == null) {
      return new NDList(Collections.nCopies((int) length, cells.projectedNothing()));
    }
    return steps(cells.project(inputs));
  }

  @Override
  public final DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    RnnState previous = (RnnState) state;
    StepConstants constants = previous.constants();
    NDArray y = embed(pass, tokens, constants); // (B, E)
    NDArray input = input(y, constants.summary()); // (B, P)
    StepResult result =
        step(
            pass,
            previous,
            word(y),
            attention ->
                stepLayers(pass, input == null ? attention : input.concat(attention, 1), previous));
    NDArray logits =
        output(pass, outputInput(result.vector(), result.context(), y), constants); // (B, V)
    return new DecoderStep(logits, result.state(), result.weights().squeeze(1));
  }
}
