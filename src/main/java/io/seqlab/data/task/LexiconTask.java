package io.seqlab.data.task;

import io.seqlab.config.task.LexiconTaskSpec;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Translation by a fixed lexicon: source word s7 becomes t7, or t7 u7 where it is fertile. Read
 * from the left, a swapping word and the word after it change places. Which words are fertile and
 * which swap depends only on the seed of the language; their numbers are the rounded fractions of
 * all words. Lengths are uniform over the range of the split; words are independent. {@link
 * HashSplit} splits sources of the same length.
 */
public final class LexiconTask {
  private LexiconTask() {}

  public static List<Example> generate(LexiconTaskSpec spec, Split split) {
    Language language = Language.of(spec);
    return HashSplit.examples(
        "lexicon",
        split,
        spec.examples(),
        random -> {
          int length = split.length(spec.lengths(), random);
          return new ExampleTemplate(
              Math.pow(spec.words(), length),
              () -> language.example(random.ints(length, 0, spec.words()).toArray()));
        });
  }

  /** The indices of fertile and of swapping words. */
  private record Language(Set<Integer> fertile, Set<Integer> swapping) {

    static Language of(LexiconTaskSpec spec) {
      UniformRandomProvider random = RandomStream.of(spec.language(), "lexicon/language", 0);
      return new Language(
          subset(spec.fertile(), spec.words(), random),
          subset(spec.swapping(), spec.words(), random));
    }

    private static Set<Integer> subset(double fraction, int words, UniformRandomProvider random) {
      int count = (int) Math.round(fraction * words);
      return IntStream.of(PositionSampling.choose(random, count, words))
          .boxed()
          .collect(Collectors.toUnmodifiableSet());
    }

    Example example(int[] words) {
      List<String> target = new ArrayList<>();
      List<AlignmentLink> alignment = new ArrayList<>();
      for (int position : order(words)) {
        alignment.add(new AlignmentLink(position, target.size()));
        target.add("t" + words[position]);
        if (fertile.contains(words[position])) {
          alignment.add(new AlignmentLink(position, target.size()));
          target.add("u" + words[position]);
        }
      }
      List<String> source = IntStream.of(words).mapToObj(word -> "s" + word).toList();
      return new Example(source, target, alignment);
    }

    /** Source positions in translation order. */
    private int[] order(int[] words) {
      int[] order = IntStream.range(0, words.length).toArray();
      for (int i = 0; i + 1 < order.length; i++) {
        if (swapping.contains(words[i])) {
          order[i] = i + 1;
          order[i + 1] = i;
          i++; // a word swaps once
        }
      }
      return order;
    }
  }
}
