package io.seqlab.config.model;

import io.seqlab.config.schema.Doc;

/** The type of recurrent cell. */
public enum CellType {
  @Doc("Elman cell, tanh(Wx + Uh + b)")
  RNN(1, false),
  @Doc("Long short-term memory (Hochreiter and Schmidhuber 1997)")
  LSTM(4, true),
  @Doc("Gated recurrent unit (Cho et al. 2014)")
  GRU(3, false);

  private final int gates;
  private final boolean memoryCell;

  CellType(int gates, boolean memoryCell) {
    this.gates = gates;
    this.memoryCell = memoryCell;
  }

  /** G: its weight matrices have G·H rows, H for each gate or candidate state. */
  public int gates() {
    return gates;
  }

  /** Whether it keeps a memory cell c beside its hidden state h. */
  public boolean hasMemoryCell() {
    return memoryCell;
  }

  /** State vectors of width H: 2 with a memory cell, else 1. */
  public int stateVectors() {
    return memoryCell ? 2 : 1;
  }
}
