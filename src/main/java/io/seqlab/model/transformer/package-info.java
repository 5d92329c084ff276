/** The Transformer's encoder and decoder (Vaswani et al. 2017). */
package io.seqlab.model.transformer;
