package io.seqlab.study.judge;

/** There is too little to judge by; the message says what is missing. */
final class TooLittleException extends Exception {
  private static final long serialVersionUID = 1L;

  TooLittleException(String reason) {
    super(reason);
  }
}
