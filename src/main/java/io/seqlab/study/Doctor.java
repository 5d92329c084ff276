package io.seqlab.study;

/** x */
public final class Doctor {
  private Doctor() {}

  /** The version. */
  public static String version() {
    return "0.1.0";
  }
}
