package io.seqlab.data.core;

/** An aligned pair of a source token and a target token, by position from 0. */
public record AlignmentLink(int source, int target) {}
