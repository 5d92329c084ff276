package io.seqlab.study.judge;

/** The data do not suffice for a test; the message says what is missing. */
final class InsufficientDataException extends Exception {
  private static final long serialVersionUID = 1L;

  InsufficientDataException(String reason) {
    super(reason);
  }
}
