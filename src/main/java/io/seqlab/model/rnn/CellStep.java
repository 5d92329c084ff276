package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.seqlab.config.model.CellType;

/**
 * A recurrent layer one step at a time, for one pass. What is known for all steps (the embedded
 * target) is projected once; what each step finds (a context, or the last attentional vector) is
 * projected in the step, in one product with the hidden state where the cell allows it.
 */
final class CellStep {
  /** PyTorch's weights (G·H, input), (G·H, H) and biases (G·H). */
  record Weights(NDArray ih, NDArray hh, NDArray biasIh, NDArray biasHh) {}

  private final CellType cell;
  private final Weights weights;
  private final NDArray knownWeight; // (G·H, known)
  private final NDArray foundWeight; // (G·H, found), or null when all input is known
  private final NDArray joinedWeight; // (G·H, found + H), or null
  private final NDArray knownBias; // (G·H)

  CellStep(CellType cell, Weights weights, int known, NDManager manager) {
    this.cell = cell;
    this.weights = weights;
    NDArray biasIh = weights.biasIh().get(manager, new NDIndex(":"));
    knownBias = cell == CellType.GRU ? biasIh : biasIh.add(weights.biasHh());
    long input = weights.ih().getShape().get(1);
    if (input == known) {
      knownWeight = weights.ih();
      foundWeight = null;
      joinedWeight = null;
    } else {
      knownWeight = weights.ih().get(manager, new NDIndex(":, :" + known));
      foundWeight = weights.ih().get(manager, new NDIndex(":, " + known + ":"));
      joinedWeight = cell == CellType.GRU ? null : foundWeight.concat(weights.hh(), 1);
    }
  }

  /**
   * W·x and all biases that only add up, for the known part of the input, (…, known) to (…, G·H):
   * for one step or for all at once.
   */
  NDArray project(NDArray x) {
    return linear(x, knownWeight, knownBias);
  }

  /**
   * One step from a projected input (B, G·H) and, if the layer reads more, what the step found (B,
   * found).
   */
  CellState step(NDArray projected, NDArray found, CellState state) {
    return cell == CellType.GRU ? gru(projected, found, state) : joined(projected, found, state);
  }

  private CellState joined(NDArray projected, NDArray found, CellState state) {
    NDArray gates = // (B, G·H)
        found == null
            ? linear(state.hidden(), weights.hh(), projected)
            : linear(found.concat(state.hidden(), 1), joinedWeight, projected);
    if (cell == CellType.RNN) {
      return new CellState(gates.tanh(), null);
    }
    NDList parts = gates.split(4, 1); // i, f, g, o: (B, H)
    NDArray kept = sigmoid(parts.get(1)).mul(state.cell());
    NDArray memory = kept.add(sigmoid(parts.get(0)).mul(parts.get(2).tanh()));
    return new CellState(sigmoid(parts.get(3)).mul(memory.tanh()), memory);
  }

  private CellState gru(NDArray projected, NDArray found, CellState state) {
    long hidden = state.hidden().getShape().get(1);
    NDArray input = found == null ? projected : linear(found, foundWeight, projected);
    NDList x = input.split(new long[] {2 * hidden}, 1); // (B, 2H) for r and z, (B, H) for n
    NDList h =
        linear(state.hidden(), weights.hh(), weights.biasHh()).split(new long[] {2 * hidden}, 1);
    NDList gates = sigmoid(x.get(0).add(h.get(0))).split(2, 1); // r, z
    NDArray fresh = x.get(1).add(gates.get(0).mul(h.get(1))).tanh(); // n
    // (1 − z)·n + z·h
    return new CellState(fresh.add(gates.get(1).mul(state.hidden().sub(fresh))), null);
  }

  private static NDArray sigmoid(NDArray x) {
    return x.getNDArrayInternal().sigmoid();
  }

  /** x·Wᵀ + b, where b may also be a row of its own for each row of x: one product adds both. */
  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).head();
  }
}
