package io.seqlab.data.batch;

/**
 * A batch of examples: their indices in the list of pairs, and their token ids, unpadded, each with
 * end of sequence last.
 */
@SuppressWarnings("ArrayRecordComponent") // ids go to the engine as arrays; nobody compares batches
public record Batch(int[] indices, int[][] sources, int[][] targets) {

  /** Number of examples. */
  public int size() {
    return indices.length;
  }

  /** Number of target tokens, end of sequence included, padding excluded. */
  public long targetTokens() {
    long tokens = 0;
    for (int[] target : targets) {
      tokens += target.length;
    }
    return tokens;
  }
}
