/**
 * The command line, one class per command; {@link io.seqlab.cli.Main} is the entry point. A command
 * parses its options, calls {@code study} or {@code report}, and prints. Not here: the work itself.
 */
package io.seqlab.cli;
