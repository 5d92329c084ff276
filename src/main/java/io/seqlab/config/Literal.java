package io.seqlab.config;

/** A single YAML value of whatever kind, as its text: {@code 64}, {@code lstm}, {@code true}. */
public record Literal(String text) {}
