/** Commands on text files, outputs of any systems, and all studies of a folder. */
package io.seqlab.cli.command;
