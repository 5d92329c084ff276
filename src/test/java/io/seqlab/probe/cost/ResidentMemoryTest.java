package io.seqlab.probe.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Memory of a run does not count for the next run of the same process. */
class ResidentMemoryTest {
  private static final int ARRAYS = 4_000;
  private static final Shape SHAPE = new Shape(16_384); // 64 KiB

  @Test
  void newPeakStartsAtMemoryInUse() {
    assumeFalse(Double.isNaN(ResidentMemory.peakMb()), "resident memory is not available");
    try (NDManager manager = NDManager.newBaseManager()) {
      ResidentMemory.resetPeak();
      List<NDArray> arrays = Stream.generate(() -> manager.ones(SHAPE)).limit(ARRAYS).toList();
      double peak = ResidentMemory.peakMb();
      arrays
          .subList(0, ARRAYS - 1)
          .forEach(NDArray::close); // the last one is at the top of the heap
      ResidentMemory.resetPeak();
      assertThat(ResidentMemory.peakMb()).isLessThan(peak - ARRAYS * 64 / 1024.0 / 2);
    }
  }
}
