package io.seqlab.result.verdict;

import io.seqlab.result.registration.Registration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The result of testing a claim, computed from the files of an experiment.
 *
 * @param claim id of the claim, such as C1
 * @param sentence the claim in one sentence
 * @param context where the claim comes from
 * @param ruling by {@link Ruling#of} from the parts
 * @param level probability, at most, of supporting the claim though it is false, and of refuting
 *     one of its parts though it is true
 * @param registration how the claim stood when its runs began
 */
public record Verdict(
    String claim,
    String sentence,
    Context context,
    Ruling ruling,
    double level,
    List<PartVerdict> parts,
    Registration registration) {
  private static final Comparator<PartVerdict> MARGIN =
      Comparator.comparingDouble(PartVerdict::margin);
  private static final Comparator<PartVerdict> LARGEST_P =
      Comparator.comparingDouble(part -> -part.p().support());
  private static final Comparator<PartVerdict> RELATIVE_MARGIN =
      Comparator.comparingDouble(PartVerdict::relativeMargin);

  public Verdict {
    parts = List.copyOf(parts);
  }

  /**
   * Where a claim comes from, in the words of its author; each may be empty.
   *
   * @param topic group of claims that it belongs to
   * @param quote the sentence of the source
   * @param source where the quote stands
   * @param interpretation how the quote became the tests
   * @param scope what the verdict is limited to
   */
  public record Context(
      String topic, String quote, String source, String interpretation, String scope) {
    /** Without any. */
    public static final Context NONE = new Context("", "", "", "", "");
  }

  /**
   * The parts that decide: of a supported claim the one whose interval is nearest to its bound, in
   * widths of the interval if their bounds or units differ; of a refuted one the refuted part with
   * the smallest p; of a mixed one such a supported part and such a refuted part; otherwise the
   * first part with the ruling of the claim.
   */
  public List<PartVerdict> deciding() {
    return switch (ruling) {
      case SUPPORTED -> List.of(nearestSupported());
      case REFUTED -> List.of(clearestRefuted());
      case MIXED -> List.of(nearestSupported(), clearestRefuted());
      case INVALID, INCONCLUSIVE -> List.of(partsWith(ruling).get(0));
    };
  }

  private PartVerdict nearestSupported() {
    List<PartVerdict> supported = partsWith(Ruling.SUPPORTED);
    PartVerdict first = supported.get(0);
    boolean comparable = supported.stream().allMatch(first::hasBoundsOf);
    Comparator<PartVerdict> margin = comparable ? MARGIN : RELATIVE_MARGIN.thenComparing(MARGIN);
    return Collections.min(supported, margin.thenComparing(LARGEST_P));
  }

  private PartVerdict clearestRefuted() {
    return Collections.min(
        partsWith(Ruling.REFUTED), Comparator.comparingDouble(part -> part.p().refutation()));
  }

  private List<PartVerdict> partsWith(Ruling wanted) {
    return parts.stream().filter(part -> part.ruling() == wanted).toList();
  }

  /** Whether no part is inconclusive, so that further seeds would change nothing. */
  public boolean decided() {
    return parts.stream().noneMatch(part -> part.ruling() == Ruling.INCONCLUSIVE);
  }

  /** A copy with another registration. */
  public Verdict with(Registration other) {
    return new Verdict(claim, sentence, context, ruling, level, parts, other);
  }
}
