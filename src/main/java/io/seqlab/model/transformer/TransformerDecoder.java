package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.model.attention.MultiHeadAttention.KeyValues;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.OutputLayer;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Layers of causal self-attention, attention to the source, and feed-forward. */
public final class TransformerDecoder extends Decoder {
  private final TransformerDecoderSpec spec;
  private final InputEmbedding stem;
  private final BlockList<DecoderLayer> layers;
  private final Optional<LayerNorm> norm;
  private final OutputLayer output;

  /** Over states of width D, writing V tokens; tied shares the embedding with the output layer. */
  public TransformerDecoder(
      TransformerDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    this.spec = spec;
    TokenEmbedding embedding = child("embedding", new TokenEmbedding(vocabulary, spec.dModel()));
    stem =
        new InputEmbedding(
            embedding,
            child(
                "positions",
                new PositionalEncodingLayer(spec.positions(), spec.dModel(), spec.maxPositions())),
            spec.dropout());
    layers =
        child("layers", new BlockList<>(spec.layers(), l -> new DecoderLayer(spec, stateSize)));
    norm =
        spec.norm() == NormPlacement.PRE
            ? Optional.of(layerNorm("norm", spec.dModel()))
            : Optional.empty();
    output =
        child(
            "output",
            new OutputLayer(
                vocabulary, spec.dModel(), tied ? Optional.of(embedding) : Optional.empty()));
  }

  @Override
  public TokenEmbedding embedding() {
    return stem.embedding();
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return layers.all().stream().map(layer -> (SizedBlock) layer.crossAttention()).toList();
  }

  @Override
  public NDArray logits(ForwardContext context, EncoderOutput encoderOutput, NDArray target) {
    NDArray x = stem.embed(context, target, 0); // (B, T, d)
    NDArray causal = causalBias(target.getManager(), Math.toIntExact(target.getShape().get(1)));
    NDArray sourceBias = encoderOutput.padding().wideBias();
    for (DecoderLayer layer : layers.all()) {
      x =
          layer.run(
              context,
              x,
              causal,
              layer.sourceKeyValues(context, encoderOutput.states()),
              sourceBias);
    }
    return finish(context, x);
  }

  @Override
  public DecoderState initialState(ForwardContext context, EncoderOutput encoderOutput) {
    NDArray states = encoderOutput.states();
    Shape none = new Shape(states.getShape().get(0), spec.heads(), 0, spec.dModel() / spec.heads());
    List<KeyValues> own = new ArrayList<>();
    List<KeyValues> source = new ArrayList<>();
    for (DecoderLayer layer : layers.all()) {
      own.add(new KeyValues(states.getManager().zeros(none), states.getManager().zeros(none)));
      source.add(layer.sourceKeyValues(context, states));
    }
    return new TransformerState(own, source, encoderOutput.padding(), 0);
  }

  @Override
  public DecoderStep step(ForwardContext context, DecoderState state, NDArray tokens) {
    TransformerState before = (TransformerState) state;
    NDArray x = stem.embed(context, tokens.expandDims(1), before.position()); // (B, 1, d)
    NDArray sourceBias = before.padding().wideBias();
    List<KeyValues> own = new ArrayList<>();
    NDArray attention = null;
    for (int l = 0; l < layers.size(); l++) {
      DecoderLayer.Advance advance =
          layers.get(l).step(context, x, before.own().get(l), before.source().get(l), sourceBias);
      x = advance.x();
      own.add(advance.own());
      attention = advance.attention();
    }
    TransformerState next =
        new TransformerState(own, before.source(), before.padding(), before.position() + 1);
    return new DecoderStep(finish(context, x).squeeze(1), next, attention);
  }

  private NDArray finish(ForwardContext context, NDArray x) {
    return output.logits(
        context, norm.isPresent() ? ResidualConnection.normalise(context, norm.get(), x) : x);
  }

  /** 0 where position t may look at position s ≤ t, −∞ elsewhere, (T, T). */
  private static NDArray causalBias(NDManager manager, int length) {
    float[] bias = new float[length * length];
    for (int t = 0; t < length; t++) {
      Arrays.fill(bias, t * length + t + 1, (t + 1) * length, Float.NEGATIVE_INFINITY);
    }
    return manager.create(bias, new Shape(length, length));
  }
}
