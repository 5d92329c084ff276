package io.seqlab.probe.cost;

import io.seqlab.config.model.AttentionSpec;
import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;

/**
 * What a model has to compute for one sentence, counted from its definition.
 *
 * <p>Floating-point operations are those of matrix products, two for each multiplication and
 * addition; what goes element by element is left out. Per token, with G gates (1, 4 or 3):
 *
 * <ul>
 *   <li>a recurrent layer: 2·G·H·(input + H), in each direction;
 *   <li>a Transformer layer of the encoder: 8d² + 4·S·d + 4·d·ff; of the decoder 12d² + 4·T·d +
 *       4·S·d + 4·d·ff, and 4·D·d for each source token;
 *   <li>attention of a recurrent decoder: what its score multiplies, and 2·S·D for the context;
 *   <li>the output layer: 2·V·(what it reads).
 * </ul>
 *
 * <p>Dependent steps are the longest chain of layers of which each waits for the one before (the
 * sequential operations of Vaswani et al. 2017, table 1, with their constants): a layer of a
 * recurrent net once a token, a layer of a Transformer once for all tokens, attention that the next
 * step waits for once a token.
 *
 * @param model its definition
 * @param vocabulary V, of the target
 * @param source S, tokens with the end
 * @param target T, tokens with the end
 */
record OperationCount(ModelSpec model, int vocabulary, int source, int target) {

  /** Floating-point operations of a forward pass under teacher forcing. */
  double flops() {
    double output = 2.0 * vocabulary * model.decoder().outputSize(model.encoder());
    return model.encoder().match(this::recurrentEncoder, this::transformerEncoder)
        + model.decoder().match(this::recurrentDecoder, this::transformerDecoder)
        + target * output;
  }

  private double recurrentEncoder(RnnEncoderSpec spec) {
    double perToken = 0;
    for (int layer = 0; layer < spec.layers(); layer++) {
      int input = layer == 0 ? spec.embedding() : spec.stateSize();
      perToken += (spec.bidirectional() ? 2 : 1) * cell(spec.cell(), input, spec.hidden());
    }
    return source * perToken;
  }

  private static double cell(CellType cell, int input, int hidden) {
    return 2.0 * cell.gates() * hidden * (input + hidden);
  }

  private double transformerEncoder(TransformerEncoderSpec spec) {
    double d = spec.dModel();
    return spec.layers() * source * (8 * d * d + 4 * source * d + 4 * d * spec.ff());
  }

  private double recurrentDecoder(RnnDecoderSpec spec) {
    int hidden = spec.hidden();
    double perToken =
        cell(spec.cell(), spec.embedding() + found(spec), hidden)
            + (spec.layers() - 1) * cell(spec.cell(), hidden, hidden);
    return bridge(spec) + target * perToken + attention(spec);
  }

  /** What each step reads beside the embedded token. */
  private int found(RnnDecoderSpec spec) {
    if (spec.attention().wiring() == Wiring.BAHDANAU) {
      return model.encoder().stateSize();
    }
    return spec.attention().inputFeeding() ? spec.hidden() : 0;
  }

  private double bridge(RnnDecoderSpec spec) {
    if (spec.initialState() != RnnDecoderSpec.InitialState.BRIDGE) {
      return 0;
    }
    return 2.0
        * spec.cell().stateVectors()
        * spec.layers()
        * spec.hidden()
        * model.encoder().stateSize();
  }

  private double attention(RnnDecoderSpec spec) {
    AttentionSpec attention = spec.attention();
    double states = model.encoder().stateSize();
    double hidden = spec.hidden();
    if (attention.wiring() == Wiring.NONE) {
      return 0;
    }
    double inner = attention.size().orElse(spec.hidden());
    double once =
        switch (attention.score()) {
          case ADDITIVE -> source * 2 * states * inner;
          case GENERAL -> source * 2 * states * hidden;
          case DOT, SCALED_DOT -> 0;
        };
    double perToken =
        switch (attention.score()) {
          case ADDITIVE -> 2 * hidden * inner + source * 2 * inner;
          case GENERAL, DOT, SCALED_DOT -> source * 2 * hidden;
        };
    double vector = attention.wiring() == Wiring.LUONG ? 2 * (states + hidden) * hidden : 0;
    return once + target * (perToken + source * 2 * states + vector);
  }

  private double transformerDecoder(TransformerDecoderSpec spec) {
    double d = spec.dModel();
    double perToken = 12 * d * d + 4 * target * d + 4 * source * d + 4 * d * spec.ff();
    double perSource = 4 * model.encoder().stateSize() * d;
    return spec.layers() * (target * perToken + source * perSource);
  }

  /** Dependent steps under teacher forcing. */
  long depth() {
    return encoderDepth()
        + model
            .decoder()
            .match(
                rnn ->
                    waits(rnn)
                        ? (long) target * (rnn.layers() + 1)
                        : target + rnn.layers() - 1L + (attends(rnn) ? 1 : 0),
                transformer -> (long) transformer.layers());
  }

  /** Dependent steps of writing the target token by token. */
  long greedyDepth() {
    return encoderDepth()
        + model
            .decoder()
            .match(
                rnn -> (long) target * (rnn.layers() + (attends(rnn) ? 1 : 0)),
                transformer -> (long) target * transformer.layers());
  }

  /** A layer above one of both directions waits for the end of it; else layers overlap. */
  private long encoderDepth() {
    return model
        .encoder()
        .match(
            rnn -> rnn.bidirectional() ? (long) source * rnn.layers() : source + rnn.layers() - 1L,
            transformer -> (long) transformer.layers());
  }

  private static boolean attends(RnnDecoderSpec spec) {
    return spec.attention().wiring() != Wiring.NONE;
  }

  /** Whether a step reads what the attention before it found. */
  private static boolean waits(RnnDecoderSpec spec) {
    return spec.attention().wiring() == Wiring.BAHDANAU || spec.attention().inputFeeding();
  }
}
