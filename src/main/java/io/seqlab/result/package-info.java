/**
 * What an experiment leaves behind: {@code record} holds the records, {@code file} reads and writes
 * their files, {@code tensorboard} writes event files. Not here: tables and figures, which are in
 * {@code io.seqlab.report}.
 */
package io.seqlab.result;
