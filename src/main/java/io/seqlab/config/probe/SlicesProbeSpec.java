package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The quality of free answers, apart for parts of the test examples. */
@TypeName("slices")
@Doc("The quality of answers by length of the target, and by place, frequency and alignment")
public record SlicesProbeSpec(
    @Doc("What tells the parts apart") @Default("[target_length, position, frequency]") List<By> by,
    @Doc("What is measured by target length; by the others it is token accuracy")
        @Default("[exact_match, token_accuracy]")
        List<MetricName> metrics,
    @Doc("Width of the bins of target length and of position, in tokens") @Default("1") int bin)
    implements ProbeSpec {

  /** What tells the parts apart. */
  public enum By {
    @Doc("Tokens of the reference")
    TARGET_LENGTH("target_length"),
    @Doc("Place of a token in the reference, from 1")
    POSITION("position"),
    @Doc("How often the token of the reference stands in the training targets: floor(log2 count)")
    FREQUENCY("log2_frequency"),
    @Doc(
        "Steps from reading the nearest source token that a target token is aligned with to writing it, where the task knows alignments")
    ALIGNMENT_DISTANCE("alignment_distance");

    private final String dimension;

    By(String dimension) {
      this.dimension = dimension;
    }

    /** What they lie along. */
    public String dimension() {
      return dimension;
    }
  }

  public SlicesProbeSpec {
    require(!by.isEmpty(), "by", "by needs at least one way to tell parts apart");
    require(
        by.stream().distinct().count() == by.size(),
        "by",
        "something stands twice in by; keep one");
    require(!metrics.isEmpty(), "metrics", "metrics needs at least one metric");
    require(bin >= 1, "bin", "bin must be at least 1, not %d", bin);
  }

  /** All that is measured: those of {@code metrics}, and token accuracy. */
  public Set<MetricName> measured() {
    Set<MetricName> measured = new LinkedHashSet<>(metrics);
    measured.add(MetricName.TOKEN_ACCURACY);
    return measured;
  }

  @Override
  public List<MeasureDefinition> measures() {
    return by.stream().flatMap(this::findings).toList();
  }

  private Stream<MeasureDefinition> findings(By slice) {
    List<MetricName> sliced =
        slice == By.TARGET_LENGTH ? metrics : List.of(MetricName.TOKEN_ACCURACY);
    return sliced.stream().map(metric -> MeasureDefinition.along(metric.key(), slice.dimension));
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.slices().apply(this);
  }
}
