/**
 * Models: encoders, decoders and their attention, one record for each value of {@code type}. Not
 * here: the models themselves, which are in {@code io.seqlab.model}.
 */
package io.seqlab.config.model;
