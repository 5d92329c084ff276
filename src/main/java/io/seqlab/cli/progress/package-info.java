/** Progress of a study on a terminal or in a pipe, and signals. */
package io.seqlab.cli.progress;
