package io.seqlab.data.batch;

/** An example in ids. Both sides end with the end of sequence. */
@SuppressWarnings("ArrayRecordComponent") // ids go to the engine as arrays; nobody compares pairs
public record EncodedPair(int[] source, int[] target) {}
