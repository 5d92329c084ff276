package io.seqlab.study.run;

import io.seqlab.config.measure.MetricName;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.result.record.TrainingStep;
import io.seqlab.result.record.Validation;
import io.seqlab.result.tensorboard.EventFile;
import io.seqlab.study.plan.StudyData;
import io.seqlab.train.TrainingListener;
import io.seqlab.train.TrainingState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Validates a run during training, logs its steps and validations, and notifies the study's
 * listener.
 */
final class RunLogger implements TrainingListener {
  /** Steps between two lines of metrics.jsonl. */
  private static final int LOG_EVERY = 10;

  /** First steps, excluded from the throughput. */
  private static final int WARM_UP_STEPS = 20;

  private final RunContext run;
  private final Evaluator evaluator;
  private final StudyData data;
  private final EventFile events;
  private int steps;
  private long tokensBefore = -1;
  private long warmTokens;
  private double warmSeconds;
  private double recentSpeed = Double.NaN;

  RunLogger(RunContext run, Evaluator evaluator, StudyData data, EventFile events) {
    this.run = run;
    this.evaluator = evaluator;
    this.data = data;
    this.events = events;
  }

  @Override
  public void onStep(StepReport step) throws IOException {
    TrainingState state = step.state();
    long tokens = tokensBefore < 0 ? 0 : state.tokens() - tokensBefore;
    tokensBefore = state.tokens();
    steps++;
    if (tokens > 0) {
      double speed = tokens / step.seconds();
      recentSpeed = Double.isNaN(recentSpeed) ? speed : 0.95 * recentSpeed + 0.05 * speed;
    }
    if (steps > WARM_UP_STEPS) {
      warmTokens += tokens;
      warmSeconds += step.seconds();
    }
    if (state.step() % LOG_EVERY == 0) {
      TrainingStep line =
          new TrainingStep(
              state.step(),
              state.tokens(),
              state.seconds(),
              step.learningRate(),
              step.loss(),
              step.gradientNorm());
      run.folder().logs().append(line);
      events.append(line);
    }
    double left = state.seconds() / step.fraction() * (1 - step.fraction());
    run.listener()
        .onProgress(
            run.key(),
            new StudyListener.Progress(
                state.step(), step.fraction(), step.loss(), recentSpeed, left));
  }

  @Override
  public Map<MetricName, Double> validate(TrainingState state) {
    run.listener().onPhase(run.key(), StudyListener.Phase.VALIDATING);
    Set<MetricName> metrics = new LinkedHashSet<>(List.of(MetricName.LOSS));
    metrics.addAll(run.spec().metrics());
    metrics.add(run.spec().training().bestBy());
    return EvaluationResult.of(evaluator, data.taskData().valid(), metrics).measure(metrics);
  }

  @Override
  public void onValidation(
      TrainingState state, double learningRate, double trainLoss, Map<MetricName, Double> scores)
      throws IOException {
    Map<String, Double> named = byKey(scores);
    named.putAll(new ProbeRunner(run, evaluator, data).measureAtValidation());
    Validation validation =
        new Validation(
            state.step(),
            state.epoch(),
            state.seconds(),
            state.tokens(),
            learningRate,
            trainLoss,
            named);
    run.folder().logs().append(validation);
    events.append(validation);
    String line =
        String.format(
            Locale.ROOT,
            "step %d, train loss %.4f, validation %s%n",
            state.step(),
            trainLoss,
            named);
    run.folder().logs().log(line);
    run.listener().onValidation(run.key(), validation);
    run.listener().onPhase(run.key(), StudyListener.Phase.TRAINING);
  }

  @Override
  public boolean cancelled() {
    return run.cancellation().requested();
  }

  /** Whether there were steps after warm-up. */
  boolean isWarm() {
    return warmSeconds > 0;
  }

  /** Training tokens per second, after warm-up if there are enough steps; NaN without steps. */
  double speed() {
    return isWarm() ? warmTokens / warmSeconds : recentSpeed;
  }

  static Map<String, Double> byKey(Map<MetricName, Double> values) {
    Map<String, Double> named = new LinkedHashMap<>();
    values.forEach((metric, value) -> named.put(metric.key(), value));
    return named;
  }
}
