package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.OutputLayer;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts that all recurrent decoders share: target embedding, initial states, recurrent layers
 * and output layer. The subclasses define where attention is computed and read.
 */
public abstract class RnnDecoder extends Decoder {
  private final RnnDecoderSpec spec;
  private final Optional<TokenEmbedding> embedding;
  private final InitialStates initialStates;
  private final BlockList<RecurrentLayer> layers;
  private final OutputLayer output;
  private final int tokenSize;
  private final int inputSize;
  private final int outputSize;

  /**
   * The widths that differ between decoders.
   *
   * @param vocabulary V
   * @param encoder D, width of the encoder's states
   * @param attention width of the attention input of the bottom layer; 0 without one
   */
  record Sizes(int vocabulary, int encoder, int attention) {}

  RnnDecoder(RnnDecoderSpec spec, Sizes sizes, boolean tied) {
    this.spec = spec;
    int hidden = spec.hidden();
    tokenSize = spec.tokenSize(sizes.vocabulary());
    inputSize = spec.inputSize(sizes.vocabulary(), sizes.encoder());
    outputSize = spec.outputSize(sizes.encoder());
    int bottom = inputSize + sizes.attention();
    embedding =
        spec.feedPrevious()
            ? Optional.of(
                child("embedding", new TokenEmbedding(sizes.vocabulary(), spec.embedding())))
            : Optional.empty();
    initialStates = child("bridge", new InitialStates(spec, sizes.encoder()));
    layers =
        child(
            "layers",
            new BlockList<>(
                spec.layers(),
                l -> new RecurrentLayer(spec.cells(), l == 0 ? bottom : hidden, hidden)));
    Optional<TokenEmbedding> shared = tied ? embedding : Optional.empty();
    output = child("output", new OutputLayer(sizes.vocabulary(), outputSize, shared));
  }

  /**
   * The decoder that a definition names.
   *
   * @param vocabulary V, tokens of the target
   * @param stateSize D, width of the encoder's states
   * @param tied whether embedding and output layer share their weights
   */
  public static Decoder of(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    return switch (spec.attention().wiring()) {
      case NONE -> new PlainDecoder(spec, vocabulary, stateSize, tied);
      case BAHDANAU -> new BahdanauDecoder(spec, vocabulary, stateSize, tied);
      case LUONG ->
          spec.attention().inputFeeding()
              ? new InputFeedingDecoder(spec, vocabulary, stateSize, tied)
              : new LuongDecoder(spec, vocabulary, stateSize, tied);
    };
  }

  @Override
  public final TokenEmbedding embedding() {
    return embedding.orElseThrow();
  }

  final RnnDecoderSpec spec() {
    return spec;
  }

  /** s_0 of each layer, bottom layer first. */
  final List<CellState> initialStates(ForwardPass pass, Encoding encoding) {
    return initialStates.compute(pass, encoding.summary());
  }

  /** What all steps read alike. */
  final StepConstants constants(ForwardPass pass, Encoding encoding) {
    NDArray v = encoding.summary().top(); // (B, D)
    boolean withoutAttention = spec.attention().wiring() == Wiring.NONE;
    boolean readsSummary = spec.feedSummary() || (withoutAttention && spec.readsContext());
    DropoutMasks masks =
        pass.training() && spec.variationalDropout()
            ? DropoutMasks.draw(pass, spec, v, Math.max(1, tokenSize), outputSize)
            : null;
    return new StepConstants(readsSummary ? v : null, masks, List.of());
  }

  /** What all single steps read alike. */
  final StepConstants constantsOfSteps(ForwardPass pass, Encoding encoding) {
    StepConstants constants = constants(pass, encoding);
    List<RecurrentLayer.PreparedCell> cells = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      cells.add(layers.get(l).prepare(pass, encoding.summary().top()));
    }
    return new StepConstants(constants.summary(), constants.masks(), cells);
  }

  /** Embedded previous tokens y (…, E) of ids (…); null if the cell does not read them. */
  final NDArray embed(ForwardPass pass, NDArray target, StepConstants constants) {
    return embedding
        .map(e -> constants.dropInput(pass, 0, e.embed(pass, target), spec.inputDropout(0)))
        .orElse(null);
  }

  /**
   * What the bottom layer reads beside its attention input: [y; v], or the one that it reads; null
   * if neither.
   *
   * @param y embedded previous tokens, (…, E)
   * @param v the summary for each of them, (…, D)
   */
  final NDArray input(NDArray y, NDArray v) {
    if (!spec.feedSummary()) {
      return y;
    }
    return y == null ? v : y.concat(v, y.getShape().dimension() - 1);
  }

  /** The summary for each of T steps, (B, T, D); null if no step reads it. */
  static NDArray repeat(NDArray v, long steps) {
    return v == null
        ? null
        : v.expandDims(1).broadcast(new Shape(v.getShape().get(0), steps, v.getShape().get(1)));
  }

  /**
   * What the output layer reads, in parts to be concatenated along the last axis.
   *
   * @param vector the top hidden state, or the attentional vector
   * @param context the context vector; without attention the summary
   * @param y the embedded previous token
   */
  final NDList outputInput(NDArray vector, NDArray context, NDArray y) {
    NDList parts = new NDList(vector);
    if (spec.readsContext()) {
      parts.add(context);
    }
    if (spec.outputEmbedding()) {
      parts.add(y);
    }
    return parts;
  }

  /** Logits (…, V) of the output layer's input (…, O), in parts. */
  final NDArray output(ForwardPass pass, NDList parts, StepConstants constants) {
    return output(pass, concat(parts, parts.head().getShape().dimension() - 1), constants);
  }

  /** Concatenates; DJL's method copies a single array without its gradient. */
  static NDArray concat(NDList parts, int axis) {
    return parts.size() == 1 ? parts.head() : NDArrays.concat(parts, axis);
  }

  /** Logits (…, V) of the output layer's input (…, O). */
  final NDArray output(ForwardPass pass, NDArray x, StepConstants constants) {
    return output.logits(pass, constants.dropOutput(pass, x, spec.outputRate()));
  }

  /**
   * All steps under teacher forcing, one fused call for each layer: inputs (B, T, P) to hidden
   * states of the top layer (B, T, H). Only for decoders whose recurrence does not read attention.
   *
   * @param constants for all steps
   */
  final NDArray run(
      ForwardPass pass, NDArray inputs, List<CellState> initial, StepConstants constants) {
    NDArray x = inputs;
    for (int l = 0; l < layers.size(); l++) {
      NDArray input = l == 0 ? x : constants.dropInput(pass, l, x, spec.inputDropout(l));
      x = layers.get(l).run(pass, input, initial.get(l)).states(); // (B, T, H)
    }
    return x;
  }

  /** One step of all layers: input (B, …) to the state after it. */
  final List<CellState> stepLayers(ForwardPass pass, NDArray input, RnnState previous) {
    List<CellState> next = new ArrayList<>();
    NDArray x = input;
    for (int l = 0; l < layers.size(); l++) {
      NDArray read = l == 0 ? x : previous.constants().dropInput(pass, l, x, spec.inputDropout(l));
      next.add(previous.constants().cells().get(l).step(read, previous.layers().get(l)));
      x = next.get(l).hidden();
    }
    return next;
  }

  /** The cells of all layers for one forward pass on the device of an array. */
  final StackedCells cells(ForwardPass pass, NDArray like, StepConstants constants) {
    List<RecurrentCell> cells = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      cells.add(layers.get(l).cell(pass, like, l == 0 ? inputSize : spec.hidden()));
    }
    return new StackedCells(pass, spec, cells, constants);
  }
}
