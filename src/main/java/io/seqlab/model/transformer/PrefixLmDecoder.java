package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.PrefixLmSpec;
import io.seqlab.model.attention.KeyValues;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.attention.SelfAttention;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.OutputLayer;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A prefix language model: source, end-of-sequence, beginning-of-sequence and target are one
 * sequence in one stack of Transformer layers (Liu et al. 2018, section 4.2.3; Dong et al. 2019,
 * section 2.3, seq2seq LM; Raffel et al. 2020, section 3.2.1, prefix LM). A target token attends to
 * the source and to the target up to itself; a source token to the source, or with {@code prefix:
 * causal} to the source up to itself.
 *
 * <pre>
 *   x_i = √d·E(token_i) + PE(i) + segment_i        i counts source and target together
 *   p(y_t | y_{&lt;t}, x) = softmax(W_o·stack(x_1 … x_{S+t})_{S+t} + b_o)
 * </pre>
 *
 * <p>Only target tokens are trained. This block has all weights of the layers; {@link
 * PrefixLmEncoder} runs them over the source, and {@link Encoding#layerMemory} are the keys and
 * values of every layer, which the target attends to.
 *
 * <p>Implementation: padding of a source stands between it and the target, masked; positions of the
 * target start at the length of each source. A position beyond learned ones has the last of them:
 * only padding has one.
 */
public final class PrefixLmDecoder extends Decoder {
  private static final int SOURCE = 0;
  private static final int TARGET = 1;

  private final PrefixLmSpec spec;
  private final TokenEmbedding embedding;
  private final PositionalEncodingLayer positions;
  private final Optional<TokenEmbedding> segments;
  private final BlockList<TransformerLayer> layers;
  private final Optional<Block> norm;
  private final OutputLayer output;

  /**
   * The model of a definition, but for the embedding of the source.
   *
   * @param vocabulary V, tokens of the target
   * @param tied whether embedding and output layer share their weights
   */
  public PrefixLmDecoder(PrefixLmSpec spec, int vocabulary, boolean tied) {
    this.spec = spec;
    int width = spec.dModel();
    embedding = child("embedding", new TokenEmbedding(vocabulary, width));
    positions =
        child(
            "positions", new PositionalEncodingLayer(spec.positions(), width, spec.maxPositions()));
    segments =
        spec.segments()
            ? Optional.of(child("segments", new TokenEmbedding(2, width)))
            : Optional.empty();
    layers =
        child(
            "layers",
            new BlockList<>(spec.layers(), l -> TransformerLayer.encoder(spec.transformer())));
    norm =
        spec.norm() == NormPlacement.PRE
            ? Optional.of(normalization("norm", spec.normType(), width))
            : Optional.empty();
    Optional<TokenEmbedding> weights = tied ? Optional.of(embedding) : Optional.empty();
    output = child("output", new OutputLayer(vocabulary, width, weights));
  }

  /**
   * The layers over a source.
   *
   * @param states of each layer, bottom layer first, (B, S, d)
   * @param layerMemory keys and values of each layer in turn, (B, H, S, d_k)
   */
  record Prefix(List<NDArray> states, List<NDArray> layerMemory) {}

  /**
   * The layers over a source.
   *
   * @param words the embedding of the source
   * @param sites identify the layers to attention hooks, which know those here by their attention
   *     of the target to the source
   */
  Prefix prefix(ForwardPass pass, TokenEmbedding words, TokenBatch source, List<SizedBlock> sites) {
    NDArray ids = source.ids();
    NDArray numbers = numbers(ids.getManager(), 0, source.width());
    NDArray x = embed(pass, words, ids, numbers, SOURCE); // (B, S, d)
    NDArray mask =
        switch (spec.prefix()) {
          case BIDIRECTIONAL -> source.padding().headBias();
          case CAUSAL -> MultiHeadAttention.causalBias(ids.getManager(), source.width());
        };
    List<NDArray> states = new ArrayList<>();
    List<NDArray> memory = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      SizedBlock site = sites.get(l);
      ForwardPass hooked =
          pass.withHook((block, weights, bias) -> pass.attentionHook().apply(site, weights, bias));
      SelfAttention.Step result = layers.get(l).continueAfter(hooked, x, null, mask);
      x = result.vectors(); // (B, S, d)
      states.add(x);
      memory.addAll(result.cache().arrays());
    }
    states.set(states.size() - 1, normalized(pass, x));
    return new Prefix(states, memory);
  }

  @Override
  public TokenEmbedding embedding() {
    return embedding;
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return layers.all().stream().map(layer -> (SizedBlock) layer.selfAttention()).toList();
  }

  @Override
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    return logits(pass, run(pass, initialState(pass, encoding), target).vectors());
  }

  @Override
  public PrefixLmState initialState(ForwardPass pass, Encoding encoding) {
    List<KeyValues> past = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      List<NDArray> memory = encoding.layerMemory();
      past.add(new KeyValues(memory.get(2 * l), memory.get(2 * l + 1)));
    }
    return new PrefixLmState(past, encoding.padding(), 0);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    PrefixLmState previous = (PrefixLmState) state;
    Run run = run(pass, previous, tokens.expandDims(1));
    PrefixLmState next = new PrefixLmState(run.past(), previous.padding(), previous.position() + 1);
    NDArray attention = run.weights().mean(new int[] {1}).squeeze(1); // (B, S)
    return new DecoderStep(logits(pass, run.vectors().squeeze(1)), next, attention);
  }

  /**
   * The result of the layers.
   *
   * @param vectors (B, T, d)
   * @param past keys and values of each layer, with those of the new positions
   * @param source the top layer's attention to the source
   */
  private record Run(NDArray vectors, List<KeyValues> past, SourceAttentionHook source) {
    /** Weights of every head over the source, (B, H, T, S). */
    NDArray weights() {
      return source.weights();
    }
  }

  /** The layers over ids (B, T) after a state. */
  private Run run(ForwardPass pass, PrefixLmState state, NDArray ids) {
    int first = state.position();
    int length = Math.toIntExact(ids.getShape().get(1));
    NDArray numbers = numbers(ids.getManager(), first, length); // (1, T)
    NDArray after = numbers.add(state.sourceLengths()); // (B, T), or (1, T)
    NDArray x = embed(pass, embedding, ids, after, TARGET); // (B, T, d)
    NDArray mask = mask(state, length);
    SourceAttentionHook hook =
        new SourceAttentionHook(
            pass.attentionHook(), state.sourceWidth(), state.padding().headBias());
    ForwardPass hooked = pass.withHook(hook);
    List<KeyValues> past = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      SelfAttention.Step result = layers.get(l).continueAfter(hooked, x, state.past().get(l), mask);
      x = result.vectors(); // (B, T, d)
      past.add((KeyValues) result.cache());
    }
    return new Run(x, past, hook);
  }

  /**
   * The mask of T positions after a state, (B, 1, T, S + t + T) or (1, 1, T, S + t + T): source
   * padding and later positions are hidden; null if nothing is.
   */
  private static NDArray mask(PrefixLmState state, int length) {
    NDArray padding = state.padding().headBias(); // (B, 1, 1, S)
    NDManager manager = state.past().get(0).keys().getManager();
    if (length == 1 && padding == null) {
      return null;
    }
    long batch = padding == null ? 1 : padding.getShape().get(0);
    NDArray source =
        padding == null
            ? manager.zeros(new Shape(1, 1, length, state.sourceWidth()))
            : padding.add(manager.zeros(new Shape(1, 1, length, 1)));
    NDArray past = manager.zeros(new Shape(batch, 1, length, state.position()));
    NDArray own =
        manager
            .zeros(new Shape(batch, 1, 1, 1))
            .add(MultiHeadAttention.causalBias(manager, length)); // (B, 1, T, T)
    return NDArrays.concat(new NDList(source, past, own), 3);
  }

  /** Positions first, first + 1, …, (1, T). */
  private static NDArray numbers(NDManager manager, int first, int length) {
    return manager.arange(first, first + length).toType(DataType.INT64, false).expandDims(0);
  }

  private NDArray embed(
      ForwardPass pass, TokenEmbedding words, NDArray ids, NDArray numbers, int segment) {
    NDArray root = ids.getManager().full(new Shape(1), (float) Math.sqrt(words.size()));
    NDArray x = positions.add(pass, words.embed(pass, ids).mul(root), numbers); // (B, T, d)
    if (segments.isPresent()) {
      NDArray number = segment == SOURCE ? numbers.zerosLike() : numbers.onesLike();
      x = x.add(segments.get().embed(pass, number));
    }
    return pass.dropout(x, spec.dropout());
  }

  private NDArray normalized(ForwardPass pass, NDArray x) {
    return norm.isPresent() ? ResidualConnection.normalize(pass, norm.get(), x) : x;
  }

  /** Logits (…, V) of the top layer's vectors (…, d). */
  private NDArray logits(ForwardPass pass, NDArray x) {
    return output.logits(pass, normalized(pass, x));
  }
}
