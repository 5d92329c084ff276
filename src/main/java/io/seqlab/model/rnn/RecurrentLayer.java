package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.initializer.UniformInitializer;
import io.seqlab.config.model.CellType;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenBatch;

/**
 * One recurrent layer in one direction over whole sequences, in one fused call, with PyTorch's
 * weights and order of gates (LSTM i, f, g, o; GRU r, z, n).
 */
final class RecurrentLayer extends SizedBlock {
  /** Beyond it a sigmoid is 0 or 1 in single precision. */
  private static final float SATURATED = 1e4f;

  private final CellType cell;
  private final int hidden;
  private final Parameter weightIh;
  private final Parameter weightHh;
  private final Parameter biasIh;
  private final Parameter biasHh;

  /** Weights from U(−1/√hidden, 1/√hidden). */
  RecurrentLayer(CellType cell, int input, int hidden) {
    this.cell = cell;
    this.hidden = hidden;
    UniformInitializer uniform = new UniformInitializer((float) (1 / Math.sqrt(hidden)));
    long rows = (long) cell.gates() * hidden;
    weightIh = parameter("weight_ih", new Shape(rows, input), uniform);
    weightHh = parameter("weight_hh", new Shape(rows, hidden), uniform);
    biasIh = parameter("bias_ih", new Shape(rows), uniform);
    biasHh = parameter("bias_hh", new Shape(rows), uniform);
  }

  /** Every output (B, S, H), and the state after the last token. */
  record Sequence(NDArray outputs, CellState last) {}

  /** Runs over sequences (B, T, input) from a state. */
  Sequence run(ForwardContext context, NDArray x, CellState first) {
    return fused(context, x, context.value(weightIh, x), first);
  }

  /**
   * Runs over padded sequences (B, S, input) from zeros; the last state is that of the last real
   * token, and outputs behind it mean nothing. The fused call knows no lengths, so hidden states
   * are read off the outputs. The memory of an LSTM cannot be: it gets one input more, 1 at
   * padding, whose weights shut the input gate and hold the forget gate open, so that memory stands
   * still behind the end.
   */
  Sequence run(ForwardContext context, NDArray x, TokenBatch tokens) {
    CellState zeros = zeros(x);
    if (!tokens.hasPadding()) {
      return run(context, x, zeros);
    }
    Sequence all =
        cell == CellType.LSTM
            ? fused(
                context,
                tokens.paddingMask().expandDims(2).concat(x, 2),
                withPaddingColumn(context, x),
                zeros)
            : run(context, x, zeros);
    NDArray last = RowLookup.selectPositions(all.outputs(), tokens.lastPositions()); // (B, H)
    return new Sequence(all.outputs(), new CellState(last, all.last().cell()));
  }

  /** The input weights (4H, 1 + input) with the column for padding in front. */
  private NDArray withPaddingColumn(ForwardContext context, NDArray x) {
    NDManager manager = x.getManager();
    NDArray shutInput = manager.full(new Shape(hidden, 1), -SATURATED);
    NDArray openForget = manager.full(new Shape(hidden, 1), SATURATED);
    NDArray others = manager.zeros(new Shape(2L * hidden, 1));
    NDArray column = NDArrays.concat(new NDList(shutInput, openForget, others), 0);
    return column.concat(context.value(weightIh, x), 1);
  }

  private CellState zeros(NDArray x) {
    NDArray zeros = x.getManager().zeros(new Shape(x.getShape().get(0), hidden));
    return new CellState(zeros, cell == CellType.LSTM ? zeros : null);
  }

  private Sequence fused(ForwardContext context, NDArray x, NDArray inputWeight, CellState first) {
    NDList weights =
        new NDList(
            inputWeight,
            context.value(weightHh, x),
            context.value(biasIh, x),
            context.value(biasHh, x));
    NDArray hidden = first.hidden().expandDims(0); // (1, B, H)
    NDArrayEx ops = x.getNDArrayInternal();
    NDList result =
        switch (cell) {
          case RNN ->
              ops.rnn(
                  x,
                  hidden,
                  weights,
                  true,
                  1,
                  RNN.Activation.TANH,
                  0,
                  context.training(),
                  false,
                  true);
          case GRU -> ops.gru(x, hidden, weights, true, 1, 0, context.training(), false, true);
          case LSTM ->
              ops.lstm(
                  x,
                  new NDList(hidden, first.cell().expandDims(0)),
                  weights,
                  true,
                  1,
                  0,
                  context.training(),
                  false,
                  true);
        };
    NDArray cellState = cell == CellType.LSTM ? result.get(2).squeeze(0) : null;
    return new Sequence(result.get(0), new CellState(result.get(1).squeeze(0), cellState));
  }

  /**
   * The weights for one pass step by step, where the first columns of the input weights read a
   * known input.
   */
  CellStep steps(ForwardContext context, NDArray beside, int known) {
    return new CellStep(
        cell,
        new CellStep.Weights(
            context.value(weightIh, beside),
            context.value(weightHh, beside),
            context.value(biasIh, beside),
            context.value(biasHh, beside)),
        known,
        beside.getManager());
  }
}
