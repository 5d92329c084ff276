package io.seqlab.probe.cost;

import io.seqlab.config.probe.CostProbeSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of one measurement.
 *
 * @param length tokens of source and of target
 * @param batch pairs
 */
record CostCell(int length, int batch, int threads) {

  /**
   * Every combination of the sizes of a probe.
   *
   * @param threads numbers of threads, at least one
   */
  static List<CostCell> all(CostProbeSpec spec, List<Integer> threads) {
    List<CostCell> cells = new ArrayList<>();
    for (int count : threads) {
      for (int batch : spec.batch()) {
        for (int length : spec.length()) {
          cells.add(new CostCell(length, batch, count));
        }
      }
    }
    return cells;
  }
}
