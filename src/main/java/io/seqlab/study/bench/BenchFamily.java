package io.seqlab.study.bench;

import io.seqlab.config.model.AttentionSpec;
import io.seqlab.config.model.AttentionSpec.Score;
import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;
import java.util.Locale;
import java.util.Optional;

/** Model families of the benchmark. */
public enum BenchFamily {
  /** LSTM without attention. */
  LSTM,
  /** GRU with Bahdanau's attention. */
  ADDITIVE,
  /** LSTM with Luong's general score, without input feeding. */
  GENERAL,
  /** LSTM with Luong's general score and input feeding. */
  GENERAL_FEED,
  /** Transformer, 3 + 3 layers, 4 heads, post-norm, ff = 4·embed. */
  TRANSFORMER;

  /** The name on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public ModelSpec model(int embed, int hidden) {
    return switch (this) {
      case LSTM -> rnn(CellType.LSTM, embed, hidden, attention(Wiring.NONE, null, false));
      case ADDITIVE ->
          rnn(CellType.GRU, embed, hidden, attention(Wiring.BAHDANAU, Score.ADDITIVE, false));
      case GENERAL ->
          rnn(CellType.LSTM, embed, hidden, attention(Wiring.LUONG, Score.GENERAL, false));
      case GENERAL_FEED ->
          rnn(CellType.LSTM, embed, hidden, attention(Wiring.LUONG, Score.GENERAL, true));
      case TRANSFORMER ->
          new ModelSpec(
              new TransformerEncoderSpec(
                  embed, 4, 3, 4 * embed, 0, true, NormPlacement.POST, PositionalEncoding.NONE, 1),
              new TransformerDecoderSpec(
                  embed, 4, 3, 4 * embed, 0, true, NormPlacement.POST, PositionalEncoding.NONE, 1),
              ModelSpec.Tie.NONE);
    };
  }

  private static AttentionSpec attention(Wiring wiring, Score score, boolean inputFeeding) {
    return new AttentionSpec(wiring, score, inputFeeding, Optional.empty());
  }

  private static ModelSpec rnn(CellType cell, int embed, int hidden, AttentionSpec attention) {
    return new ModelSpec(
        new RnnEncoderSpec(cell, hidden, embed, 1, false, 0),
        new RnnDecoderSpec(cell, hidden, embed, 1, 0, attention, RnnDecoderSpec.InitialState.LAST),
        ModelSpec.Tie.NONE);
  }
}
