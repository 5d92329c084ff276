package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.model.CellType;
import io.seqlab.model.core.RowLookup;

/**
 * The state of one recurrent layer.
 *
 * @param hidden the hidden state h, (B, H)
 * @param cell the memory cell c of an LSTM, (B, H); null for cells without one
 */
record CellState(NDArray hidden, NDArray cell) {
  /** Zeros of width H for as many sequences as the first axis of an array has. */
  static CellState zeros(CellType type, NDArray like, int hidden) {
    NDArray zeros =
        like.getManager().zeros(new Shape(like.getShape().get(0), hidden), like.getDataType());
    return new CellState(zeros, type.hasMemoryCell() ? zeros : null);
  }

  CellState select(NDArray rows) {
    return new CellState(
        RowLookup.select(hidden, rows), cell == null ? null : RowLookup.select(cell, rows));
  }

  NDList arrays() {
    return cell == null ? new NDList(hidden) : new NDList(hidden, cell);
  }
}
