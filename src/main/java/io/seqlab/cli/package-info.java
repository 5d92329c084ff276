/**
 * The commands. Each parses its options, calls one class of {@code study} or {@code report}, and
 * prints. One class a command; {@link io.seqlab.cli.Main} is the entry point. Not here: work that a
 * command does.
 */
package io.seqlab.cli;
