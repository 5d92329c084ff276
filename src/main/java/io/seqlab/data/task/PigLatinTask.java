package io.seqlab.data.task;

import io.seqlab.config.task.PigLatinTaskSpec;
import io.seqlab.config.task.SplitSizes;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import io.seqlab.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * Words to {@link PigLatin}. The words are the most frequent ones of a file, as many as there are
 * examples, or {@link PseudoWords}. They are shuffled, then divided into test, validation and
 * training; no word occurs twice, so the splits of a seed are disjoint.
 */
public final class PigLatinTask {
  private PigLatinTask() {}

  /**
   * The examples of a split.
   *
   * @param listed different words, the most frequent first; ignored if the task invents its words
   */
  public static List<Example> generate(PigLatinTaskSpec spec, Split split, List<String> listed) {
    SplitSizes sizes = spec.examples();
    int count = count(sizes);
    List<String> words = new ArrayList<>(spec.words().isPresent() ? listed : invented(spec, count));
    if (words.size() < count) {
      throw new DataException(
          "pig_latin: %,d examples requested, but %s has %,d different words and each occurs once; lower task.examples (train %d, valid %d, test %d)",
          count,
          spec.words().orElseThrow(),
          words.size(),
          sizes.train(),
          sizes.valid(),
          sizes.test());
    }
    List<String> used = new ArrayList<>(words.subList(0, count));
    ListSampler.shuffle(RandomStream.of(sizes.streamSeed(), "pig_latin/order", 0), used);
    int from = split.select(sizes.test() + sizes.valid(), sizes.test(), 0);
    return used.subList(from, from + split.size(sizes)).stream()
        .map(
            word ->
                new Example(
                    Tokenizer.CHAR.tokenize(word),
                    Tokenizer.CHAR.tokenize(PigLatin.translate(word))))
        .toList();
  }

  private static int count(SplitSizes sizes) {
    long count = (long) sizes.train() + sizes.valid() + sizes.test();
    if (count > PseudoWords.MAX) {
      throw new DataException(
          "pig_latin: %,d examples requested, more than the limit of %,d words; lower task.examples",
          count, PseudoWords.MAX);
    }
    return (int) count;
  }

  private static List<String> invented(PigLatinTaskSpec spec, int count) {
    return PseudoWords.of(
        RandomStream.of(spec.examples().streamSeed(), "pig_latin/words", 0), count);
  }
}
