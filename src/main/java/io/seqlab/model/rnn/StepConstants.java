package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.RowLookup;
import java.util.List;

/**
 * What all steps of a decoder read alike.
 *
 * @param summary the encoder's summary v, (B, D); null if no step reads it
 * @param masks of variational dropout; null if each step draws its own
 * @param cells what each layer computes once for all single steps, bottom layer first; empty under
 *     teacher forcing
 */
record StepConstants(NDArray summary, DropoutMasks masks, List<RecurrentLayer.PreparedCell> cells) {
  /** Dropout on the input of a layer, from the embedded token for layer 0 upwards. */
  NDArray dropInput(ForwardPass pass, int layer, NDArray x, double rate) {
    return masks == null ? pass.dropout(x, rate) : x.mul(masks.inputs().get(layer));
  }

  /** Dropout on the input of the output layer. */
  NDArray dropOutput(ForwardPass pass, NDArray x, double rate) {
    return masks == null ? pass.dropout(x, rate) : x.mul(masks.output());
  }

  /** The same for arrays of all steps, (B, T, …). */
  StepConstants forAllSteps() {
    return new StepConstants(summary, masks == null ? null : masks.forAllSteps(), cells);
  }

  StepConstants select(NDArray rows) {
    return new StepConstants(
        summary == null ? null : RowLookup.select(summary, rows),
        masks == null ? null : masks.select(rows),
        cells);
  }

  NDList arrays() {
    NDList all = summary == null ? new NDList() : new NDList(summary);
    if (masks != null) {
      all.addAll(masks.arrays());
    }
    cells.forEach(cell -> all.addAll(cell.arrays()));
    return all;
  }
}
