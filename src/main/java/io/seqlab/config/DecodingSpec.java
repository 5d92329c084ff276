package io.seqlab.config;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;

/** The decoding settings of all models. */
public record DecodingSpec(
    @Doc("Beam size; 1 is greedy decoding") @Default("1") int beam,
    @Doc("Exponent a of the length penalty: hypotheses are ranked by log p / ((5 + length) / 6)^a")
        @Default("0.6")
        double lengthPenalty,
    @Doc("Maximum length of an answer in tokens, end of sequence excluded") @Default("100")
        int maxLength,
    @Doc("Batch size in sentences") @Default("64") int batch) {
  private static final int MAX_BEAM = 1_000;

  public DecodingSpec {
    Require.upTo("beam", beam, MAX_BEAM);
    Require.nonNegative("length_penalty", lengthPenalty);
    Require.length("max_length", maxLength);
    Require.positive("batch", batch);
  }
}
