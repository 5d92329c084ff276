package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;

/**
 * A model: an encoder, a decoder and whether they share weights. In YAML, keys on a model apply to
 * its encoder and decoder; keys in {@code encoder:} and {@code decoder:} add to them or override
 * them.
 */
public record ModelSpec(
    @Doc("The encoder") EncoderSpec encoder,
    @Doc("The decoder") DecoderSpec decoder,
    @Doc("Weight tying of embeddings and output layer") @Default("none") Tie tie,
    @Doc(
            "Weight λ of a bias against frequent source tokens: attention over the source subtracts λ·log f from its scores, where f is the relative frequency of the token in the training sources; 0 is none")
        @Default("0.0")
        double frequencyBias) {

  /** Weight tying. */
  public enum Tie {
    @Doc("No weights are tied")
    NONE,
    @Doc("Target embedding and output layer share one weight")
    OUTPUT,
    @Doc(
        "Source embedding, target embedding and output layer share one weight; requires a shared vocabulary")
    ALL
  }

  public ModelSpec {
    encoder.requireCompatible(decoder);
    if (tie != Tie.NONE) {
      require(
          decoder.embeddingSize() > 0,
          "tie",
          "tie: %s requires a target embedding; on an rnn set embedding above 0 and feed_previous: true; a labeller has none: tie: none",
          tie.name().toLowerCase(java.util.Locale.ROOT));
      require(
          decoder.embeddingSize() == decoder.outputSize(encoder),
          "tie",
          "tie: %s requires equal widths of target embedding (%d) and output layer input (%d); set the embedding of the decoder to %3$d",
          tie.name().toLowerCase(java.util.Locale.ROOT),
          decoder.embeddingSize(),
          decoder.outputSize(encoder));
    }
    if (tie == Tie.ALL) {
      require(
          encoder.embeddingSize() == decoder.embeddingSize(),
          "tie",
          "tie: all requires equal widths of source embedding (%d) and target embedding (%d); set the embedding of the encoder to %2$d",
          encoder.embeddingSize(),
          decoder.embeddingSize());
    }
    decoder.requireCompatible(encoder);
    Require.nonNegative("frequency_bias", frequencyBias);
    require(
        frequencyBias == 0 || !decoder.joinsSource(),
        "frequency_bias",
        "frequency_bias is not available in a prefix language model, whose weights over source and target are one distribution; use type: transformer");
    require(
        frequencyBias == 0 || decoder.sourceAttentionHeads() > 0,
        "frequency_bias",
        "frequency_bias requires a decoder with attention over the source that forms weights; set attention: bahdanau or luong, or use a transformer decoder with full attention");
  }
}
