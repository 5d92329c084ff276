package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.model.CellType;
import io.seqlab.model.core.Tanh;

/**
 * One step h' = f(x, h) of a recurrent cell, as in PyTorch's RNNCell, LSTMCell and GRUCell:
 *
 * <pre>
 *   RNN    h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh)
 *
 *   LSTM   [i; f; g; o] = W_ih·x + b_ih + W_hh·h + b_hh
 *          c' = σ(f) ⊙ c + σ(i) ⊙ tanh(g)
 *          h' = σ(o) ⊙ tanh(c')
 *
 *   GRU    r = σ(W_ir·x + b_ir + W_hr·h + b_hr)
 *          z = σ(W_iz·x + b_iz + W_hz·h + b_hz)
 *          n = tanh(W_in·x + b_in + r ⊙ (W_hn·h + b_hn))
 *          h' = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * <p>Sources: Elman 1990; Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000;
 * Cho et al. 2014, eq. 5 to 8, where r multiplies h instead of W_hn·h + b_hn. σ is the logistic
 * sigmoid, ⊙ the element-wise product.
 *
 * <p>Implementation: the input is x = [token; attention]. The product with the embedded token, and
 * the biases that are only added to it, do not depend on the previous step and are computed for all
 * steps at once ({@link #project}). The attention part (a context vector or the last attentional
 * vector) depends on it. For RNN and LSTM it shares one matrix product with h, whose bias is the
 * projected token; a GRU needs W_hh·h by itself. In an upper layer, the hidden state of the layer
 * below takes the place of the token. The weights of gates that are a tanh are doubled once, as
 * {@link Tanh} reads 2x: one sigmoid then serves all gates of an LSTM.
 */
final class RecurrentCell implements RecurrentLayer.PreparedCell {
  /** PyTorch's weights (G·H, input), (G·H, H) and biases (G·H); b_hh may be null for none. */
  record Weights(NDArray ih, NDArray hh, NDArray biasIh, NDArray biasHh) {}

  private final CellType type;
  private final NDArray hiddenWeight; // (G·H, H)
  private final NDArray hiddenBias; // (G·H), or null
  private final NDArray tokenWeight; // (G·H, token), or null without such an input
  private final NDArray tokenBias; // (G·H)
  private final NDArray attentionWeight; // (G·H, attention), or null without such an input
  private final NDArray attentionHiddenWeight; // (G·H, attention + H), or null
  private final NDArray one;

  /** For one forward pass; the first columns of W_ih, as many as the token size, read the token. */
  RecurrentCell(CellType type, Weights weights, int tokenSize, NDManager manager) {
    this.type = type;
    one = Tanh.one(manager);
    NDArray factors = factors(type, weights.hh().getShape().get(1), manager); // (G·H, 1)
    hiddenWeight = factors.mul(weights.hh()); // belongs to the pass, as the factors do
    NDArray inputWeight = factors.mul(weights.ih());
    NDArray perGate = factors.squeeze(1); // (G·H)
    NDArray inputBias = perGate.mul(weights.biasIh());
    NDArray recurrentBias = weights.biasHh() == null ? null : perGate.mul(weights.biasHh());
    boolean addsBiases = addsProducts(type) && recurrentBias != null;
    tokenBias = addsBiases ? inputBias.add(recurrentBias) : inputBias;
    hiddenBias = addsBiases ? null : recurrentBias;
    if (inputWeight.getShape().get(1) == tokenSize) {
      tokenWeight = inputWeight;
      attentionWeight = null;
      attentionHiddenWeight = null;
    } else {
      tokenWeight = tokenSize == 0 ? null : columns(inputWeight, ":" + tokenSize, manager);
      attentionWeight = columns(inputWeight, tokenSize + ":", manager);
      attentionHiddenWeight = addsProducts(type) ? attentionWeight.concat(hiddenWeight, 1) : null;
    }
  }

  /** 2 for the rows of gates that are a tanh, 1 for those that are a sigmoid, (G·H, 1). */
  private static NDArray factors(CellType type, long hidden, NDManager manager) {
    NDArray two = manager.full(new Shape(hidden, 1), 2f);
    return switch (type) {
      case RNN -> two;
      case LSTM -> // i, f, g, o
          NDArrays.concat(
              new NDList(
                  manager.ones(new Shape(2 * hidden, 1)), two, manager.ones(new Shape(hidden, 1))));
      case GRU -> // r, z, n
          manager.ones(new Shape(2 * hidden, 1)).concat(two);
    };
  }

  private static NDArray columns(NDArray weight, String range, NDManager manager) {
    return weight.get(manager, new NDIndex(":, " + range));
  }

  /** Whether the cell uses W_ih·x and W_hh·h only through their sum. */
  private static boolean addsProducts(CellType type) {
    return switch (type) {
      case RNN, LSTM -> true;
      case GRU -> false;
    };
  }

  /** Token inputs (…, token) to (…, G·H): for one step, or for all steps at once. */
  NDArray project(NDArray token) {
    return linear(token, tokenWeight, tokenBias);
  }

  /** What takes the place of a projected token without token input, (G·H). */
  NDArray projectedNothing() {
    return tokenBias;
  }

  /**
   * One step.
   *
   * @param projected the projected token, (B, G·H), or (G·H) if all sequences have the same
   * @param attention the rest of the input, (B, attention); null without such an input
   */
  CellState step(NDArray projected, NDArray attention, CellState state) {
    return switch (type) {
      case RNN ->
          new CellState(Tanh.ofTwice(gateSum(projected, attention, state.hidden()), one), null);
      case LSTM -> lstm(gateSum(projected, attention, state.hidden()), state.cell());
      case GRU -> gru(projected, attention, state.hidden());
    };
  }

  /** One step of an input without a token part. */
  @Override
  public CellState step(NDArray x, CellState state) {
    return step(projectedNothing(), x, state);
  }

  @Override
  public NDList arrays() {
    NDList all = new NDList(hiddenWeight, tokenBias, attentionWeight, one);
    if (attentionHiddenWeight != null) {
      all.add(attentionHiddenWeight);
    }
    return all;
  }

  private CellState lstm(NDArray sum, NDArray c) {
    NDList gates = sigmoid(sum).split(4, 1); // σ(i), σ(f), σ(2g), σ(o): (B, H)
    NDArray g = Tanh.ofSigmoid(gates.get(2), one);
    NDArray next = gates.get(1).mul(c).addi(gates.get(0).mul(g)); // c': (B, H)
    return new CellState(gates.get(3).mul(Tanh.of(next, one)), next);
  }

  private CellState gru(NDArray projected, NDArray attention, NDArray h) {
    long[] afterRAndZ = {2 * h.getShape().get(1)};
    NDArray input = attention == null ? projected : linear(attention, attentionWeight, projected);
    NDList fromInput = input.split(afterRAndZ, 1); // r and z: (B, 2H), n: (B, H)
    NDList fromHidden = linear(h, hiddenWeight, hiddenBias).split(afterRAndZ, 1);
    NDList gates = sigmoid(fromInput.get(0).add(fromHidden.get(0))).split(2, 1); // r, z: (B, H)
    NDArray twice = fromInput.get(1).add(gates.get(0).mul(fromHidden.get(1))); // (B, H)
    NDArray n = Tanh.ofTwice(twice, one);
    return new CellState(n.add(gates.get(1).mul(h.sub(n))), null); // n + z ⊙ (h − n)
  }

  /** W_ih·x + b_ih + W_hh·h + b_hh, (B, G·H), with one matrix product. */
  private NDArray gateSum(NDArray projected, NDArray attention, NDArray h) {
    return attention == null
        ? linear(h, hiddenWeight, projected)
        : linear(attention.concat(h, 1), attentionHiddenWeight, projected);
  }

  private static NDArray sigmoid(NDArray x) {
    return x.getNDArrayInternal().sigmoid();
  }

  /**
   * x·Wᵀ + b in one call. b is a vector (G·H), a matrix (B, G·H) with a row for each of x, or null
   * for none.
   */
  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).head();
  }
}
