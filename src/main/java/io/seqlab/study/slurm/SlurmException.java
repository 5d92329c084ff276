package io.seqlab.study.slurm;

import java.io.IOException;

/** A command of Slurm failed. */
final class SlurmException extends IOException {
  private static final long serialVersionUID = 1L;

  SlurmException(String message) {
    super(message);
  }
}
