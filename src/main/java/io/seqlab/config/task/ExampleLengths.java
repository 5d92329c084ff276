package io.seqlab.config.task;

import java.util.Optional;

/**
 * Bounds of the lengths of generated examples in tokens, end of sequence excluded.
 *
 * @param train of the training split
 */
public record ExampleLengths(Sides train, Sides valid, Sides test) {

  /** Shortest and longest source and target. */
  public record Sides(int minSource, int maxSource, int minTarget, int maxTarget) {}

  /** The bounds of a split, from the range that the study gives for it. */
  @FunctionalInterface
  private interface BySplit {
    Sides of(LengthRange range);
  }

  /** The bounds that a task's definition implies; empty for a corpus. */
  public static Optional<ExampleLengths> of(TaskSpec task) {
    return task.match(
        new TaskSpec.Cases<>(
            symbols -> of(symbols.lengths(), r -> sides(r, 0, r.min(), r.max())),
            dates -> same(new Sides(10, 36, 10, 10)),
            addition -> same(new Sides(3, 2 * addition.digits() + 1, 1, addition.digits() + 1)),
            recall ->
                of(
                    recall.lengths(),
                    r ->
                        sides(
                            r, recall.type() == RecallTaskSpec.Kind.POSITION_RECALL ? 1 : 0, 1, 1)),
            pairs -> of(pairs.pairs(), r -> new Sides(2 * r.min() + 1, 2 * r.max() + 1, 1, 1)),
            copy -> of(copy.delay(), r -> sides(r, copy.size(), copy.size(), copy.size())),
            needle ->
                of(needle.noise(), r -> sides(r, needle.keys(), needle.keys(), needle.keys())),
            parity ->
                of(
                    parity.lengths(),
                    r -> parity.running() ? sides(r, 0, r.min(), r.max()) : sides(r, 0, 1, 1)),
            lexicon -> of(lexicon.lengths(), r -> sides(r, 0, r.min(), 2 * r.max())),
            words -> of(words.lengths(), r -> sides(r, 0, 1, r.max())),
            // nouns have one token, those of one pronoun two; a verb, links and the end
            coreference ->
                Optional.of(
                    new ExampleLengths(
                        coreference(coreference.distractors().train()),
                        coreference(coreference.distractors().valid()),
                        coreference(coreference.distractors().test()))),
            scan -> same(new Sides(1, 9, 1, 48)),
            // invented words; those of a file have any length
            pigLatin ->
                pigLatin.words().isPresent() ? Optional.empty() : same(new Sides(2, 37, 4, 43)),
            corpus -> Optional.empty()));
  }

  private static Optional<ExampleLengths> of(SplitLengths lengths, BySplit sides) {
    return Optional.of(
        new ExampleLengths(
            sides.of(lengths.train()), sides.of(lengths.valid()), sides.of(lengths.test())));
  }

  private static Optional<ExampleLengths> same(Sides sides) {
    return Optional.of(new ExampleLengths(sides, sides, sides));
  }

  private static Sides sides(LengthRange range, int more, int minTarget, int maxTarget) {
    return new Sides(range.min() + more, range.max() + more, minTarget, maxTarget);
  }

  private static Sides coreference(LengthRange distractors) {
    return new Sides(2 * distractors.min() + 5, 3 * distractors.max() + 5, 1, 1);
  }
}
