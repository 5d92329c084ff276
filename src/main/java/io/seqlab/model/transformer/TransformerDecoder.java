package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.model.attention.AttentionCache;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.OutputLayer;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import io.seqlab.model.transformer.TransformerLayer.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Transformer decoder (Vaswani et al. 2017, section 3.1, figure 1 right): layers of causal
 * self-attention, attention to the encoder's top states, and feed-forward; with pre-norm,
 * normalisation after the last; then the output layer.
 *
 * <p>Without causal mask, teacher forcing reads the token that each position must predict. A step
 * cannot: it reads the tokens so far, and its logits differ from those of teacher forcing.
 *
 * <p>Implementation: one step computes only the new position; what attention reads of earlier
 * positions and of the source is cached in {@link TransformerState}.
 */
public final class TransformerDecoder extends Decoder {
  private final TransformerDecoderSpec spec;
  private final InputEmbedding inputEmbedding;
  private final BlockList<TransformerLayer> layers;
  private final Optional<Block> norm;
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
        child(
            "layers",
            new BlockList<>(spec.layers(), l -> TransformerLayer.decoder(spec, stateSize)));
    norm =
        spec.norm() == NormPlacement.PRE
            ? Optional.of(normalization("norm", spec.normType(), spec.dModel()))
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
    return spec.crossAttention().formsWeights()
        ? layers.all().stream().map(layer -> (SizedBlock) layer.crossAttention()).toList()
        : List.of();
  }

  @Override
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    NDArray x = inputEmbedding.embed(pass, target, 0); // (B, T, d)
    PaddingMask targetPadding =
        spec.causal() ? new PaddingMask(null) : TokenBatch.of(target).padding();
    int length = Math.toIntExact(target.getShape().get(1));
    NDArray mask = layers.get(0).mask(target.getManager(), length, targetPadding);
    NDArray sourceBias = encoding.padding().headBias(); // (B, 1, 1, S)
    for (TransformerLayer layer : layers.all()) {
      AttentionCache memory = layer.memory(pass, encoding);
      x = layer.forward(pass, x, mask, new Source(memory, sourceBias)); // (B, T, d)
    }
    return outputLogits(pass, x);
  }

  @Override
  public DecoderState initialState(ForwardPass pass, Encoding encoding) {
    NDArray states = encoding.states();
    List<AttentionCache> own = new ArrayList<>();
    List<AttentionCache> source = new ArrayList<>();
    for (TransformerLayer layer : layers.all()) {
      own.add(layer.emptyCache(states.getManager(), states.getShape().get(0)));
      source.add(layer.memory(pass, encoding));
    }
    return new TransformerState(own, source, encoding.padding(), 0);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    TransformerState past = (TransformerState) state;
    NDArray x = inputEmbedding.embed(pass, tokens.expandDims(1), past.position()); // (B, 1, d)
    NDArray sourceBias = past.padding().headBias(); // (B, 1, 1, S)
    List<AttentionCache> own = new ArrayList<>();
    NDArray weights = null;
    for (int l = 0; l < layers.size(); l++) {
      Source source = new Source(past.source().get(l), sourceBias);
      TransformerLayer.Output output =
          layers.get(l).step(pass, x, past.own().get(l), past.position(), source);
      x = output.vectors();
      own.add(output.cache());
      weights = output.sourceWeights(); // (B, H, 1, S)
    }
    TransformerState next =
        new TransformerState(own, past.source(), past.padding(), past.position() + 1);
    NDArray attention = // (B, S)
        weights == null ? null : weights.mean(new int[] {1}).squeeze(1);
    return new DecoderStep(outputLogits(pass, x.squeeze(1)), next, attention);
  }

  /** Logits (…, V) of the top layer's vectors (…, d). */
  private NDArray outputLogits(ForwardPass pass, NDArray x) {
    return output.logits(
        pass, norm.isPresent() ? ResidualConnection.normalize(pass, norm.get(), x) : x);
  }
}
