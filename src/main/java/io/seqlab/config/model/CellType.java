package io.seqlab.config.model;

import io.seqlab.config.schema.Doc;

/** The recurrent unit. */
public enum CellType {
  @Doc("Elman's plain cell, tanh(Wx + Uh + b)")
  RNN(1),
  @Doc("Long short-term memory (Hochreiter and Schmidhuber 1997)")
  LSTM(4),
  @Doc("Gated recurrent unit (Cho et al. 2014)")
  GRU(3);

  private final int gates;

  CellType(int gates) {
    this.gates = gates;
  }

  /** How many blocks of H rows its weights have. */
  public int gates() {
    return gates;
  }
}
