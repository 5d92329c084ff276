package io.seqlab.probe.cost;

import io.seqlab.config.model.AttentionKind;
import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.ConvDecoderSpec;
import io.seqlab.config.model.ConvEncoderSpec;
import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.LabellerDecoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.PrefixLmSpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;

/**
 * Operations of a model on one pair, counted from its definition.
 *
 * <p>{@code flops} are floating-point operations of matrix products in the forward pass, two for
 * each multiply-add; element-wise operations are left out. G gates (1 for RNN, 4 for LSTM, 3 for
 * GRU), H hidden size, D encoder state size, d model size, E embedding size, k kernel:
 *
 * <ul>
 *   <li>recurrent layer: 2·G·H·(input + H) for each token and direction; a one-hot input is a
 *       lookup, of width 0;
 *   <li>convolution of width k over the embedded source: 2·k·E² for each token;
 *   <li>Transformer encoder layer: 8d² + 4·S·d + 4·d·ff for each token;
 *   <li>Transformer decoder layer: 12d² + 4·T·d + 4·S·d + 4·d·ff for each token, and 4·D·d for each
 *       source token; SwiGLU takes 6·d·ff, other attention what {@link HeadOperations} says;
 *   <li>layer of a prefix language model: as of an encoder for each source token, 8d² + 4·(S + T)·d
 *       + 4·d·ff for each target token;
 *   <li>convolutional layer: 4·k·H² for each token, and in the decoder 4·E·H + 4·S·E for its
 *       attention; and 4·E·H for each token of encoder and decoder;
 *   <li>attention of a recurrent decoder: the products of its score, and 2·S·D for the context, for
 *       each token ({@link AttentionOperations});
 *   <li>output layer: 2·V·(input size) for each token; for a labeller, each that has a state.
 * </ul>
 *
 * <p>Sequential depth is the longest chain of layers each of which waits for the one before
 * (sequential operations of Vaswani et al. 2017, table 1, with constants): a recurrent layer counts
 * once for each token, a Transformer or convolutional layer once for all tokens, attention that
 * feeds the next step once for each token.
 *
 * @param vocabulary V, of the target
 * @param source S, tokens with end-of-sequence
 * @param target T, tokens with end-of-sequence
 */
public record OperationCount(ModelSpec model, int vocabulary, int source, int target) {

  /** Floating-point operations of a forward pass under teacher forcing. */
  public double flops() {
    return encoderFlops() + decoderFlops();
  }

  /** Those of the encoder. */
  double encoderFlops() {
    return model
        .encoder()
        .match(
            new EncoderSpec.Cases<>(
                this::recurrentEncoder,
                this::transformerEncoder,
                this::convolutionalEncoder,
                this::prefix));
  }

  /** Those of the decoder: with its attention over the source, and with the output layer. */
  double decoderFlops() {
    double output = 2.0 * vocabulary * model.decoder().outputSize(model.encoder());
    boolean labels = model.decoder() instanceof LabellerDecoderSpec;
    return model
            .decoder()
            .match(
                new DecoderSpec.Cases<>(
                    this::recurrentDecoder,
                    this::transformerDecoder,
                    labeller -> 0.0,
                    this::convolutionalDecoder,
                    this::afterPrefix))
        + (labels ? Math.min(target, positions()) : target) * output;
  }

  private double recurrentEncoder(RnnEncoderSpec spec) {
    double perToken = 2.0 * spec.convolution().orElse(0) * spec.embedding() * spec.embedding();
    for (int layer = 0; layer < spec.layers(); layer++) {
      int input = layer == 0 ? spec.embedding() : spec.stateSize();
      perToken += (spec.bidirectional() ? 2 : 1) * cell(spec.cell(), input, spec.hidden());
    }
    return positions() * perToken;
  }

  /** Positions that the encoder reads: source tokens, and blanks after them in a labeller. */
  private int positions() {
    return model.decoder() instanceof LabellerDecoderSpec labeller
        ? labeller.positions(source)
        : source;
  }

  private static double cell(CellType cell, int input, int hidden) {
    return 2.0 * cell.gates() * hidden * (input + hidden);
  }

  private double transformerEncoder(TransformerEncoderSpec spec) {
    double d = spec.dModel();
    double perToken = 8 * d * d + 2 * spec.feedForwardWeights();
    return spec.layers() * (positions() * perToken + HeadOperations.self(spec, positions(), false));
  }

  private double recurrentDecoder(RnnDecoderSpec spec) {
    int hidden = spec.hidden();
    double perToken =
        cell(spec.cell(), tokenInput(spec) + attentionInput(spec), hidden)
            + (spec.layers() - 1) * cell(spec.cell(), hidden, hidden);
    return bridge(spec) + target * perToken + attention(spec);
  }

  /** Size of the embedded token and the summary in the input of the first layer. */
  private int tokenInput(RnnDecoderSpec spec) {
    return spec.embeddingSize() + (spec.feedSummary() ? model.encoder().stateSize() : 0);
  }

  /** Size of the attention input to the first layer, concatenated to the embedded token. */
  private int attentionInput(RnnDecoderSpec spec) {
    if (spec.attention().wiring() == Wiring.BAHDANAU) {
      return model.encoder().stateSize();
    }
    return spec.attention().inputFeeding() ? spec.hidden() : 0;
  }

  private double bridge(RnnDecoderSpec spec) {
    double states = spec.cell().stateVectors() * spec.layers() * spec.hidden();
    boolean bridge = spec.initialState() == RnnDecoderSpec.InitialState.BRIDGE;
    return bridge ? 2 * states * model.encoder().stateSize() : 0;
  }

  private double attention(RnnDecoderSpec spec) {
    if (!hasAttention(spec)) {
      return 0;
    }
    double states = model.encoder().stateSize();
    double hidden = spec.hidden();
    AttentionOperations attention =
        new AttentionOperations(spec.attention(), hidden, states, spec.embedding(), source);
    double vector = // of Luong's tanh layer
        spec.attention().wiring() == Wiring.LUONG ? 2 * (states + hidden) * hidden : 0;
    return attention.once() + target * (attention.perStep() + vector);
  }

  private double transformerDecoder(TransformerDecoderSpec spec) {
    double d = spec.dModel();
    double perToken = 12 * d * d + 2 * spec.feedForwardWeights();
    double perSource = 4 * model.encoder().stateSize() * d;
    double heads =
        HeadOperations.self(spec, target, spec.causal())
            + HeadOperations.cross(spec, target, source);
    return spec.layers() * (target * perToken + source * perSource + heads);
  }

  private double convolutionalEncoder(ConvEncoderSpec spec) {
    double projections = 4.0 * spec.embedding() * spec.hidden();
    return source * (projections + spec.layers() * convolution(spec.kernel(), spec.hidden()));
  }

  private double convolutionalDecoder(ConvDecoderSpec spec) {
    double projections = 4.0 * spec.embedding() * spec.hidden();
    double attention = projections + 4.0 * source * spec.embedding();
    double layer = convolution(spec.kernel(), spec.hidden()) + attention;
    return target * (projections + spec.layers() * layer);
  }

  private double prefix(PrefixLmSpec spec) {
    return transformerEncoder(spec.transformer());
  }

  /** The layers over the target, which attends to source and target. */
  private double afterPrefix(PrefixLmSpec spec) {
    double d = spec.dModel();
    double perToken =
        8 * d * d + 4 * (source + target) * d + 2 * spec.transformer().feedForwardWeights();
    return spec.layers() * target * perToken;
  }

  private static double convolution(int kernel, double width) {
    return 4 * kernel * width * width;
  }

  /** Sequential depth under teacher forcing. */
  long sequentialDepth() {
    return encoderDepth()
        + model
            .decoder()
            .match(
                new DecoderSpec.Cases<>(
                    rnn ->
                        attentionFeedsNextStep(rnn)
                            ? (long) target * (rnn.layers() + 1)
                            : target + rnn.layers() - 1L + (hasAttention(rnn) ? 1 : 0),
                    transformer -> (long) transformer.layers(),
                    labeller -> 0L,
                    conv -> (long) conv.layers(),
                    prefixLm -> (long) prefixLm.layers()));
  }

  /**
   * The number of connections that a signal crosses between the first and the last source position,
   * on the shortest path through the encoder (maximum path length of Vaswani et al. 2017, table 1):
   * one for each recurrent step, one for attention, one for each window of local attention, one for
   * each convolution, which crosses (k − 1)/2 positions. An encoder with fewer layers than that has
   * no such path.
   */
  long pathLength() {
    return model
        .encoder()
        .match(
            new EncoderSpec.Cases<>(
                rnn -> source - 1L,
                transformer ->
                    transformer.selfAttention() == AttentionKind.LOCAL
                        ? (source - 2L + transformer.window()) / transformer.window()
                        : Math.min(1, source - 1L),
                conv -> (2L * source + conv.kernel() - 4) / (conv.kernel() - 1),
                prefixLm -> Math.min(1, source - 1L)));
  }

  /** Sequential depth of decoding the target token by token. */
  long greedyDepth() {
    return encoderDepth()
        + model
            .decoder()
            .match(
                new DecoderSpec.Cases<>(
                    rnn -> (long) target * (rnn.layers() + (hasAttention(rnn) ? 1 : 0)),
                    transformer -> (long) target * transformer.layers(),
                    labeller -> 0L,
                    conv -> (long) target * conv.layers(),
                    prefixLm -> (long) target * prefixLm.layers()));
  }

  /** A layer above a bidirectional one waits for its last token; otherwise layers overlap. */
  private long encoderDepth() {
    return model
        .encoder()
        .match(
            new EncoderSpec.Cases<>(
                rnn ->
                    rnn.bidirectional()
                        ? (long) positions() * rnn.layers()
                        : positions() + rnn.layers() - 1L,
                transformer -> (long) transformer.layers(),
                conv -> (long) conv.layers(),
                prefixLm -> (long) prefixLm.layers()));
  }

  private static boolean hasAttention(RnnDecoderSpec spec) {
    return spec.attention().wiring() != Wiring.NONE;
  }

  /** Whether a decoder step depends on the attention of the step before. */
  private static boolean attentionFeedsNextStep(RnnDecoderSpec spec) {
    return spec.attention().wiring() == Wiring.BAHDANAU || spec.attention().inputFeeding();
  }
}
