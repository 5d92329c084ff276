package io.seqlab.data.batch;

/** An example as token ids; source and target end with end of sequence. */
@SuppressWarnings("ArrayRecordComponent") // ids go to the engine as arrays; nobody compares pairs
public record EncodedPair(int[] source, int[] target) {}
