/**
 * A finished run, opened for use: text in, translation with its attention out, also as a DJL
 * predictor.
 */
package io.seqlab.study.trained;
