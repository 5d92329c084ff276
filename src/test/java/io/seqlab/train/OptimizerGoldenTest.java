package io.seqlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import io.seqlab.config.training.AdamSpec;
import io.seqlab.config.training.OptimizerSpec;
import io.seqlab.config.training.SgdSpec;
import io.seqlab.model.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizers and clipping equal PyTorch's; optimizers resume from a checkpoint bit for bit. */
class OptimizerGoldenTest {
  private static final List<String> NAMES = List.of("a", "b");
  private static final Offset<Float> EPSILON = Offset.offset(2e-6f);
  private NDManager manager;
  private Map<String, NDArray> golden;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    golden = Goldens.arrays(manager, "training");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<String> optimizers() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            Goldens.json("training").get("optimizers").fieldNames(), 0),
        false);
  }

  private static OptimizerSpec spec(String name) {
    JsonNode json = Goldens.json("training").get("optimizers").get(name);
    double rate = json.get("learning_rate").asDouble();
    double decay = json.path("weight_decay").asDouble(0);
    if (json.get("type").asText().equals("sgd")) {
      return new SgdSpec(rate, json.path("momentum").asDouble(0), decay);
    }
    return new AdamSpec(
        AdamSpec.Kind.valueOf(json.get("type").asText().toUpperCase(Locale.ROOT)),
        rate,
        json.path("beta1").asDouble(0.9),
        json.path("beta2").asDouble(0.999),
        json.path("epsilon").asDouble(1e-8),
        decay);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void steps(String name) {
    NDList weights = initial();
    try (OptimizerThreads threads = new OptimizerThreads(2)) {
      Optimizer optimizer = Optimizer.of(spec(name), manager, weights, threads);
      for (int step = 1; step <= 5; step++) {
        step(optimizer, weights, name, step);
        for (NDArray weight : weights) {
          assertThat(weight.toFloatArray())
              .containsExactly(
                  golden
                      .get("optimizer/" + name + "/" + step + "/" + weight.getName())
                      .toFloatArray(),
                  EPSILON);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void resumesFromCheckpointBitForBit(String name, @TempDir Path folder) throws IOException {
    NDList uninterrupted = initial();
    NDList stopped = initial();
    NDList resumed = initial();
    try (OptimizerThreads threads = new OptimizerThreads(1)) {
      Optimizer continuous = Optimizer.of(spec(name), manager, uninterrupted, threads);
      Optimizer interrupted = Optimizer.of(spec(name), manager, stopped, threads);
      for (int step = 1; step <= 5; step++) {
        step(continuous, uninterrupted, name, step);
        if (step <= 2) {
          step(interrupted, stopped, name, step);
        }
      }
      Checkpoint checkpoint = new Checkpoint(folder.resolve("latest"), CheckpointOrigin.NONE);
      checkpoint.write(stopped, interrupted.state(), TrainingState.START);
      Optimizer other = Optimizer.of(spec(name), manager, resumed, threads);
      checkpoint.readModel(manager, resumed);
      checkpoint.readOptimizer(manager, other.state());
      for (int step = 3; step <= 5; step++) {
        step(other, resumed, name, step);
      }
    }
    for (int i = 0; i < resumed.size(); i++) {
      assertThat(resumed.get(i).toFloatArray()).isEqualTo(uninterrupted.get(i).toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"above", "below", "zero"})
  void clipping(String kase) {
    NDList weights = initial();
    setGradients(weights, "clip/" + kase + "/before/");
    try (Gradients gradients = new Gradients(weights, 1.0);
        OptimizerThreads threads = new OptimizerThreads(1)) {
      assertThat((float) gradients.norm())
          .isCloseTo(golden.get("clip/" + kase + "/norm").getFloat(), EPSILON);
      // One step of SGD with learning rate 1 subtracts the clipped gradient.
      Optimizer.of(new SgdSpec(1, 0, 0), manager, weights, threads).step(1, 1, gradients);
    }
    NDList before = initial();
    for (int i = 0; i < weights.size(); i++) {
      assertThat(before.get(i).sub(weights.get(i)).toFloatArray())
          .containsExactly(
              golden.get("clip/" + kase + "/after/" + NAMES.get(i)).toFloatArray(), EPSILON);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e9})
  void clipsNothingBelowTheNorm(double clipNorm) {
    NDList weights = initial();
    setGradients(weights, "clip/above/before/");
    try (Gradients gradients = new Gradients(weights, clipNorm)) {
      assertThat(gradients.scale()).isEqualTo(1f);
    }
  }

  private NDList initial() {
    NDList weights = new NDList();
    for (String name : NAMES) {
      NDArray weight = golden.get("optimizer/initial/" + name).duplicate();
      weight.setName(name);
      weight.setRequiresGradient(true);
      weights.add(weight);
    }
    return weights;
  }

  private void step(Optimizer optimizer, NDList weights, String name, int step) {
    NDList leaves = leaves(weights);
    setGradients(leaves, "optimizer/gradient/" + step + "/");
    try (Gradients gradients = new Gradients(leaves, 0)) {
      optimizer.step(step, spec(name).learningRate(), gradients);
    }
  }

  /** Arrays on the same memory without a gradient, as in each training step. */
  private static NDList leaves(NDList weights) {
    NDList leaves = new NDList();
    for (NDArray weight : weights) {
      NDArray leaf = weight.stopGradient();
      leaf.setName(weight.getName());
      leaf.setRequiresGradient(true);
      leaves.add(leaf);
    }
    return leaves;
  }

  /** Sets the gradients of weights to golden ones, by the backward pass of Σ w·g. */
  private void setGradients(NDList weights, String gradients) {
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray sum = manager.zeros(new Shape(1));
      for (NDArray weight : weights) {
        sum = sum.add(weight.mul(golden.get(gradients + weight.getName())).sum());
      }
      collector.backward(sum);
    }
  }
}
