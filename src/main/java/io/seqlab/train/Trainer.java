package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one loop. */
public final class Trainer implements AutoCloseable {
  private final TrainingSpec spec;
  private final long seed;
  private final Seq2Seq model;
  private final NDManager manager;
  private final Weights weights;
  private final OptimizerThreads workers;
  private final Optimizer optimizer;
  private final Batcher batches;
  private final Budget budget;
  private final Checkpoint latest;
  private final Checkpoint best;
  private final TokenLoss loss;
  private TrainingState state = TrainingState.START;
  private long savedStep;

  /**
   * A model that is not initialised, the examples, and the folder of the checkpoints. The model's
   * weights are drawn here.
   */
  public Trainer(TrainingSpec spec, long seed, Seq2Seq model, NDManager manager, Data data) {
    this.spec = spec;
    this.seed = seed;
    this.model = model;
    this.manager = manager;
    weights = Weights.initialise(model, manager, seed);
    workers = new OptimizerThreads(data.threads());
    optimizer = Optimizer.of(spec.optimizer(), manager, weights.arrays(), workers);
    batches = new Batcher(data.examples(), spec.batch(), seed);
    budget = new Budget(spec.budget(), batches);
    latest = new Checkpoint(data.checkpoints().resolve("latest"));
    best = new Checkpoint(data.checkpoints().resolve("best"));
    loss = new TokenLoss(spec.labelSmoothing());
  }

  /** What is trained on, where checkpoints go, and how many threads the optimizer may use. */
  public record Data(List<EncodedPair> examples, Path checkpoints, int threads) {}

  /** Goes on from the latest checkpoint, if there is one; says where training stands. */
  public TrainingState resume() throws IOException {
    if (latest.exists()) {
      state = latest.readState();
      savedStep = state.step();
      latest.readModel(manager, weights.arrays());
      latest.readOptimizer(manager, optimizer.state());
    }
    return state;
  }

  /** Where training stands. */
  public TrainingState state() {
    return state;
  }

  /**
   * Trains until the budget is used up, patience ends, or the listener calls it off; says where
   * training then stands.
   */
  public TrainingState train(TrainingListener listener) throws IOException {
    while (!finished() && !listener.cancelled()) {
      step(listener);
      if (state.step() % spec.validateEvery() == 0 || budget.usedUp(state)) {
        validate(listener);
      }
    }
    return state;
  }

  /** Writes a checkpoint of where training stands, unless the latest is of this step. */
  public void save() throws IOException {
    if (savedStep < state.step()) {
      latest.write(weights.arrays(), optimizer.state(), state);
      savedStep = state.step();
    }
  }

  private boolean finished() {
    return budget.usedUp(state)
        || (spec.patience().isPresent() && state.stale() >= spec.patience().get());
  }

  private void step(TrainingListener listener) throws IOException {
    long start = System.nanoTime();
    List<Batch> group = nextGroup();
    long tokens = group.stream().mapToLong(Batch::targetTokens).sum();
    long number = state.step() + 1;
    double rate = learningRate(number);
    manager.getEngine().setRandomSeed(Weights.reducedSeed(seed, "dropout", number));
    double value = 0;
    double norm;
    try (LeafParameterStore leaves = new LeafParameterStore(manager, weights.parameters())) {
      for (Batch batch : group) {
        value += backward(batch, tokens, leaves);
      }
      try (Gradients gradients = new Gradients(leaves.arrays(), spec.clipNorm())) {
        norm = gradients.norm();
        if (!Double.isFinite(value) || !Double.isFinite(norm)) {
          throw new NonFiniteLossException(state, value, norm);
        }
        optimizer.step(number, rate, gradients);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int next = state.batch() + group.size();
    boolean epochEnds = next == batches.batchesInEpoch(state.epoch());
    state =
        state.stepped(
            epochEnds ? state.epoch() + 1 : state.epoch(),
            epochEnds ? 0 : next,
            new TrainingState.Step(value, tokens, seconds));
    listener.onStep(
        new TrainingListener.StepReport(state, rate, value, norm, budget.fraction(state), seconds));
  }

  /** The batches of the next step: as many as are accumulated, or what the epoch has left. */
  private List<Batch> nextGroup() {
    int end = Math.min(state.batch() + spec.accumulate(), batches.batchesInEpoch(state.epoch()));
    List<Batch> group = new ArrayList<>();
    for (int i = state.batch(); i < end; i++) {
      group.add(batches.batch(state.epoch(), i));
    }
    return group;
  }

  /** Adds the gradients of one batch; says its part of the mean loss. */
  private double backward(Batch batch, long tokens, LeafParameterStore leaves) {
    try (NDManager scratch = manager.newSubManager()) {
      ForwardContext context = new ForwardContext(leaves, true);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray value = loss.of(scratch, context, model, batch, tokens);
        collector.backward(value);
        return value.getFloat();
      }
    }
  }

  private double learningRate(long step) {
    return spec.optimizer().learningRate()
        * LearningRate.factor(
            spec.schedule(), step, spec.budget().steps().orElse(0L), state.reductions());
  }

  private void validate(TrainingListener listener) throws IOException {
    Map<MetricName, Double> scores = listener.validate(state);
    requireNumbers(scores);
    double score = scores.get(spec.bestBy());
    boolean better = better(score);
    int patience =
        spec.schedule() instanceof ScheduleSpec.Plateau p ? p.patience() : Integer.MAX_VALUE;
    double rate = learningRate(state.step());
    double trainLoss = state.trainLoss();
    state = state.validated(score, better, patience);
    if (better) {
      best.write(weights.arrays(), optimizer.state(), state);
    }
    // What is written down first and then lost with a kill is forgotten when the run goes on; the
    // other way round it would be missing.
    listener.onValidation(state, rate, trainLoss, scores);
    save();
  }

  /** Weights that give no number must not take the place of good ones. */
  private void requireNumbers(Map<MetricName, Double> scores) {
    for (Map.Entry<MetricName, Double> score : scores.entrySet()) {
      if (score.getValue().isNaN()) {
        throw new NonFiniteLossException(
            "training diverged: at step %d the validation %s is not a number"
                .formatted(state.step(), score.getKey().key()));
      }
    }
  }

  /** Whether a score is the best so far; the first is. */
  private boolean better(double score) {
    return Double.isNaN(state.best())
        || (spec.bestBy().higherIsBetter() ? score > state.best() : score < state.best());
  }

  /** Puts the best weights in the place of the last ones. */
  public void restoreBest() throws IOException {
    best.readModel(manager, weights.arrays());
  }

  /** How many numbers are trained. */
  public long parameters() {
    return weights.count();
  }

  @Override
  public void close() {
    workers.close();
  }
}
