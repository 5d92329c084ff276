package io.seqlab.result.record;

/**
 * Where an experiment came from: {@code provenance.json} of the study's folder.
 *
 * @param study its name
 * @param question what it asks, in a sentence; may be empty
 * @param command that reproduces it, from the root of the repository
 */
public record Provenance(String study, String question, String command, Environment environment) {}
