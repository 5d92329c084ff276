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
 * <p>Implementation: for the backward layer each sequence is reversed within its own length, so
 * that padding stays behind the tokens.
 */
public final class RnnEncoder extends Encoder {
  private final RnnEncoderSpec spec;
  private final TokenEmbedding embedding;
  private final BlockList<Layer> layers;

  /** With its own embedding of V tokens, or the tied one of the decoder. */
  public RnnEncoder(RnnEncoderSpec spec, int vocabulary, Optional<TokenEmbedding> tied) {
    this.spec = spec;
    embedding =
        tied.orElseGet(() -> child("embedding", new TokenEmbedding(vocabulary, spec.embedding())));
    layers =
        child(
            "layers",
            new BlockList<>(
                spec.layers(), l -> new Layer(spec, l == 0 ? spec.embedding() : spec.stateSize())));
  }

  /** One layer of one or two directions. */
  private static final class Layer extends SizedBlock {
    private final RecurrentLayer forward;
    private final Optional<RecurrentLayer> backward;

    Layer(RnnEncoderSpec spec, int input) {
      forward = child("forward", new RecurrentLayer(spec.cell(), input, spec.hidden()));
      backward =
          spec.bidirectional()
              ? Optional.of(
                  child("backward", new RecurrentLayer(spec.cell(), input, spec.hidden())))
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
    NDArray x = embedding.embed(pass, source.ids()); // (B, S, E)
    List<NDArray> states = new ArrayList<>();
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    for (Layer layer : layers.all()) {
      NDArray input = pass.dropout(x, spec.dropout());
      RecurrentLayer.Output output = layer.run(pass, input, source);
      x = output.states(); // (B, S, D)
      states.add(x);
      hidden.add(output.last().hidden());
      if (output.last().cell() != null) {
        cells.add(output.last().cell());
      }
    }
    return new Encoding(states, source.padding(), new SourceSummary(hidden, cells));
  }
}
