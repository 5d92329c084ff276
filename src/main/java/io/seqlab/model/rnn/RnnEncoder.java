package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Encoder;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.SourceSummary;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recurrent encoder. One direction: h_j = f(x_j, h_{j−1}). Two directions (Schuster and Paliwal
 * 1997; Bahdanau et al. 2015, section 3.2): h_j = [h⃗_j; h⃖_j], where the backward layer reads the
 * sequence from its last token to its first. The summary is the last state of each layer, both
 * directions concatenated.
 *
 * <p>With {@code reverse_source} the layers read x_{n−1}, …, x_1, x_n, where x_n is the end
 * (Sutskever et al. 2014, section 3.3); states still stand in the order of the source. With {@code
 * convolution} they read the output of a {@link SourceConvolution}.
 *
 * <p>Implementation: for the backward layer each sequence is reversed within its own length, so
 * that padding stays behind the tokens.
 */
public final class RnnEncoder extends Encoder {
  private final RnnEncoderSpec spec;
  private final TokenEmbedding embedding;
  private final Optional<SourceConvolution> convolution;
  private final BlockList<Layer> layers;

  /** With its own embedding of V tokens, or the tied one of the decoder. */
  public RnnEncoder(RnnEncoderSpec spec, int vocabulary, Optional<TokenEmbedding> tied) {
    this.spec = spec;
    embedding =
        tied.orElseGet(
            () ->
                child(
                    "embedding",
                    new TokenEmbedding(vocabulary, spec.embedding(), spec.embeddingStd())));
    convolution =
        spec.convolution()
            .map(width -> child("convolution", new SourceConvolution(width, spec.embedding())));
    int bottom = spec.inputSize(vocabulary);
    layers =
        child(
            "layers",
            new BlockList<>(
                spec.layers(), l -> new Layer(spec, l == 0 ? bottom : spec.stateSize())));
  }

  /** One layer of one or two directions. */
  private static final class Layer extends SizedBlock {
    private final RecurrentLayer forward;
    private final Optional<RecurrentLayer> backward;

    Layer(RnnEncoderSpec spec, int input) {
      forward = child("forward", new RecurrentLayer(spec.cells(), input, spec.hidden()));
      backward =
          spec.bidirectional()
              ? Optional.of(
                  child("backward", new RecurrentLayer(spec.cells(), input, spec.hidden())))
              : Optional.empty();
    }

    RecurrentLayer.Output run(ForwardPass pass, NDArray x, TokenBatch source) {
      RecurrentLayer.Output right = forward.run(pass, x, source);
      if (backward.isEmpty()) {
        return right;
      }
      NDArray reversal = source.reversedPositions(); // (B, S)
      NDArray reversed = RowLookup.selectPositions(x, reversal); // (B, S, input)
      RecurrentLayer.Output left = backward.get().run(pass, reversed, source);
      NDArray leftStates = RowLookup.selectPositions(left.states(), reversal); // (B, S, H)
      NDArray states = right.states().concat(leftStates, 2); // (B, S, 2H)
      return new RecurrentLayer.Output(states, concat(right.last(), left.last()));
    }

    private static CellState concat(CellState a, CellState b) {
      return new CellState(
          a.hidden().concat(b.hidden(), 1), a.cell() == null ? null : a.cell().concat(b.cell(), 1));
    }
  }

  @Override
  public TokenEmbedding embedding() {
    return embedding;
  }

  @Override
  public double embeddingScale() {
    return 1;
  }

  @Override
  public Encoding encode(ForwardPass pass, TokenBatch source) {
    NDArray reversal = spec.reverseSource() ? source.reversedBeforeEnd() : null; // (B, S)
    NDArray x = reorder(input(pass, source), reversal); // (B, S, E)
    List<NDArray> states = new ArrayList<>();
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      RecurrentLayer.Output output = layers.get(l).run(pass, dropInput(pass, l, x), source);
      x = output.states(); // (B, S, D)
      states.add(reorder(x, reversal));
      hidden.add(output.last().hidden());
      if (output.last().cell() != null) {
        cells.add(output.last().cell());
      }
    }
    return new Encoding(states, source.padding(), new SourceSummary(hidden, cells));
  }

  /** What the bottom layer reads, in the order of the source, (B, S, E). */
  private NDArray input(ForwardPass pass, TokenBatch source) {
    NDArray embedded = embedding.embed(pass, source.ids());
    return convolution.map(c -> c.apply(pass, embedded, source)).orElse(embedded);
  }

  /** Vectors (B, S, …) in the order of the reversed source, or back in that of the source. */
  private static NDArray reorder(NDArray x, NDArray reversal) {
    return reversal == null ? x : RowLookup.selectPositions(x, reversal);
  }

  private NDArray dropInput(ForwardPass pass, int layer, NDArray x) {
    double rate = spec.inputDropout(layer);
    if (!pass.training() || !spec.variationalDropout()) {
      return pass.dropout(x, rate);
    }
    NDArray mask = DropoutMasks.draw(pass, x, x.getShape().get(2), rate); // (B, E)
    return x.mul(mask.expandDims(1));
  }
}
