package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.SourceSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a recurrent decoder starts from: zeros, the encoder's last states, or tanh(W·summary + b),
 * one linear layer for the states of all layers.
 */
final class InitialStates extends SizedBlock {
  private final RnnDecoderSpec spec;
  private final int kinds;
  private final Parameter weight;
  private final Parameter bias;

  InitialStates(RnnDecoderSpec spec, int summarySize) {
    this.spec = spec;
    kinds = spec.cell() == CellType.LSTM ? 2 : 1;
    if (spec.initialState() == RnnDecoderSpec.InitialState.BRIDGE) {
      long rows = (long) kinds * spec.layers() * spec.hidden();
      weight = parameter("weight", new Shape(rows, summarySize), glorotUniform());
      bias = parameter("bias", new Shape(rows), Initializer.ZEROS);
    } else {
      weight = null;
      bias = null;
    }
  }

  /** The first state of each layer, bottom first. */
  List<CellState> of(ForwardContext context, SourceSummary summary) {
    return switch (spec.initialState()) {
      case ZERO -> zeros(summary.top());
      case LAST -> last(summary);
      case BRIDGE -> bridge(context, summary.top());
    };
  }

  private List<CellState> zeros(NDArray beside) {
    NDManager manager = beside.getManager();
    List<CellState> states = new ArrayList<>();
    for (int l = 0; l < spec.layers(); l++) {
      NDArray zeros = manager.zeros(new Shape(beside.getShape().get(0), spec.hidden()));
      states.add(new CellState(zeros, kinds == 2 ? zeros : null));
    }
    return states;
  }

  private static List<CellState> last(SourceSummary summary) {
    List<CellState> states = new ArrayList<>();
    for (int l = 0; l < summary.hidden().size(); l++) {
      states.add(
          new CellState(
              summary.hidden().get(l), summary.cell().isEmpty() ? null : summary.cell().get(l)));
    }
    return states;
  }

  private List<CellState> bridge(ForwardContext context, NDArray summary) {
    NDArray all =
        summary
            .getNDArrayInternal()
            .linear(summary, context.value(weight, summary), context.value(bias, summary))
            .head()
            .tanh();
    NDList parts =
        all.split(
            (long) kinds * spec.layers(),
            1); // (B, H): hidden of each layer, then cell of each layer
    List<CellState> states = new ArrayList<>();
    for (int l = 0; l < spec.layers(); l++) {
      states.add(new CellState(parts.get(l), kinds == 2 ? parts.get(spec.layers() + l) : null));
    }
    return states;
  }
}
