package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batches;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.EpochPairs;
import io.seqlab.data.batch.TrainingPairs;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The training loop of all models. */
public final class Trainer implements AutoCloseable {
  private final TrainingSpec spec;
  private final long seed;
  private final Seq2Seq model;
  private final NDManager manager;
  private final Weights weights;
  private final OptimizerThreads optimizerThreads;
  private final Optimizer optimizer;
  private final Batches batches;
  private final Budget budget;
  private final Checkpoint latest;
  private final Checkpoint best;
  private final Optional<KeptCheckpoints> kept;
  private final TokenLoss tokenLoss;
  private TrainingState state = TrainingState.START;
  private TrainingState saved = TrainingState.START;

  /**
   * A training run.
   *
   * @param model not initialised; its weights are initialised here from the seed
   */
  public Trainer(TrainingSpec spec, long seed, Seq2Seq model, NDManager manager, Data data) {
    this.spec = spec;
    this.seed = seed;
    this.model = model;
    this.manager = manager;
    weights = Weights.initialise(model, manager, seed);
    optimizerThreads = new OptimizerThreads(data.threads());
    optimizer = Optimizer.of(spec.optimizer(), manager, weights.trainedArrays(), optimizerThreads);
    batches = data.examples().batches(spec.batch(), seed);
    budget = new Budget(spec.budget(), batches);
    latest = new Checkpoint(data.checkpoints().resolve("latest"), data.origin());
    best = new Checkpoint(data.checkpoints().resolve("best"), data.origin());
    kept = KeptCheckpoints.of(spec, data.checkpoints(), data.origin());
    tokenLoss = new TokenLoss(spec.labelSmoothing());
  }

  /**
   * The inputs of a training run.
   *
   * @param examples of the training set
   * @param checkpoints folder of the checkpoints {@code latest} and {@code best}
   * @param origin of the checkpoints
   * @param threads of the optimizer
   */
  public record Data(
      TrainingPairs examples, Path checkpoints, CheckpointOrigin origin, int threads) {
    /** The same examples in every epoch. */
    public Data(
        List<EncodedPair> examples, Path checkpoints, CheckpointOrigin origin, int threads) {
      this(EpochPairs.same(examples), checkpoints, origin, threads);
    }
  }

  /**
   * Resumes from the latest checkpoint, if there is one.
   *
   * @throws CheckpointException if it is damaged or of another run
   */
  public TrainingState resume() throws IOException {
    if (latest.exists()) {
      TrainingState read = latest.readState();
      if (batches.at(read.epoch(), read.batch()).isEmpty()) {
        throw latest.damaged(
            "state.json",
            "is damaged: epoch %d has no batch %d".formatted(read.epoch(), read.batch()));
      }
      latest.readModel(manager, weights.arrays());
      latest.readOptimizer(manager, optimizer.state());
      state = read;
      saved = read;
    }
    return state;
  }

  /** The checkpoints that {@link #resume} and {@link #restoreBest} read without digests. */
  public List<Path> unverified() {
    return Stream.of(latest, best)
        .filter(each -> each.exists() && !each.hasDigests())
        .map(Checkpoint::folder)
        .toList();
  }

  /** The current training state. */
  public TrainingState state() {
    return state;
  }

  /**
   * Trains until the budget is exhausted, validation has reached a plateau ({@link
   * #reachedPlateau}), or the listener cancels. An exception of the listener during validation
   * leaves the state before it, from which training validates first.
   */
  public TrainingState train(TrainingListener listener) throws IOException {
    validateIfDue(listener);
    while (!finished() && !listener.cancelled()) {
      step(listener);
      validateIfDue(listener);
    }
    return state;
  }

  /** Writes the latest checkpoint, unless it is of the current state. */
  public void save() throws IOException {
    if (!saved.equals(state)) {
      latest.write(weights.arrays(), optimizer.state(), state);
      saved = state;
    }
  }

  private boolean finished() {
    return budget.exhausted(state) || reachedPlateau();
  }

  /** Whether as many validations as the patience have brought no improvement; never without one. */
  public boolean reachedPlateau() {
    return spec.patience().filter(patience -> state.stale() >= patience).isPresent();
  }

  private void step(TrainingListener listener) throws IOException {
    long start = System.nanoTime();
    List<Batch> group = nextGroup();
    long tokens = group.stream().mapToLong(Batch::targetTokens).sum();
    long step = state.step() + 1;
    double rate = learningRate(step);
    manager.getEngine().setRandomSeed(Weights.reducedSeed(seed, "dropout", step));
    TeacherForcing forcing = new TeacherForcing(spec.teacherForcing(), seed, step);
    double loss = 0;
    double norm;
    try (LeafParameterStore leaves = new LeafParameterStore(manager, weights.trained())) {
      for (Batch batch : group) {
        loss += backward(batch, tokens, leaves, forcing);
      }
      try (Gradients gradients = new Gradients(leaves.arrays(), spec.clipNorm())) {
        norm = gradients.norm();
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
          throw new NonFiniteLossException(state, loss, norm);
        }
        optimizer.step(step, rate, gradients);
      }
    }
    int next = state.batch() + group.size();
    boolean epochEnds = batches.at(state.epoch(), next).isEmpty();
    double seconds = (System.nanoTime() - start) / 1e9;
    state =
        state.afterStep(
            epochEnds ? state.epoch() + 1 : state.epoch(),
            epochEnds ? 0 : next,
            new TrainingState.Step(loss, tokens, seconds));
    listener.onStep(
        new TrainingListener.StepReport(state, rate, loss, norm, budget.fraction(state), seconds));
  }

  /** The batches of the next step: as many as are accumulated, or the rest of the epoch. */
  private List<Batch> nextGroup() {
    List<Batch> group = new ArrayList<>();
    for (int i = 0; i < spec.accumulate(); i++) {
      batches.at(state.epoch(), state.batch() + i).ifPresent(group::add);
    }
    return group;
  }

  /** Accumulates the gradients of one batch; returns its part of the mean loss. */
  private double backward(
      Batch batch, long tokens, LeafParameterStore leaves, TeacherForcing forcing) {
    try (NDManager scratch = manager.newSubManager()) {
      ForwardPass pass = new ForwardPass(leaves, true);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray logits = forcing.logits(scratch, pass, model, batch);
        NDArray part = tokenLoss.of(logits, TokenBatch.of(scratch, batch.targets()), tokens);
        collector.backward(part);
        return part.getFloat();
      }
    }
  }

  private double learningRate(long step) {
    return spec.optimizer().learningRate()
        * LearningRate.factor(
            spec.schedule(), step, spec.budget().steps().orElse(0L), state.reductions());
  }

  private void validateIfDue(TrainingListener listener) throws IOException {
    boolean due = state.step() % spec.validateEvery() == 0 || budget.exhausted(state);
    if (due && !state.validated()) {
      validate(listener);
    }
  }

  private void validate(TrainingListener listener) throws IOException {
    Map<MetricName, Double> scores = listener.validate(state);
    rejectNan(scores);
    double score = scores.get(spec.bestBy());
    boolean better = improves(score, state.best(), 0);
    boolean improvement = improves(score, state.improved(), spec.minDelta());
    int patience =
        spec.schedule() instanceof ScheduleSpec.Plateau p ? p.patience() : Integer.MAX_VALUE;
    double rate = learningRate(state.step());
    double trainLoss = state.trainLoss();
    TrainingState after = state.afterValidation(score, better, improvement, patience);
    if (better) {
      best.write(weights.arrays(), optimizer.state(), after);
    }
    if (kept.isPresent()) {
      kept.get().add(weights.arrays(), after, score);
    }
    // The listener records the validation before the latest checkpoint is written. If the process
    // is killed in between, the resumed run discards the record and repeats the validation; in the
    // other order the record would be missing.
    listener.onValidation(after, rate, trainLoss, scores);
    state = after;
    save();
  }

  /** Rejects NaN scores, which must not replace the best checkpoint. */
  private void rejectNan(Map<MetricName, Double> scores) {
    for (Map.Entry<MetricName, Double> score : scores.entrySet()) {
      if (score.getValue().isNaN()) {
        throw new NonFiniteLossException(
            "training diverged: at step %d validation %s is NaN"
                .formatted(state.step(), score.getKey().key()));
      }
    }
  }

  /** Whether a score is better than an earlier one, and by how much at least. */
  private boolean improves(double score, double earlier, double atLeast) {
    if (Double.isNaN(earlier)) {
      return true;
    }
    double gain = spec.bestBy().higherIsBetter() ? score - earlier : earlier - score;
    return gain > 0 && gain >= atLeast;
  }

  /**
   * Loads the weights of the best checkpoint.
   *
   * @throws CheckpointException if it is damaged, of another run, or of another step than the best
   *     validation
   */
  public void restoreBest() throws IOException {
    long step = best.readState().step();
    if (step != state.bestStep()) {
      throw best.damaged(
          "state.json",
          "is of step %d, but the best validation was at step %d"
              .formatted(step, state.bestStep()));
    }
    best.readModel(manager, weights.arrays());
  }

  /**
   * Loads the mean of the weights of the n last or best checkpoints that were kept.
   *
   * @throws CheckpointException as {@link KeptCheckpoints#readMean}
   */
  public void restoreMean(int n) throws IOException {
    kept.orElseThrow().readMean(n, manager, weights.arrays());
  }

  /** Number of trained parameters. */
  public long parameters() {
    return weights.count();
  }

  @Override
  public void close() {
    batches.close();
    optimizerThreads.close();
  }
}
