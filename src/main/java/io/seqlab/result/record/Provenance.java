package io.seqlab.result.record;

/**
 * How to reproduce an experiment: {@code provenance.json} in the study's folder.
 *
 * @param study name of the study
 * @param question research question, one sentence; may be empty
 * @param command shell command that reproduces the study, run from the root of the repository
 */
public record Provenance(String study, String question, String command, Environment environment) {}
