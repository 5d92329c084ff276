/**
 * The interface of all models ({@link io.seqlab.model.core.Encoder}, {@link
 * io.seqlab.model.core.Decoder}, {@link io.seqlab.model.core.Seq2Seq}) and the layers that they
 * share: embedding, positional encoding, output layer. A decoder computes the same logits for all
 * positions under teacher forcing and step by step. Not here: attention and the models themselves.
 *
 * <p>Letters in shapes, in all packages of models: B batch, S source length, T target length, D
 * width of the encoder's states, E width of the embedding, V vocabulary, K beam. In recurrent
 * models H is the width of the hidden state and G the number of gates; in Transformers H is the
 * number of heads, d the width of the model and d_k = d/H. Batch first.
 */
package io.seqlab.model.core;
