package io.seqlab.model.conv;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.seqlab.config.model.ConvDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.attention.DotScore;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.OutputLayer;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The convolutional decoder (Gehring et al. 2017, sections 3.1 to 3.3 and 3.5):
 *
 * <pre>
 *   h⁰ = W_in·g + b_in,  g = w + p
 *   hˡ = (attend(GLU(conv(hˡ⁻¹))) + hˡ⁻¹)·√½          with {@link ConvAttention} in every layer
 *   p(y_t | y_{&lt;t}, x) = softmax(W_o·(W_out·hᴸ + b_out) + b_o)
 * </pre>
 *
 * <p>A convolution reads a token and the k − 1 before it; zeros stand before the first token.
 *
 * <p>Implementation: one step computes only the new position; the last k − 1 inputs of each
 * convolution are cached in {@link ConvState}. Teacher forcing runs all positions after the same
 * zeros.
 */
public final class ConvDecoder extends Decoder {
  private final ConvDecoderSpec spec;
  private final InputEmbedding inputEmbedding;
  private final Linear input; // W_in, b_in
  private final BlockList<Layer> layers;
  private final Linear projection; // W_out, b_out
  private final OutputLayer output;

  /**
   * The decoder of a definition.
   *
   * @param vocabulary V, tokens of the target
   * @param tied whether embedding and output layer share their weights
   */
  public ConvDecoder(ConvDecoderSpec spec, int vocabulary, boolean tied) {
    this.spec = spec;
    int width = spec.embedding();
    TokenEmbedding embedding = child("embedding", new TokenEmbedding(vocabulary, width));
    PositionalEncodingLayer positions =
        child(
            "positions", new PositionalEncodingLayer(spec.positions(), width, spec.maxPositions()));
    inputEmbedding = new InputEmbedding(embedding, positions, spec.dropout());
    input = linear("input", width, spec.hidden(), true);
    Optional<ConvAttention> shared =
        spec.shareAttention()
            ? Optional.of(child("attention", new ConvAttention(spec.hidden(), width)))
            : Optional.empty();
    layers = child("layers", new BlockList<>(spec.layers(), l -> new Layer(spec, shared)));
    projection = linear("projection", spec.hidden(), width, true);
    Optional<TokenEmbedding> weights = tied ? Optional.of(embedding) : Optional.empty();
    output = child("output", new OutputLayer(vocabulary, width, weights));
  }

  /** A convolution with attention. */
  private static final class Layer extends SizedBlock {
    private final GatedConvolution convolution;
    private final ConvAttention attention;
    private final DotScore score;

    Layer(ConvDecoderSpec spec, Optional<ConvAttention> shared) {
      convolution =
          child("convolution", new GatedConvolution(spec.hidden(), spec.kernel(), spec.dropout()));
      attention =
          shared.orElseGet(
              () -> child("attention", new ConvAttention(spec.hidden(), spec.embedding())));
      score = child("score", new DotScore(1));
    }
  }

  /**
   * The result of the layers.
   *
   * @param vectors hᴸ, (B, T, d)
   * @param past for each layer, the last k − 1 inputs of its convolution, (B, k − 1, d)
   * @param weights attention weights of the top layer, (B, T, S)
   */
  private record Run(NDArray vectors, List<NDArray> past, NDArray weights) {}

  @Override
  public TokenEmbedding embedding() {
    return inputEmbedding.embedding();
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return layers.all().stream().map(layer -> (SizedBlock) layer.score).toList();
  }

  @Override
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    return logits(pass, run(pass, initialState(pass, encoding), target).vectors());
  }

  @Override
  public ConvState initialState(ForwardPass pass, Encoding encoding) {
    NDArray states = encoding.states();
    Shape before = new Shape(states.getShape().get(0), spec.kernel() - 1, spec.hidden());
    NDArray zeros = states.getManager().zeros(before, states.getDataType());
    AttentionMemory memory = ConvAttention.memory(pass, encoding, layers.get(0).score);
    return new ConvState(Collections.nCopies(spec.layers(), zeros), memory, 0);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    ConvState previous = (ConvState) state;
    Run run = run(pass, previous, tokens.expandDims(1));
    ConvState next = new ConvState(run.past(), previous.memory(), previous.position() + 1);
    NDArray logits = logits(pass, run.vectors().squeeze(1)); // (B, V)
    return new DecoderStep(logits, next, run.weights().squeeze(1));
  }

  /** The layers over ids (B, T) after a state. */
  private Run run(ForwardPass pass, ConvState state, NDArray ids) {
    NDArray g = inputEmbedding.embed(pass, ids, state.position()); // (B, T, E)
    NDArray h = apply(input, g, pass); // (B, T, d)
    long length = ids.getShape().get(1);
    AttentionMemory memory = state.memory();
    List<NDArray> past = new ArrayList<>();
    NDArray weights = null;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      NDArray x = state.past().get(l).concat(pass.dropout(h, spec.dropout()), 1);
      past.add(x.get(GatedConvolution.positions(length, length + spec.kernel() - 1)));
      NDArray y = layer.convolution.forward(pass, x); // (B, T, d)
      ConvAttention.Output attended = layer.attention.attend(pass, layer.score, y, g, memory);
      h = ScaledSum.of(attended.vectors(), h); // (B, T, d)
      weights = attended.weights();
    }
    return new Run(h, past, weights);
  }

  /** Logits (…, V) of the top layer's vectors (…, d). */
  private NDArray logits(ForwardPass pass, NDArray h) {
    return output.logits(pass, pass.dropout(apply(projection, h, pass), spec.dropout()));
  }
}
