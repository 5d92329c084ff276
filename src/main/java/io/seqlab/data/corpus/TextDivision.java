package io.seqlab.data.corpus;

import io.seqlab.config.task.DivisionSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * The division of a text into training, validation and test text. It depends only on the pairs,
 * their order and the {@link DivisionSpec}: neither on files nor on how text becomes tokens.
 *
 * <p>Groups of pairs with the same source are shuffled. Test takes each group that still fits, then
 * validation; the rest is training. So test and validation have exactly the numbers of the spec,
 * and a group is in one of the three. Sources count as the same that differ only in case,
 * compatibility forms and white space. With {@code share_sources} every pair is a group.
 */
final class TextDivision {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private TextDivision() {}

  /**
   * The pairs of each split, in the order of the shuffle.
   *
   * @throws DataException if the text has too few pairs
   */
  static Map<Split, List<TextPair>> of(List<TextPair> pairs, DivisionSpec spec) {
    Map<Split, List<TextPair>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      splits.put(split, new ArrayList<>());
    }
    for (List<TextPair> group : shuffled(pairs, spec)) {
      boolean fitsTest = splits.get(Split.TEST).size() + group.size() <= spec.test();
      boolean fitsValid = splits.get(Split.VALID).size() + group.size() <= spec.valid();
      splits.get(fitsTest ? Split.TEST : fitsValid ? Split.VALID : Split.TRAIN).addAll(group);
    }
    int valid = splits.get(Split.VALID).size();
    int test = splits.get(Split.TEST).size();
    if (test < spec.test() || valid < spec.valid() || splits.get(Split.TRAIN).isEmpty()) {
      throw new DataException(
          "task.split: %,d pairs cannot be divided into %,d for validation, %,d for test and the rest for training%s; %s",
          pairs.size(),
          spec.valid(),
          spec.test(),
          spec.shareSources() ? "" : ", with all pairs of a source in one split",
          spec.shareSources() || pairs.size() <= spec.valid() + spec.test()
              ? "lower valid or test"
              : "lower valid or test, or set share_sources: true");
    }
    return splits;
  }

  private static List<List<TextPair>> shuffled(List<TextPair> pairs, DivisionSpec spec) {
    List<List<TextPair>> groups = new ArrayList<>();
    if (spec.shareSources()) {
      pairs.forEach(pair -> groups.add(List.of(pair)));
    } else {
      Map<String, List<TextPair>> bySource = new LinkedHashMap<>();
      for (TextPair pair : pairs) {
        bySource.computeIfAbsent(identity(pair.source()), source -> new ArrayList<>()).add(pair);
      }
      groups.addAll(bySource.values());
    }
    UniformRandomProvider random = RandomStream.of(spec.seed(), "division of text", 0);
    ListSampler.shuffle(random, groups);
    return groups;
  }

  /** What equal sources have in common, coarser than any normalization of a task. */
  static String identity(String source) {
    String compatible = Normalizer.normalize(source, Normalizer.Form.NFKC);
    String lower = compatible.toLowerCase(Locale.ROOT);
    String spaced = WHITE_SPACE.matcher(lower).replaceAll(" ").strip();
    return Normalizer.normalize(spaced, Normalizer.Form.NFKC);
  }
}
