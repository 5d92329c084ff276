package io.seqlab.decode;

/**
 * Ids of padding, the unknown word, beginning-of-sequence and end-of-sequence.
 *
 * @param end −1 if no token ends an answer, so that every search takes its maximum number of steps
 */
public record SpecialTokens(int padding, int unknown, int begin, int end) {
  /** The same without an end. */
  public SpecialTokens withoutEnd() {
    return new SpecialTokens(padding, unknown, begin, -1);
  }

  /** Every id; without an end, those of the others. */
  int[] all() {
    return hasEnd()
        ? new int[] {padding, unknown, begin, end}
        : new int[] {padding, unknown, begin};
  }

  boolean hasEnd() {
    return end >= 0;
  }
}
