/** Prints progress to a terminal or a pipe, and handles interrupt signals. */
package io.seqlab.cli.progress;
