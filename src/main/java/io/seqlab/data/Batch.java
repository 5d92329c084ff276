package io.seqlab.data;

/**
 * Examples that go through a model together: their places in the list they came from, and their
 * ids, each as long as it is, with the end of sequence last.
 */
@SuppressWarnings("ArrayRecordComponent") // ids go to the engine as arrays; nobody compares batches
public record Batch(int[] examples, int[][] sources, int[][] targets) {

  /** How many examples. */
  public int size() {
    return examples.length;
  }

  /** Real source tokens, ends of sequence included, padding not. */
  public long sourceTokens() {
    return tokens(sources);
  }

  /** Real target tokens, ends of sequence included, padding not. */
  public long targetTokens() {
    return tokens(targets);
  }

  private static long tokens(int[][] sequences) {
    long tokens = 0;
    for (int[] sequence : sequences) {
      tokens += sequence.length;
    }
    return tokens;
  }
}
