package io.seqlab.study.plan;

import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;

/**
 * A model in other widths, both halves together: the hidden states of a recurrent half, the d_model
 * of a Transformer's. What the halves need of each other is kept: states that are as wide as the
 * decoder's stay so, and shared embeddings as well.
 *
 * @param written the model as the study says it
 */
record ModelWidths(ModelSpec written) {

  /**
   * The model with its wider half in this width, and the other in proportion.
   *
   * @param width in steps: of 1 for a recurrent half, of what heads divide for a Transformer's
   * @param fine factor on what changes the size in finer steps: the embedding of a recurrent half,
   *     the share of a Transformer's feed-forward layer
   */
  ModelSpec at(int width, double fine) {
    double scale = width / steps();
    EncoderSpec encoder =
        written.encoder().match(rnn -> scaled(rnn, scale, fine), t -> scaled(t, scale, fine));
    DecoderSpec decoder =
        written
            .decoder()
            .match(rnn -> scaled(rnn, encoder, scale, fine), t -> scaled(t, scale, fine));
    if (written.tie() == ModelSpec.Tie.ALL && encoder instanceof RnnEncoderSpec rnn) {
      return new ModelSpec(
          rnn.withSize(rnn.hidden(), decoder.embeddingSize()), decoder, written.tie());
    }
    return new ModelSpec(encoder, decoder, written.tie());
  }

  /** Steps in the width as written of the half that has more; they need not be whole. */
  private double steps() {
    double encoder =
        written
            .encoder()
            .match(rnn -> rnn.hidden() * 1.0, t -> t.dModel() / (double) unit(t.heads()));
    double decoder =
        written
            .decoder()
            .match(rnn -> rnn.hidden() * 1.0, t -> t.dModel() / (double) unit(t.heads()));
    return Math.max(encoder, decoder);
  }

  private static RnnEncoderSpec scaled(RnnEncoderSpec rnn, double scale, double fine) {
    return rnn.withSize(times(rnn.hidden(), scale), times(rnn.embedding(), fine));
  }

  private TransformerEncoderSpec scaled(TransformerEncoderSpec t, double scale, double fine) {
    int dModel = dModel(t.dModel(), t.heads(), scale);
    return t.withSize(dModel, times(t.ff(), fine * dModel / t.dModel()));
  }

  private TransformerDecoderSpec scaled(TransformerDecoderSpec t, double scale, double fine) {
    int dModel = dModel(t.dModel(), t.heads(), scale);
    return t.withSize(dModel, times(t.ff(), fine * dModel / t.dModel()));
  }

  private RnnDecoderSpec scaled(
      RnnDecoderSpec rnn, EncoderSpec encoder, double scale, double fine) {
    boolean asWide = rnn.hidden() == written.encoder().stateSize();
    int hidden = asWide ? encoder.stateSize() : times(rnn.hidden(), scale);
    RnnDecoderSpec wide = rnn.withSize(hidden, times(rnn.embedding(), fine));
    return written.tie() == ModelSpec.Tie.NONE
        ? wide
        : wide.withSize(hidden, wide.outputSize(encoder));
  }

  private int dModel(int written, int heads, double scale) {
    int unit = unit(heads);
    return unit * times(1, scale * written / unit);
  }

  /**
   * What d_model is a multiple of: even, for sinusoids, and divisible by the heads of each half.
   */
  private int unit(int heads) {
    int encoder = written.encoder().match(rnn -> heads, TransformerEncoderSpec::heads);
    int decoder = written.decoder().match(rnn -> heads, TransformerDecoderSpec::heads);
    return leastCommonMultiple(2, leastCommonMultiple(encoder, decoder));
  }

  private static int leastCommonMultiple(int a, int b) {
    int multiple = a;
    while (multiple % b != 0) {
      multiple += a;
    }
    return multiple;
  }

  private static int times(int size, double factor) {
    return (int) Math.max(1, Math.round(size * factor));
  }
}
