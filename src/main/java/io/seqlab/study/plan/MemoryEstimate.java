package io.seqlab.study.plan;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.model.AttentionSpec.Score;
import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.probe.CostProbeSpec;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.probe.RetentionProbeSpec;
import io.seqlab.config.training.OptimizerSpec;
import io.seqlab.data.GeneratedSize;
import io.seqlab.data.core.Example;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Estimated peak memory of a run in bytes. It counts the large arrays only, so that a run that fits
 * is not refused: the process, the examples, weights with gradients and optimizer state, and the
 * largest of a training step (activations kept for the backward pass, attention weights, logits), a
 * step of the search (states, keys and values of every hypothesis, logits) and a batch of a probe
 * that chooses its lengths.
 *
 * @param fixed process, examples, weights, gradients and optimizer state
 * @param training the largest batch of training, or of a probe that chooses its lengths
 * @param decoding the largest batch of the search
 */
public record MemoryEstimate(double fixed, double training, double decoding) {
  private static final double FLOAT = 4;

  /** Java, PyTorch and their libraries. */
  private static final double PROCESS = 250 << 20;

  /** Copies of the logits that exist at once: logits, log-probabilities, gradient. */
  private static final double LOGITS = 3;

  /** Bytes of a hypothesis in Java beside its tokens, and of each token. */
  private static final double HYPOTHESIS = 200;

  private static final double TOKEN = 24;

  /** The shape of a batch: examples, and lengths of the padded source and target. */
  private record BatchShape(double size, double source, double target) {}

  /** Estimates a run from its definition and the lengths of its examples. */
  static MemoryEstimate of(RunSpec run, StudyData data, EpochSize epoch, long parameters) {
    int vocabulary = data.vocabularies().target().size();
    int moments =
        run.training()
            .optimizer()
            .match(new OptimizerSpec.Cases<>(adam -> 2, sgd -> sgd.momentum() > 0 ? 1 : 0));
    double fixed = PROCESS + GeneratedSize.bytes(run.task()) + FLOAT * parameters * (2 + moments);
    BatchShape largest =
        new BatchShape(
            epoch.largestTarget() / (double) Math.max(1, epoch.longestTarget()),
            epoch.longestSource(),
            epoch.longestTarget());
    double training = training(run.definition(), vocabulary, largest);
    for (ProbeSpec probe : run.probes()) {
      training = Math.max(training, probe(probe, run, vocabulary));
    }
    return new MemoryEstimate(fixed, training, decoding(run, data, vocabulary));
  }

  public double peak() {
    return fixed + Math.max(training, decoding);
  }

  /** The largest batch of a probe that chooses its lengths; others take those of the task. */
  private static double probe(ProbeSpec probe, RunSpec run, int vocabulary) {
    ModelSpec model = run.definition();
    double batch = run.decoding().batch();
    if (probe instanceof CostProbeSpec cost) {
      return cost(model, vocabulary, cost);
    } else if (probe instanceof GradientProbeSpec gradient && !gradient.lengths().isEmpty()) {
      return FLOAT * batch * encoder(model, longest(gradient.lengths()));
    } else if (probe instanceof RetentionProbeSpec retention && !retention.lengths().isEmpty()) {
      double rows = Math.min(batch, Math.max(retention.train(), retention.test()));
      return FLOAT * rows * encoderStates(model, longest(retention.lengths()));
    }
    return 0;
  }

  /** Source positions of the longest random source, end-of-sequence included. */
  private static double longest(List<Integer> lengths) {
    return lengths.stream().mapToInt(length -> length).max().orElse(0) + 1.0;
  }

  /** The states of one example without a backward pass, and one layer's attention weights. */
  private static double encoderStates(ModelSpec model, double source) {
    return model
        .encoder()
        .match(
            new EncoderSpec.Cases<>(
                rnn -> source * rnn.stateSize(), t -> source * (t.dModel() + t.heads() * source)));
  }

  private static double cost(ModelSpec model, int vocabulary, CostProbeSpec probe) {
    double batch = probe.batch().get(0);
    double length = last(probe.length());
    double byLength = training(model, vocabulary, new BatchShape(batch, length, length));
    double first = probe.length().get(0);
    double byBatch = training(model, vocabulary, new BatchShape(last(probe.batch()), first, first));
    double alone = probe.attention().isEmpty() ? 0 : last(probe.attention());
    double attention =
        model
            .encoder()
            .match(new EncoderSpec.Cases<>(rnn -> 0.0, t -> 2 * FLOAT * t.heads() * alone * alone));
    return Math.max(attention, Math.max(byLength, byBatch));
  }

  private static double last(List<Integer> values) {
    return values.get(values.size() - 1);
  }

  /** Activations kept for the backward pass, and logits. */
  private static double training(ModelSpec model, int vocabulary, BatchShape batch) {
    double decoder =
        model
            .decoder()
            .match(
                new DecoderSpec.Cases<>(
                    rnn ->
                        batch.target() * rnn.layers() * rnn.hidden() * (rnn.cell().gates() + 1.0)
                            + batch.target() * batch.source() * perPair(rnn),
                    t ->
                        t.layers()
                            * (batch.target() * (12.0 * t.dModel() + t.ff())
                                + t.heads() * batch.target() * (batch.target() + batch.source()))));
    double logits = LOGITS * vocabulary * batch.target();
    return FLOAT * batch.size() * (encoder(model, batch.source()) + decoder + logits);
  }

  /** Activations of one example that the backward pass needs. */
  private static double encoder(ModelSpec model, double source) {
    return model
        .encoder()
        .match(
            new EncoderSpec.Cases<>(
                rnn -> source * rnn.layers() * rnn.stateSize() * (rnn.cell().gates() + 1.0),
                t ->
                    t.layers()
                        * (source * (8.0 * t.dModel() + t.ff()) + t.heads() * source * source)));
  }

  /** Values of each pair of positions: an additive score keeps its hidden layer. */
  private static double perPair(RnnDecoderSpec rnn) {
    if (rnn.attention().wiring() == Wiring.NONE) {
      return 0;
    }
    return rnn.attention().score() == Score.ADDITIVE ? rnn.attention().hiddenSize(rnn.hidden()) : 1;
  }

  /** States of all hypotheses of a batch, and one step of the search. */
  private static double decoding(RunSpec run, StudyData data, int vocabulary) {
    DecodingSpec spec = run.decoding();
    double source = longest(data, example -> example.source().size() + 1);
    double target =
        Math.min(spec.maxLength(), longest(data, example -> example.target().size())) + 1;
    int most = Math.max(data.taskData().test().size(), data.taskData().valid().size());
    double rows = Math.min(spec.batch(), most) * (double) spec.beam();
    double states = run.definition().encoder().stateSize();
    double perRow =
        run.definition()
            .decoder()
            .match(
                new DecoderSpec.Cases<>(
                    rnn -> rnn.attention().wiring() == Wiring.NONE ? states : source * states,
                    t -> cache(t, source, target)));
    double step = FLOAT * (LOGITS * vocabulary + perRow);
    return rows * (step + HYPOTHESIS + TOKEN * target);
  }

  /** Keys and values of all layers: of the source, and of the target so far. */
  private static double cache(TransformerDecoderSpec spec, double source, double target) {
    return 2.0 * spec.layers() * spec.dModel() * (source + target);
  }

  private static double longest(StudyData data, ToIntFunction<Example> length) {
    return Math.max(
        data.taskData().valid().stream().mapToInt(length).max().orElse(1),
        data.taskData().test().stream().mapToInt(length).max().orElse(1));
  }
}
