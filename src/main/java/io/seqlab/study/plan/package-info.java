/**
 * Expands a study into runs before training: loads their data, matches parameter counts, validates
 * inputs, counts parameters. Not here: execution.
 */
package io.seqlab.study.plan;
