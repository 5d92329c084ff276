package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.SourceSummary;
import io.seqlab.model.core.Tanh;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The initial state s_0 of a recurrent decoder: zeros, the encoder's last states (Sutskever et al.
 * 2014), or s_0 = tanh(W_s·summary + b) (Bahdanau et al. 2015, appendix A.2.2, which takes the
 * first backward state as summary and omits biases from its equations).
 *
 * <p>Implementation: one linear layer computes the states of all layers, hidden states first, then
 * memory cells.
 */
final class InitialStates extends SizedBlock {
  private final RnnDecoderSpec spec;
  private final Parameter weight;
  private final Parameter bias;

  InitialStates(RnnDecoderSpec spec, int summarySize) {
    this.spec = spec;
    if (spec.initialState() == RnnDecoderSpec.InitialState.BRIDGE) {
      long rows = (long) spec.cell().stateVectors() * spec.layers() * spec.hidden();
      weight = parameter("weight", new Shape(rows, summarySize), glorotUniform());
      bias = parameter("bias", new Shape(rows), Initializer.ZEROS);
    } else {
      weight = null;
      bias = null;
    }
  }

  /** The initial state of each layer, bottom layer first. */
  List<CellState> compute(ForwardPass pass, SourceSummary summary) {
    return switch (spec.initialState()) {
      case ZERO -> zeros(summary.top());
      case LAST -> states(summary.hidden(), summary.cell());
      case BRIDGE -> bridge(pass, summary.top());
    };
  }

  private List<CellState> zeros(NDArray like) {
    return IntStream.range(0, spec.layers())
        .mapToObj(l -> CellState.zeros(spec.cell(), like, spec.hidden()))
        .toList();
  }

  private List<CellState> bridge(ForwardPass pass, NDArray summary) {
    NDArray w = pass.value(weight, summary);
    NDArray b = pass.value(bias, summary);
    NDArray all = Tanh.of(summary.getNDArrayInternal().linear(summary, w, b).head());
    int layers = spec.layers();
    NDList parts = all.split((long) spec.cell().stateVectors() * layers, 1); // (B, H) each
    return states(parts.subList(0, layers), parts.subList(layers, parts.size()));
  }

  private static List<CellState> states(List<NDArray> hidden, List<NDArray> cell) {
    return IntStream.range(0, hidden.size())
        .mapToObj(l -> new CellState(hidden.get(l), cell.isEmpty() ? null : cell.get(l)))
        .toList();
  }
}
