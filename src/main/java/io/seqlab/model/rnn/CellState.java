package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.model.core.RowLookup;

/**
 * What one recurrent layer remembers.
 *
 * @param hidden the state that others see, (B, H)
 * @param cell the memory of an LSTM, (B, H); null for other cells
 */
record CellState(NDArray hidden, NDArray cell) {
  CellState select(NDArray rows) {
    return new CellState(
        RowLookup.select(hidden, rows), cell == null ? null : RowLookup.select(cell, rows));
  }

  NDList arrays() {
    return cell == null ? new NDList(hidden) : new NDList(hidden, cell);
  }
}
