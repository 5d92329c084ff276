package io.seqlab.study.judge;

/** There is too little to judge by; the message says what is missing. */
final class InsufficientDataException extends Exception {
  private static final long serialVersionUID = 1L;

  InsufficientDataException(String reason) {
    super(reason);
  }
}
