package io.seqlab.data;

/** A token of a source and one of its target that belong together, by position from 0. */
public record Link(int source, int target) {}
