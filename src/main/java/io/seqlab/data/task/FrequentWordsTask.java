package io.seqlab.data.task;

import io.seqlab.config.task.FrequentWordsTaskSpec;
import io.seqlab.config.task.FrequentWordsTaskSpec.Translated;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/**
 * Word-by-word translation: "f1 c40 f1 f2 c7" to "C40 C7", or to "F1 C40 F1 F2 C7" where all are
 * translated. A source of length L holds ⌊share · L⌋ frequent words at any places; which ones
 * follows Zipf's law over their ranks, so f1 is the most frequent. Content words are uniform,
 * lengths uniform over the range of the split. {@link HashSplit} splits sources of the same length.
 */
public final class FrequentWordsTask {
  private FrequentWordsTask() {}

  public static List<Example> generate(FrequentWordsTaskSpec spec, Split split) {
    Alphabet content = Alphabet.of("c", spec.content());
    return HashSplit.examples(
        "frequent_words",
        split,
        spec.examples(),
        random -> {
          int length = split.length(spec.lengths(), random);
          int frequent = (int) (spec.share() * length);
          double possible =
              Math.pow(spec.frequent(), frequent) * Math.pow(spec.content(), length - frequent);
          return new ExampleTemplate(
              possible,
              () -> {
                List<String> source = new ArrayList<>(content.sample(random, length));
                insertFrequentWords(source, frequent, spec.frequent(), random);
                return translated(source, spec.translated());
              });
        });
  }

  /** Replaces content words by frequent words. */
  private static void insertFrequentWords(
      List<String> source, int count, int vocabulary, UniformRandomProvider random) {
    SharedStateDiscreteSampler ranks = RejectionInversionZipfSampler.of(random, vocabulary, 1);
    for (int place : PositionSampling.choose(random, count, source.size())) {
      source.set(place, "f" + ranks.sample());
    }
  }

  private static Example translated(List<String> source, Translated translated) {
    List<String> target = new ArrayList<>();
    List<AlignmentLink> alignment = new ArrayList<>();
    for (int place = 0; place < source.size(); place++) {
      String word = source.get(place);
      if (translated == Translated.ALL || word.startsWith("c")) {
        alignment.add(new AlignmentLink(place, target.size()));
        target.add(word.toUpperCase(Locale.ROOT));
      }
    }
    return new Example(source, target, alignment);
  }
}
