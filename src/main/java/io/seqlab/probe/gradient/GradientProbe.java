package io.seqlab.probe.gradient;

import static java.util.stream.Collectors.toList;

import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.Example;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.RandomPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How gradients reach back over the source (Bengio et al. 1994; Pascanu et al. 2013). With x the
 * embedding of the token at a distance from the end (0 is the end of sequence), root mean squares
 * over examples:
 *
 * <ul>
 *   <li>{@code gradient_summary}: ‖∂summary/∂x‖, the Frobenius norm of the Jacobian, by distance;
 *   <li>{@code gradient_state}: the same of the top state at the last position;
 *   <li>{@code gradient_loss}: ‖∂(−log p(target))/∂x‖ on test examples, by distance and position;
 *   <li>{@code …_log_ratio}: log10 of the norm at the first token over that at the last, by source
 *       length; {@code …_decay}: the slope of ln norm over distance;
 *   <li>{@code gradient_reach}: by layer, how many positions change the layer's last state by more
 *       than a millionth of what the strongest does.
 * </ul>
 *
 * <p>With lengths in the spec, curves by distance are those of the longest.
 */
public record GradientProbe(GradientProbeSpec spec) implements Probe {
  private static final String SUMMARY = "gradient_summary";
  private static final String STATE = "gradient_state";
  private static final String LOSS = "gradient_loss";
  private static final String LOG_RATIO = "_log_ratio";
  private static final String REACH = "gradient_reach";

  /** Squared norm, relative to the largest, above which a position counts as reached. */
  private static final double REACHED = 1e-12;

  @Override
  public List<Measurement> measure(ProbeContext context) {
    NavigableMap<Integer, List<EncodedPair>> sources = sources(context, context.taskData().test());
    GradientNorms look = new GradientNorms(context);
    int top = look.layers() - 1;
    List<Measurement> measurements = new ArrayList<>();
    measurements.addAll(vector(SUMMARY, sources, look::summary));
    measurements.addAll(vector(STATE, sources, pairs -> look.state(top, pairs)));
    for (int layer = 0; layer <= top; layer++) {
      List<double[]> squares = look.state(layer, drawn(sources));
      double reach = squares.stream().mapToLong(GradientProbe::reached).average().orElseThrow();
      measurements.add(new Measurement(REACH, "layer", layer + 1, reach, squares.size()));
    }
    List<double[]> loss = look.loss(context.vocabularies().encode(some(context.taskData().test())));
    measurements.addAll(GradientProfile.byDistance(loss).measurements(LOSS, Measurement.DISTANCE));
    measurements.addAll(GradientProfile.byPosition(loss).measurements(LOSS, "source_position"));
    return measurements;
  }

  @Override
  public Map<String, Double> measureAtValidation(ProbeContext context) {
    if (!spec.during()) {
      return Map.of();
    }
    List<EncodedPair> pairs = drawn(sources(context, context.taskData().valid()));
    GradientNorms look = new GradientNorms(context);
    return Map.of(
        SUMMARY + LOG_RATIO, GradientProfile.logRatio(look.summary(pairs)),
        STATE + LOG_RATIO, GradientProfile.logRatio(look.state(look.layers() - 1, pairs)));
  }

  private List<Example> some(List<Example> examples) {
    return examples.subList(0, Math.min(spec.examples(), examples.size()));
  }

  /** Random sources, or those of examples, by their tokens, the end not counted. */
  private NavigableMap<Integer, List<EncodedPair>> sources(
      ProbeContext context, List<Example> examples) {
    if (spec.lengths().isEmpty()) {
      return context.vocabularies().encode(some(examples)).stream()
          .collect(Collectors.groupingBy(p -> p.source().length - 1, TreeMap::new, toList()));
    }
    RandomPairs random = RandomPairs.of(context);
    NavigableMap<Integer, List<EncodedPair>> sources = new TreeMap<>();
    for (int length : spec.lengths()) {
      sources.put(length, random.generate("gradient", length + 1, spec.examples()));
    }
    return sources;
  }

  /** Those that curves by distance are drawn from. */
  private List<EncodedPair> drawn(NavigableMap<Integer, List<EncodedPair>> sources) {
    return spec.lengths().isEmpty()
        ? sources.values().stream().flatMap(List::stream).toList()
        : sources.lastEntry().getValue();
  }

  private List<Measurement> vector(
      String measure,
      NavigableMap<Integer, List<EncodedPair>> sources,
      Function<List<EncodedPair>, List<double[]>> squares) {
    List<Measurement> measurements = new ArrayList<>();
    sources.forEach(
        (length, pairs) -> {
          double ratio = GradientProfile.logRatio(squares.apply(pairs));
          measurements.add(
              new Measurement(
                  measure + LOG_RATIO, Measurement.SOURCE_LENGTH, length, ratio, pairs.size()));
        });
    List<EncodedPair> drawn = drawn(sources);
    GradientProfile profile = GradientProfile.byDistance(squares.apply(drawn));
    measurements.addAll(profile.measurements(measure, Measurement.DISTANCE));
    double decay = profile.decay();
    if (Double.isFinite(decay)) {
      measurements.add(Measurement.single(measure + "_decay", decay, drawn.size()));
    }
    return measurements;
  }

  private static long reached(double[] squares) {
    double largest = Arrays.stream(squares).max().orElseThrow();
    return Arrays.stream(squares).filter(square -> square > REACHED * largest).count();
  }
}
