/**
 * The search for training settings: which keys, which values, how many trials. Not here: drawing
 * the trials, which is in {@code io.seqlab.study.plan}.
 */
package io.seqlab.config.search;
