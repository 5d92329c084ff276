/**
 * The commands: each parses its words, calls a facade of {@code study} or {@code report}, and
 * prints. One class a command; {@link io.seqlab.cli.Main} is where the program begins.
 */
package io.seqlab.cli;
