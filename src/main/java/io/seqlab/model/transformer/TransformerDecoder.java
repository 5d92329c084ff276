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
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.OutputLayer;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The Transformer decoder (Vaswani et al. 2017, section 3.1, figure 1 right): layers of causal
 * self-attention, attention to the encoder's top states, and feed-forward; with pre-norm, LayerNorm
 * after the last; then the output layer.
 *
 * <p>Implementation: one step computes only the new position; keys and values of earlier positions
 * and of the source are cached in {@link TransformerState}.
 */
public final class TransformerDecoder extends Decoder {
  private final TransformerDecoderSpec spec;
  private final InputEmbedding inputEmbedding;
  private final BlockList<DecoderLayer> layers;
  private final Optional<LayerNorm> norm;
  private final OutputLayer output;

  /**
   * The decoder of a definition.
   *
   * @param vocabulary V, tokens of the target
   * @param stateSize D, width of the encoder's states
   * @param tied whether embedding and output layer share their weights
   */
  public TransformerDecoder(
      TransformerDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    this.spec = spec;
    TokenEmbedding embedding = child("embedding", new TokenEmbedding(vocabulary, spec.dModel()));
    inputEmbedding =
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
    return inputEmbedding.embedding();
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return layers.all().stream().map(layer -> (SizedBlock) layer.crossAttention()).toList();
  }

  @Override
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    NDArray x = inputEmbedding.embed(pass, target, 0); // (B, T, d)
    NDArray causalBias =
        causalBias(target.getManager(), Math.toIntExact(target.getShape().get(1))); // (T, T)
    NDArray sourceBias = encoding.padding().headBias(); // (B, 1, 1, S)
    for (DecoderLayer layer : layers.all()) {
      KeyValues source = layer.sourceKeyValues(pass, encoding.states());
      x = layer.forward(pass, x, null, causalBias, source, sourceBias).vectors(); // (B, T, d)
    }
    return outputLogits(pass, x);
  }

  @Override
  public DecoderState initialState(ForwardPass pass, Encoding encoding) {
    NDArray states = encoding.states();
    Shape empty =
        new Shape(states.getShape().get(0), spec.heads(), 0, spec.dModel() / spec.heads());
    List<KeyValues> own = new ArrayList<>();
    List<KeyValues> source = new ArrayList<>();
    for (DecoderLayer layer : layers.all()) {
      own.add(new KeyValues(states.getManager().zeros(empty), states.getManager().zeros(empty)));
      source.add(layer.sourceKeyValues(pass, states));
    }
    return new TransformerState(own, source, encoding.padding(), 0);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    TransformerState past = (TransformerState) state;
    NDArray x = inputEmbedding.embed(pass, tokens.expandDims(1), past.position()); // (B, 1, d)
    NDArray sourceBias = past.padding().headBias(); // (B, 1, 1, S)
    List<KeyValues> own = new ArrayList<>();
    NDArray weights = null;
    for (int l = 0; l < layers.size(); l++) {
      KeyValues source = past.source().get(l);
      DecoderLayer.Output output =
          layers.get(l).forward(pass, x, past.own().get(l), null, source, sourceBias);
      x = output.vectors();
      own.add(output.own());
      weights = output.sourceWeights(); // (B, H, 1, S)
    }
    TransformerState next =
        new TransformerState(own, past.source(), past.padding(), past.position() + 1);
    NDArray attention = weights.mean(new int[] {1}).squeeze(1); // (B, S)
    return new DecoderStep(outputLogits(pass, x).squeeze(1), next, attention);
  }

  /** Logits (B, T, V) of the top layer's vectors (B, T, d). */
  private NDArray outputLogits(ForwardPass pass, NDArray x) {
    return output.logits(
        pass, norm.isPresent() ? ResidualConnection.normalize(pass, norm.get(), x) : x);
  }

  /** 0 where position t may attend to position s ≤ t, −∞ elsewhere, (T, T). */
  private static NDArray causalBias(NDManager manager, int length) {
    float[] bias = new float[length * length];
    for (int t = 0; t < length; t++) {
      Arrays.fill(bias, t * length + t + 1, (t + 1) * length, Float.NEGATIVE_INFINITY);
    }
    return manager.create(bias, new Shape(length, length));
  }
}
