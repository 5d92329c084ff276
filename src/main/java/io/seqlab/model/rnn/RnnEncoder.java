package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Encoder;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.SourceSummary;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recurrent encoder of one or two directions. The second direction reads each sequence from its
 * own end, so that padding is never read before the tokens. The summary is the last state of each
 * layer, both directions side by side.
 */
public final class RnnEncoder extends Encoder {
  private final RnnEncoderSpec spec;
  private final TokenEmbedding embedding;
  private final BlockList<Layer> layers;

  /** With an embedding of its own for V tokens, or one that belongs to another part. */
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

  /** One layer: a pass forward and, if the encoder is bidirectional, one backward. */
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

    RecurrentLayer.Sequence run(ForwardContext context, NDArray x, TokenBatch source) {
      RecurrentLayer.Sequence ahead = forward.run(context, x, source);
      if (backward.isEmpty()) {
        return ahead;
      }
      NDArray reversal = source.reversedPositions(); // (B, S)
      RecurrentLayer.Sequence back =
          backward.get().run(context, RowLookup.selectPositions(x, reversal), source);
      NDArray outputs =
          ahead
              .outputs()
              .concat(RowLookup.selectPositions(back.outputs(), reversal), 2); // (B, S, 2H)
      return new RecurrentLayer.Sequence(outputs, sideBySide(ahead.last(), back.last()));
    }

    private static CellState sideBySide(CellState a, CellState b) {
      return new CellState(
          a.hidden().concat(b.hidden(), 1), a.cell() == null ? null : a.cell().concat(b.cell(), 1));
    }
  }

  @Override
  public TokenEmbedding embedding() {
    return embedding;
  }

  @Override
  public EncoderOutput encode(ForwardContext context, TokenBatch source) {
    NDArray x = embedding.embed(context, source.ids()); // (B, S, E)
    List<NDArray> outputs = new ArrayList<>();
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    for (Layer layer : layers.all()) {
      RecurrentLayer.Sequence sequence =
          layer.run(context, context.dropout(x, spec.dropout()), source);
      x = sequence.outputs(); // (B, S, D)
      outputs.add(x);
      hidden.add(sequence.last().hidden());
      if (sequence.last().cell() != null) {
        cells.add(sequence.last().cell());
      }
    }
    return new EncoderOutput(outputs, source.padding(), new SourceSummary(hidden, cells));
  }
}
