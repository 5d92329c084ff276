package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.recurrent.RNN;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.RecurrentCellSpec;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenBatch;
import java.util.Optional;

/**
 * One recurrent layer in one direction: h_t = f(x_t, h_{t−1}) for t = 1 … T, with the cell f of
 * {@link RecurrentCell}, PyTorch's parameters and its order of gates (LSTM i, f, g, o; GRU r, z,
 * n).
 *
 * <p>Implementation: whole sequences run in one fused native call; under teacher forcing, a decoder
 * whose input depends on the previous step uses the {@link #cell} instead.
 */
final class RecurrentLayer extends SizedBlock {
  /** A gate's input at which its sigmoid is 0 or 1 in single precision. */
  private static final float SATURATED = 1e4f;

  private final CellType type;
  private final int hidden;
  private final Parameter weightIh;
  private final Parameter weightHh;
  private final Parameter biasIh;
  private final Optional<Parameter> biasHh; // absent with one bias a gate

  RecurrentLayer(RecurrentCellSpec cell, int input, int hidden) {
    this.type = cell.type();
    this.hidden = hidden;
    RecurrentInitializers initial = new RecurrentInitializers(cell, hidden);
    long rows = (long) type.gates() * hidden;
    weightIh = parameter("weight_ih", new Shape(rows, input), initial.inputWeight());
    weightHh = parameter("weight_hh", new Shape(rows, hidden), initial.recurrentWeight());
    biasIh = parameter("bias_ih", new Shape(rows), initial.inputBias());
    biasHh =
        cell.biasesPerGate() == 2
            ? Optional.of(parameter("bias_hh", new Shape(rows), initial.recurrentBias()))
            : Optional.empty();
  }

  /** The hidden states h_1 … h_T, (B, T, H), and the state after the last token. */
  record Output(NDArray states, CellState last) {}

  /** Runs over sequences (B, T, input) of equal length from an initial state. */
  Output run(ForwardPass pass, NDArray x, CellState initial) {
    return fused(pass, x, pass.value(weightIh, x), initial);
  }

  /**
   * Runs over padded sequences (B, S, input) from zeros. The last state is that of each sequence's
   * last token; hidden states at padding are undefined.
   */
  Output run(ForwardPass pass, NDArray x, TokenBatch tokens) {
    CellState zeros = CellState.zeros(type, x, hidden);
    if (!tokens.hasPadding()) {
      return run(pass, x, zeros);
    }
    Output output =
        switch (type) {
          case RNN, GRU -> run(pass, x, zeros);
          case LSTM -> lstmOverPadding(pass, x, tokens, zeros);
        };
    NDArray last = RowLookup.selectPositions(output.states(), tokens.lastPositions()); // (B, H)
    return new Output(output.states(), new CellState(last, output.last().cell()));
  }

  /** What all single steps of a forward pass share. */
  interface PreparedCell {
    /** One step, of inputs (B, input). */
    CellState step(NDArray x, CellState state);

    /** What was computed for it. */
    NDList arrays();
  }

  /**
   * Prepares single steps, on the device of an array. The native call of an LSTM arranges its
   * weights anew in each call, which costs more than one step at larger widths; those of the other
   * cells do not.
   */
  PreparedCell prepare(ForwardPass pass, NDArray like) {
    return switch (type) {
      case RNN, GRU -> new NativeStep(pass);
      case LSTM -> cell(pass, like, 0);
    };
  }

  /** A step by the native call for sequences. */
  private final class NativeStep implements PreparedCell {
    private final ForwardPass pass;

    NativeStep(ForwardPass pass) {
      this.pass = pass;
    }

    @Override
    public CellState step(NDArray x, CellState state) {
      return run(pass, x.expandDims(1), state).last();
    }

    @Override
    public NDList arrays() {
      return new NDList();
    }
  }

  /** The layer's cell for one forward pass, whose input begins with a token of the given size. */
  RecurrentCell cell(ForwardPass pass, NDArray like, int tokenSize) {
    RecurrentCell.Weights weights =
        new RecurrentCell.Weights(
            pass.value(weightIh, like),
            pass.value(weightHh, like),
            pass.value(biasIh, like),
            biasHh.map(bias -> pass.value(bias, like)).orElse(null));
    return new RecurrentCell(type, weights, tokenSize, like.getManager());
  }

  // Implementation

  /**
   * Keeps the memory cell of a shorter sequence unchanged at padding. The fused call does not know
   * lengths; the last hidden state can be selected from all hidden states, but the memory cell is
   * returned only for the last step. So x gets one more feature, 1 at padding and 0 at tokens,
   * whose weights close the input gate and hold the forget gate open: c_t = 1 ⊙ c_{t−1} + 0 ⊙ g.
   */
  private Output lstmOverPadding(ForwardPass pass, NDArray x, TokenBatch tokens, CellState zeros) {
    NDArray flagged = tokens.paddingMask().expandDims(2).concat(x, 2); // (B, S, 1 + input)
    NDManager manager = x.getManager();
    NDArray i = manager.full(new Shape(hidden, 1), -SATURATED);
    NDArray f = manager.full(new Shape(hidden, 1), SATURATED);
    NDArray gAndO = manager.zeros(new Shape(2L * hidden, 1));
    NDArray column = NDArrays.concat(new NDList(i, f, gAndO), 0); // (4H, 1)
    NDArray weight = column.concat(pass.value(weightIh, x), 1); // (4H, 1 + input)
    return fused(pass, flagged, weight, zeros);
  }

  /** All steps in one native call: with biases, one layer, no dropout, one direction. */
  private Output fused(ForwardPass pass, NDArray x, NDArray inputWeight, CellState initial) {
    NDArray hh = pass.value(weightHh, x);
    NDArray ih = pass.value(biasIh, x);
    NDList weights = new NDList(inputWeight, hh, ih, recurrentBias(pass, x, ih));
    NDArray h = initial.hidden().expandDims(0); // (1, B, H)
    boolean train = pass.training();
    NDArrayEx ops = x.getNDArrayInternal();
    NDList result = // states (B, T, H), last h (1, B, H), and last c (1, B, H) of an LSTM
        switch (type) {
          case RNN -> ops.rnn(x, h, weights, true, 1, RNN.Activation.TANH, 0, train, false, true);
          case GRU -> ops.gru(x, h, weights, true, 1, 0, train, false, true);
          case LSTM -> {
            NDList hAndC = new NDList(h, initial.cell().expandDims(0));
            yield ops.lstm(x, hAndC, weights, true, 1, 0, train, false, true);
          }
        };
    NDArray c = type.hasMemoryCell() ? result.get(2).squeeze(0) : null; // (B, H)
    return new Output(result.get(0), new CellState(result.get(1).squeeze(0), c));
  }

  /** b_hh; with one bias a gate zeros, because the native call takes two. */
  private NDArray recurrentBias(ForwardPass pass, NDArray x, NDArray like) {
    return biasHh
        .map(bias -> pass.value(bias, x))
        .orElseGet(() -> x.getManager().zeros(like.getShape(), like.getDataType()));
  }
}
