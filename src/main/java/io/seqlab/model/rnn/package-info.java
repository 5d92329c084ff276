/**
 * Recurrent encoder and decoders (RNN, LSTM, GRU): without attention (Sutskever et al. 2014), with
 * Bahdanau's and with Luong's attention. Not here: score functions ({@code
 * io.seqlab.model.attention}).
 *
 * <p>A new cell: a value of {@code CellType}, its equations in {@link RecurrentCell} and {@link
 * RecurrentLayer}. A new decoder: a value of {@code AttentionSpec.Wiring} and a subclass of {@link
 * RnnDecoder}.
 */
package io.seqlab.model.rnn;
