package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.OutputLayer;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What recurrent decoders share: the embedded target, the recurrent layers, where they start, and
 * the output layer.
 */
abstract class RnnDecoder extends Decoder {
  /**
   * The widths that a decoder is built around: V, D, what each step adds to the embedding, and what
   * the output reads.
   */
  record Sizes(int vocabulary, int states, int found, int output) {}

  private final RnnDecoderSpec spec;
  private final TokenEmbedding embedding;
  private final InitialStates bridge;
  private final BlockList<RecurrentLayer> layers;
  private final OutputLayer output;

  RnnDecoder(RnnDecoderSpec spec, Sizes sizes, boolean tied) {
    this.spec = spec;
    embedding = child("embedding", new TokenEmbedding(sizes.vocabulary(), spec.embedding()));
    bridge = child("bridge", new InitialStates(spec, sizes.states()));
    layers =
        child(
            "layers",
            new BlockList<>(
                spec.layers(),
                l ->
                    new RecurrentLayer(
                        spec.cell(),
                        l == 0 ? spec.embedding() + sizes.found() : spec.hidden(),
                        spec.hidden())));
    output =
        child(
            "output",
            new OutputLayer(
                sizes.vocabulary(),
                sizes.output(),
                tied ? Optional.of(embedding) : Optional.empty()));
  }

  @Override
  public final TokenEmbedding embedding() {
    return embedding;
  }

  /** Vectors (…, E) of the target. */
  final NDArray embed(ForwardContext context, NDArray target) {
    return context.dropout(embedding.embed(context, target), spec.dropout());
  }

  /** Logits (…, V) of what the output layer reads. */
  final NDArray output(ForwardContext context, NDArray x) {
    return output.logits(context, context.dropout(x, spec.dropout()));
  }

  /** The first state of each layer. */
  final List<CellState> first(ForwardContext context, EncoderOutput encoderOutput) {
    return bridge.of(context, encoderOutput.summary());
  }

  /** All steps in one fused call a layer: top states (B, T, H) of embedded targets (B, T, E). */
  final NDArray run(ForwardContext context, NDArray x, List<CellState> first) {
    NDArray states = x;
    for (int l = 0; l < layers.size(); l++) {
      states =
          layers
              .get(l)
              .run(context, l == 0 ? states : context.dropout(states, spec.dropout()), first.get(l))
              .outputs();
    }
    return states;
  }

  /** The layers one step at a time, with the weights of one pass at hand. */
  final Stepper stepper(ForwardContext context, NDArray beside) {
    List<CellStep> steps = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      steps.add(layers.get(l).steps(context, beside, l == 0 ? spec.embedding() : spec.hidden()));
    }
    return new Stepper(context, steps, spec.dropout());
  }

  /** The recurrent layers, one step at a time. */
  record Stepper(ForwardContext context, List<CellStep> layers, double dropout) {
    /** The embedded target (…, E), projected for the bottom layer. */
    NDArray project(NDArray embedded) {
      return layers.get(0).project(embedded);
    }

    /**
     * One step of all layers from a projected target (B, G·H) and what the step found (B, found),
     * or null.
     */
    List<CellState> step(NDArray projected, NDArray found, List<CellState> states) {
      List<CellState> next = new ArrayList<>();
      CellState below = layers.get(0).step(projected, found, states.get(0));
      next.add(below);
      for (int l = 1; l < layers.size(); l++) {
        NDArray x = layers.get(l).project(context.dropout(below.hidden(), dropout));
        below = layers.get(l).step(x, null, states.get(l));
        next.add(below);
      }
      return next;
    }
  }
}
