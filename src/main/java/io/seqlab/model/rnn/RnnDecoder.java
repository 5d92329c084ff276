package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
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
  private final TokenEmbedding embedding;
  private final InitialStates initialStates;
  private final BlockList<RecurrentLayer> layers;
  private final OutputLayer output;

  /**
   * The widths that differ between decoders.
   *
   * @param vocabulary V
   * @param encoder D, width of the encoder's states
   * @param attention width of the attention input of the bottom layer; 0 without one
   * @param output input of the output layer
   */
  record Sizes(int vocabulary, int encoder, int attention, int output) {}

  RnnDecoder(RnnDecoderSpec spec, Sizes sizes, boolean tied) {
    this.spec = spec;
    int hidden = spec.hidden();
    int bottom = spec.embedding() + sizes.attention();
    embedding = child("embedding", new TokenEmbedding(sizes.vocabulary(), spec.embedding()));
    initialStates = child("bridge", new InitialStates(spec, sizes.encoder()));
    layers =
        child(
            "layers",
            new BlockList<>(
                spec.layers(),
                l -> new RecurrentLayer(spec.cell(), l == 0 ? bottom : hidden, hidden)));
    Optional<TokenEmbedding> shared = tied ? Optional.of(embedding) : Optional.empty();
    output = child("output", new OutputLayer(sizes.vocabulary(), sizes.output(), shared));
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
    return embedding;
  }

  /** Embeddings (…, E) of target ids (…). */
  final NDArray embed(ForwardPass pass, NDArray target) {
    return pass.dropout(embedding.embed(pass, target), spec.dropout());
  }

  /** Logits (…, V) of the output layer's input (…, O). */
  final NDArray output(ForwardPass pass, NDArray x) {
    return output.logits(pass, pass.dropout(x, spec.dropout()));
  }

  /** s_0 of each layer, bottom layer first. */
  final List<CellState> initialStates(ForwardPass pass, Encoding encoding) {
    return initialStates.compute(pass, encoding.summary());
  }

  /**
   * All steps under teacher forcing, one fused call for each layer: embedded target (B, T, E) to
   * hidden states of the top layer (B, T, H). Only for decoders whose recurrence does not read
   * attention.
   */
  final NDArray run(ForwardPass pass, NDArray y, List<CellState> initial) {
    NDArray x = y;
    for (int l = 0; l < layers.size(); l++) {
      NDArray input = l == 0 ? x : pass.dropout(x, spec.dropout());
      x = layers.get(l).run(pass, input, initial.get(l)).states(); // (B, T, H)
    }
    return x;
  }

  /** The same for one step, embedded tokens (B, E). */
  final List<CellState> step(ForwardPass pass, NDArray y, List<CellState> states) {
    StackedCells cells = cells(pass, y);
    return cells.step(cells.project(y), null, states);
  }

  /** The cells of all layers for one forward pass on the device of an array. */
  final StackedCells cells(ForwardPass pass, NDArray like) {
    List<RecurrentCell> cells = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      cells.add(layers.get(l).cell(pass, like, l == 0 ? spec.embedding() : spec.hidden()));
    }
    return new StackedCells(pass, cells, spec.dropout());
  }

  /** The cells of all layers, bottom layer first, with dropout between layers. */
  record StackedCells(ForwardPass pass, List<RecurrentCell> layers, double dropout) {
    /** Embedded tokens (…, E) to the bottom cell's projected input (…, G·H). */
    NDArray project(NDArray embedded) {
      return layers.get(0).project(embedded);
    }

    /**
     * One step of all layers.
     *
     * @param projected the projected token, (B, G·H)
     * @param attention what the bottom layer reads beside it, (B, …); null for nothing
     */
    List<CellState> step(NDArray projected, NDArray attention, List<CellState> states) {
      List<CellState> next = new ArrayList<>();
      CellState below = layers.get(0).step(projected, attention, states.get(0));
      next.add(below);
      for (int l = 1; l < layers.size(); l++) {
        NDArray x = layers.get(l).project(pass.dropout(below.hidden(), dropout));
        below = layers.get(l).step(x, null, states.get(l));
        next.add(below);
      }
      return next;
    }
  }
}
