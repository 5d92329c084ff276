package io.seqlab.config.search;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.Shorthand;
import io.seqlab.config.schema.YamlValue;
import java.util.List;
import java.util.Optional;

/** The values of a searched key: a list, or numbers between two bounds. */
@Shorthand("list")
public record SearchValues(
    @Doc("Values; null draws from `from` to `to`") @Default("null") Optional<List<YamlValue>> list,
    @Doc("Lowest number") @Default("null") Optional<Double> from,
    @Doc("Highest number") @Default("null") Optional<Double> to,
    @Doc("Distribution of the numbers") @Default("linear") Scale scale) {

  /** How numbers are drawn. */
  public enum Scale {
    @Doc("Uniform")
    LINEAR,
    @Doc("Uniform in the logarithm")
    LOG
  }

  public SearchValues {
    require(
        list.isPresent() ? from.isEmpty() && to.isEmpty() : from.isPresent() && to.isPresent(),
        "list",
        "needs either a list, such as [1e-3, 1e-2], or the bounds {from: 1e-4, to: 1e-2, scale: log}");
    list.ifPresent(values -> Require.distinct("list", values));
    if (list.isEmpty()) {
      require(
          from.get() < to.get(),
          "from",
          "from must be below to, not %s and %s",
          from.get(),
          to.get());
      require(
          scale != Scale.LOG || from.get() > 0,
          "from",
          "from must be above 0 on a log scale, not %s",
          from.get());
    }
  }

  /** The number at a fraction of the way between the bounds. */
  public double at(double fraction) {
    double low = from.orElseThrow();
    double high = to.orElseThrow();
    return scale == Scale.LOG
        ? low * Math.pow(high / low, fraction)
        : low + (high - low) * fraction;
  }
}
