package io.seqlab.probe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.probe.retention.LinearProbe.LabelledFeatures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Predictions of the linear probe equal those of PyTorch's L-BFGS on the same loss. */
class LinearProbeTest {
  private static final int TRAIN = 150;
  private static final int FEATURES = 6;

  @Test
  void predictionsEqualThoseOfAnotherOptimizer() throws IOException {
    List<int[]> golden = golden();
    List<LabelledFeatures> train =
        IntStream.range(0, TRAIN)
            .mapToObj(i -> new LabelledFeatures(row(i), golden.get(0)[i]))
            .toList();
    List<LabelledFeatures> test =
        IntStream.range(0, golden.get(1).length)
            .mapToObj(i -> new LabelledFeatures(row(TRAIN + i), 0))
            .toList();
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(new LinearProbe(manager, 1e-3, Cancellation.NONE).predict(train, test))
          .isEqualTo(golden.get(1));
      assertThat(manager.getManagedArrays()).isEmpty();
    }
  }

  /** The same features as in linear_probe.py. */
  private static float[] row(int i) {
    float[] row = new float[FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      row[j] = (float) (Math.sin(1.7 * i * (j + 1) + 0.3 * j * j) * (j + 1));
    }
    return row;
  }

  private static List<int[]> golden() throws IOException {
    try (InputStream in =
        LinearProbeTest.class.getResourceAsStream("/golden/probe/linear_probe.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> Stream.of(line.split(" ")).mapToInt(Integer::parseInt).toArray())
          .toList();
    }
  }
}
