package io.seqlab.cli.progress;

/** What the screen can show. */
final class Terminal {
  private Terminal() {}

  /** Whether a person watches standard error, as the launcher found. */
  static boolean isInteractive() {
    return Boolean.getBoolean("seqlab.terminal")
        && System.getenv("CI") == null
        && !"dumb".equals(System.getenv("TERM"));
  }
}
