package io.seqlab.probe.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.ProbeContexts;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Norms against finite differences, one backward pass for each row, and known spectra. */
class GradientNormsTest {
  private static final String MODEL =
      "{encoder: %s, decoder: {type: rnn, hidden: 4, embedding: 4}}";

  /** No token twice, so that each row of the embedding table belongs to one position. */
  private static final int[][] SOURCES = {{4, 5, 6, 3}, {7, 8}};

  /**
   * Small enough that no ReLU of the Transformers changes its side; the terms of order STEP⁴ are
   * then below rounding.
   */
  private static final float STEP = 5f / 1024;

  /**
   * Percent. A summary component of about 1 is rounded to 6e-8, so a difference quotient to 6e-8 /
   * STEP = 1e-5: 0.05 % of the smallest norm here, 0.02. The largest deviation seen is 0.03 %.
   */
  private static final double DIFFERENCES = 0.1;

  /** Percent. The same products in float, added in another order; 7e-6 % seen. */
  private static final double SUMS = 1e-4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: rnn, cell: rnn, hidden: 5, embedding: 4}",
        "{type: rnn, cell: lstm, hidden: 3, embedding: 4, layers: 2, bidirectional: true}",
        "{type: rnn, cell: lstm, hidden: 4, embedding: 4}",
        "{type: rnn, cell: gru, hidden: 4, embedding: 4}",
        "{type: transformer, d_model: 4, heads: 2, layers: 2, ff: 6, norm: pre}",
        "{type: transformer, d_model: 4, heads: 2, layers: 1, ff: 6, norm: post}"
      })
  void normsEqualFiniteDifferencesAndSumsOverRows(String encoder) {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(MODEL.formatted(encoder)), 3)) {
      // The input of a Transformer's first layer is √d times the row of the embedding table.
      double scale = encoder.contains("transformer") ? 2 : 1;
      List<double[]> squares = new GradientNorms(ProbeContexts.of(fixture)).ofSummary(pairs());
      double[][] byRow = sumOverRows(fixture);
      for (int b = 0; b < SOURCES.length; b++) {
        for (int s = 0; s < SOURCES[b].length; s++) {
          double difference = difference(fixture, b, SOURCES[b][s]) / scale;
          double norm = Math.sqrt(squares.get(b)[s]);
          assertThat(norm).isCloseTo(difference, withinPercentage(DIFFERENCES));
          assertThat(squares.get(b)[s]).isCloseTo(byRow[b][s], withinPercentage(SUMS));
        }
      }
    }
  }

  private static List<EncodedPair> pairs() {
    return Arrays.stream(SOURCES).map(source -> new EncodedPair(source, new int[] {3})).toList();
  }

  /** One backward pass for each component of the summary, of all sources in one batch. */
  private static double[][] sumOverRows(ModelFixture fixture) {
    InputGradients gradients = new InputGradients(fixture.model(), fixture.manager());
    double[][] sum = {new double[4], new double[2]};
    int size = summary(fixture)[0].length;
    for (int k = 0; k < size; k++) {
      long row = k;
      double[][] squares =
          gradients.squaredNorms(
              SOURCES, (forward, encoded, source) -> encoded.summary().top().get(":," + row).sum());
      for (int b = 0; b < sum.length; b++) {
        for (int s = 0; s < sum[b].length; s++) {
          sum[b][s] += squares[b][s];
        }
      }
    }
    return sum;
  }

  /** The Frobenius norm of the summary's Jacobian in a token's row, by differences. */
  private static double difference(ModelFixture fixture, int source, int token) {
    FloatBuffer table =
        fixture.model().encoder().embedding().table().getArray().toByteBuffer(true).asFloatBuffer();
    double square = 0;
    for (int i = token * 4; i < token * 4 + 4; i++) {
      float before = table.get(i);
      float[] above = summaryAt(fixture, table, i, before + STEP)[source];
      float[] below = summaryAt(fixture, table, i, before - STEP)[source];
      float[] farAbove = summaryAt(fixture, table, i, before + 2 * STEP)[source];
      float[] farBelow = summaryAt(fixture, table, i, before - 2 * STEP)[source];
      table.put(i, before);
      for (int k = 0; k < above.length; k++) {
        square += Math.pow(derivative(above[k] - below[k], farAbove[k] - farBelow[k]), 2);
      }
    }
    return Math.sqrt(square);
  }

  /** The derivative by differences across two and four steps; the error is of order STEP⁴. */
  private static double derivative(double near, double far) {
    return (8 * near - far) / (12.0 * STEP);
  }

  private static float[][] summaryAt(ModelFixture fixture, FloatBuffer table, int i, float value) {
    table.put(i, value);
    return summary(fixture);
  }

  private static float[][] summary(ModelFixture fixture) {
    try (NDManager scratch = fixture.manager().newSubManager()) {
      Encoding encoding =
          fixture
              .model()
              .encoder()
              .encode(ForwardPass.inference(scratch), TokenBatch.of(scratch, SOURCES));
      NDArray top = encoding.summary().top(); // (B, D)
      float[] flat = top.toFloatArray();
      int size = flat.length / SOURCES.length;
      return IntStream.range(0, SOURCES.length)
          .mapToObj(b -> Arrays.copyOfRange(flat, b * size, (b + 1) * size))
          .toArray(float[][]::new);
    }
  }

  /** A cell of 1024 dimensions with W = a and U = b everywhere: ‖U‖ = 32·b, ‖W·U‖ = 32·b·1024·a. */
  @Test
  void normsOfALargeStateAreWithinFivePercent() {
    String encoder = "{type: rnn, cell: rnn, hidden: 1024, embedding: 1}";
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(MODEL.formatted(encoder)), 1)) {
      ProbeContexts.fill(fixture, "forward.weight_ih", 1e-4f);
      ProbeContexts.fill(fixture, "forward.weight_hh", 0.5f / 1024);
      ProbeContexts.fill(fixture, "forward.bias_ih", 0);
      ProbeContexts.fill(fixture, "forward.bias_hh", 0);
      double[] squares =
          new GradientNorms(ProbeContexts.of(fixture))
              .ofSummary(List.of(new EncodedPair(new int[] {4, 3}, new int[] {3})))
              .get(0);
      assertThat(Math.sqrt(squares[1])).isCloseTo(32e-4, withinPercentage(5));
      assertThat(Math.sqrt(squares[0])).isCloseTo(16e-4, withinPercentage(5));
    }
  }

  /** The bound is for the worst spectrum, a single direction; others are estimated better. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void atLeast95PercentOfEstimatesAreWithinFivePercent(int rank) {
    int rows = JacobianRows.MAX + 1;
    int seeds = 60;
    int within = 0;
    for (int seed = 0; seed < seeds; seed++) {
      SplittableRandom random = new SplittableRandom(1000 + seed); // not that of the vectors
      double[][] columns = new double[rank][rows];
      for (double[] column : columns) {
        Arrays.setAll(column, i -> random.nextGaussian());
      }
      double estimate = 0;
      for (float[] u : JacobianRows.of(rows, seed).vectors()) {
        for (double[] column : columns) {
          estimate += Math.pow(dot(u, column), 2);
        }
      }
      double exact = Arrays.stream(columns).flatMapToDouble(Arrays::stream).map(x -> x * x).sum();
      within += Math.abs(Math.sqrt(estimate / exact) - 1) <= 0.05 ? 1 : 0;
    }
    assertThat(within).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * seeds));
  }

  private static double dot(float[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  @Test
  void upToTheLimitTheRowsAreUnitVectors() {
    assertThat(JacobianRows.of(3, 1).vectors())
        .containsExactly(new float[] {1, 0, 0}, new float[] {0, 1, 0}, new float[] {0, 0, 1});
    assertThat(JacobianRows.of(JacobianRows.MAX, 1).vectors())
        .hasSize(JacobianRows.MAX)
        .allSatisfy(row -> assertThat(row).hasSize(JacobianRows.MAX).containsOnlyOnce(1));
    assertThat(JacobianRows.of(7, 1).groups(3))
        .extracting(rows -> rows.length)
        .containsExactly(3, 3, 1);
  }
}
