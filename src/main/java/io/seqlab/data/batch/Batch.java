package io.seqlab.data.batch;

/**
 * Examples that go through a model together: their places in the list they came from, and their
 * ids, each as long as it is, with the end of sequence last.
 */
@SuppressWarnings("ArrayRecordComponent") // ids go to the engine as arrays; nobody compares batches
public record Batch(int[] indices, int[][] sources, int[][] targets) {

  /** How many examples. */
  public int size() {
    return indices.length;
  }

  /** Real target tokens, ends of sequence included, padding not. */
  public long targetTokens() {
    long tokens = 0;
    for (int[] target : targets) {
      tokens += target.length;
    }
    return tokens;
  }
}
