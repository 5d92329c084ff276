/**
 * Recurrent encoders and decoders: plain cells, LSTM and GRU, without attention and with the
 * wirings of its two papers.
 */
package io.seqlab.model.rnn;
