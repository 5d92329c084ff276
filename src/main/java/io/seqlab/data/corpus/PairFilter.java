package io.seqlab.data.corpus;

import io.seqlab.config.task.LengthRange;
import io.seqlab.config.task.PairFilterSpec;
import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.text.Tokenizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Selects pairs by length.
 *
 * @param tokenizers of the lengths
 */
record PairFilter(PairFilterSpec spec, Tokenizers tokenizers) {
  /** The pairs of a text that are used, and the others by reason. */
  ParallelText apply(ParallelText text) {
    List<TextPair> kept = new ArrayList<>();
    List<DropReason> dropped = new ArrayList<>();
    for (TextPair pair : text.pairs()) {
      reason(pair).ifPresentOrElse(dropped::add, () -> kept.add(pair));
    }
    return new ParallelText(kept, text.dropped().plus(DroppedPairs.of(dropped)));
  }

  /** Why a pair is not used. */
  Optional<DropReason> reason(TextPair pair) {
    return reason(
        tokenizers.source().tokenize(pair.source()).size(),
        tokenizers.target().tokenize(pair.target()).size());
  }

  private Optional<DropReason> reason(int source, int target) {
    if (source == 0 || target == 0) {
      return Optional.of(source == 0 ? DropReason.EMPTY_SOURCE : DropReason.EMPTY_TARGET);
    }
    double ratio = (double) Math.max(source, target) / Math.min(source, target);
    return below(source, spec.source(), DropReason.SHORT_SOURCE)
        .or(() -> below(target, spec.target(), DropReason.SHORT_TARGET))
        .or(() -> above(source, spec.source(), DropReason.LONG_SOURCE))
        .or(() -> above(target, spec.target(), DropReason.LONG_TARGET))
        .or(() -> spec.ratio().filter(most -> ratio > most).map(most -> DropReason.RATIO));
  }

  private static Optional<DropReason> below(
      int length, Optional<LengthRange> range, DropReason reason) {
    return range.filter(lengths -> length < lengths.min()).map(lengths -> reason);
  }

  private static Optional<DropReason> above(
      int length, Optional<LengthRange> range, DropReason reason) {
    return range.filter(lengths -> length > lengths.max()).map(lengths -> reason);
  }
}
