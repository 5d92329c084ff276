package io.seqlab.study.bench;

import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.yaml.SpecReader;
import java.util.Locale;

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
  TRANSFORMER,
  /** The same with self-attention to 16 positions on each side; attention to the source is full. */
  LOCAL,
  /** The same with linear attention, to the source as well. */
  LINEAR,
  /** Convolutional, 3 + 3 layers, kernel 3. */
  CONV,
  /** Prefix language model, 6 layers, 4 heads, pre-norm, ff = 4·embed. */
  PREFIX_LM;

  /** The name on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public ModelSpec model(int embed, int hidden) {
    return switch (this) {
      case LSTM -> rnn("lstm", embed, hidden, "none");
      case ADDITIVE -> rnn("gru", embed, hidden, "bahdanau");
      case GENERAL -> rnn("lstm", embed, hidden, "luong");
      case GENERAL_FEED -> rnn("lstm", embed, hidden, "{wiring: luong, input_feeding: true}");
      case TRANSFORMER -> transformer(embed, "", "");
      case LOCAL -> transformer(embed, ", self_attention: local", "");
      case LINEAR -> transformer(embed, ", self_attention: linear", ", cross_attention: linear");
      case PREFIX_LM -> {
        String half =
            "{type: prefix_lm, d_model: %d, heads: 4, layers: 6, ff: %d, dropout: 0.0, positions: none}"
                .formatted(embed, 4 * embed);
        yield model(half, half);
      }
      case CONV -> {
        String half =
            "{type: conv, embedding: %d, hidden: %d, layers: 3, kernel: 3, dropout: 0.0, positions: none}"
                .formatted(embed, hidden);
        yield model(half, half);
      }
    };
  }

  private static ModelSpec rnn(String cell, int embed, int hidden, String attention) {
    String sizes = "type: rnn, cell: %s, embedding: %d, hidden: %d".formatted(cell, embed, hidden);
    return model(
        "{%s}".formatted(sizes),
        "{%s, attention: %s, initial_state: last}".formatted(sizes, attention));
  }

  /**
   * A Transformer.
   *
   * @param attention options of both halves
   * @param ofDecoder options of the decoder
   */
  private static ModelSpec transformer(int embed, String attention, String ofDecoder) {
    String half =
        "{type: transformer, d_model: %d, heads: 4, layers: 3, ff: %d, dropout: 0.0, norm: post, positions: none%s%s}";
    return model(
        half.formatted(embed, 4 * embed, attention, ""),
        half.formatted(embed, 4 * embed, attention, ofDecoder));
  }

  private static ModelSpec model(String encoder, String decoder) {
    return SpecReader.read(
        "{encoder: %s, decoder: %s}".formatted(encoder, decoder), "bench", ModelSpec.class);
  }
}
