package io.seqlab.data.core;

/** A token of a source and one of its target that belong together, by position from 0. */
public record AlignmentLink(int source, int target) {}
