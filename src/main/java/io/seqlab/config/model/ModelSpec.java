package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;

/**
 * A named definition: an encoder, a decoder, and how they attend. In YAML, keys that stand on the
 * model itself go to both halves that know them; {@code encoder:} and {@code decoder:} add to them
 * or override them.
 */
public record ModelSpec(
    @Doc("The half that reads") EncoderSpec encoder,
    @Doc("The half that writes") DecoderSpec decoder,
    @Doc("Which embeddings and output weights are one") @Default("none") Tie tie) {

  /** Which weights are shared. */
  public enum Tie {
    @Doc("Source embedding, target embedding and output weight are three")
    NONE,
    @Doc("Target embedding and output weight are one")
    OUTPUT,
    @Doc("Source embedding, target embedding and output weight are one; needs a shared vocabulary")
    ALL
  }

  public ModelSpec {
    if (tie != Tie.NONE) {
      require(
          decoder.embeddingSize() == decoder.outputSize(encoder),
          "tie",
          "tie: %s needs a target embedding (%d) as wide as what the output layer reads (%d)",
          tie.name().toLowerCase(java.util.Locale.ROOT),
          decoder.embeddingSize(),
          decoder.outputSize(encoder));
    }
    if (tie == Tie.ALL) {
      require(
          encoder.embeddingSize() == decoder.embeddingSize(),
          "tie",
          "tie: all needs a source embedding (%d) as wide as the target embedding (%d)",
          encoder.embeddingSize(),
          decoder.embeddingSize());
    }
    decoder.requireFits(encoder);
  }
}
