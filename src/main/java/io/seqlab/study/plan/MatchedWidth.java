package io.seqlab.study.plan;

import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import java.util.Locale;

/**
 * The width that was chosen for a model, so that it has as many parameters as the others.
 *
 * @param definition the model in this width
 * @param target parameters that were asked for
 */
public record MatchedWidth(ModelSpec definition, long parameters, long target) {

  /** How far it is off, as a share of the target: 0.01 is one in a hundred too many. */
  public double deviation() {
    return (parameters - target) / (double) target;
  }

  /** {@code hidden 96, embedding 64}, or both halves apart where they differ. */
  public String width() {
    String encoder = words(definition.encoder());
    String decoder = words(definition.decoder());
    return encoder.equals(decoder) ? encoder : "encoder %s; decoder %s".formatted(encoder, decoder);
  }

  /** {@code hidden 96, embedding 64: 100,312 parameters (+0.31 %)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %,d parameters (%+.2f %%)", width(), parameters, 100 * deviation());
  }

  private static String words(EncoderSpec encoder) {
    return encoder.match(
        rnn -> recurrent(rnn.hidden(), rnn.embedding()), t -> transformer(t.dModel(), t.ff()));
  }

  private static String words(DecoderSpec decoder) {
    return decoder.match(
        rnn -> recurrent(rnn.hidden(), rnn.embedding()), t -> transformer(t.dModel(), t.ff()));
  }

  private static String recurrent(int hidden, int embedding) {
    return "hidden %d, embedding %d".formatted(hidden, embedding);
  }

  private static String transformer(int dModel, int ff) {
    return "d_model %d, ff %d".formatted(dModel, ff);
  }
}
