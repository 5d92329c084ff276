package io.seqlab.data.task;

import io.seqlab.config.task.CoreferenceTaskSpec;
import io.seqlab.config.task.CoreferenceTaskSpec.SplitDistractors;
import io.seqlab.config.task.LengthRange;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Coreference resolution: "Anna stood near the lamp and Hugo before it fell" to "lamp". Men, women
 * and things are named; only one of them agrees with the pronoun; the distractors are distinct
 * nouns of the other two pronouns. The number of distractors is uniform over the range of the
 * split, and the position of the antecedent is uniform. {@link HashSplit} splits sentences.
 */
public final class CoreferenceTask {
  private static final List<PronounClass> CLASSES =
      List.of(
          new PronounClass(
              "he", "", "Adam Bruno Carl David Emil Felix Hugo Ivan Jonas Leo Max Oscar"),
          new PronounClass(
              "she", "", "Anna Berta Clara Doris Emma Frida Greta Helen Ines Lena Maria Nora"),
          new PronounClass(
              "it", "the ", "ball book box chair clock cup door key lamp ring stone table"));

  private static final Alphabet VERBS = words("stood sat waited lay stayed");
  private static final Alphabet LINKS = words("near beside behind with and");
  private static final Alphabet CONJUNCTIONS = words("before until when after while");
  private static final Alphabet EVENTS = words("fell moved vanished turned trembled");

  private CoreferenceTask() {}

  /** A pronoun and the nouns that agree with it, with their article. */
  private record PronounClass(String pronoun, List<String> nouns) {
    PronounClass(String pronoun, String article, String names) {
      this(pronoun, Stream.of(names.split(" ")).map(article::concat).toList());
    }
  }

  private static Alphabet words(String words) {
    return new Alphabet(List.of(words.split(" ")));
  }

  public static List<Example> generate(CoreferenceTaskSpec spec, Split split) {
    SplitDistractors all = spec.distractors();
    LengthRange range = split.select(all.train(), all.valid(), all.test());
    return HashSplit.examples(
        "coreference",
        split,
        spec.examples(),
        random -> {
          int distractors = random.nextInt(range.min(), range.max() + 1);
          int position = random.nextInt(distractors + 1);
          return new ExampleTemplate(possible(), () -> example(distractors, position, random));
        });
  }

  /** Lower bound: sentences with one distractor, not counting its noun. */
  private static double possible() {
    int nouns = CLASSES.stream().mapToInt(each -> each.nouns().size()).sum();
    return (double) nouns * VERBS.size() * LINKS.size() * CONJUNCTIONS.size() * EVENTS.size();
  }

  private static Example example(int distractors, int position, UniformRandomProvider random) {
    PronounClass target = CLASSES.get(random.nextInt(CLASSES.size()));
    List<String> named = others(target, distractors, random);
    named.add(position, new Alphabet(target.nouns()).sample(random));
    List<String> source = new ArrayList<>();
    int antecedent = 0;
    for (int i = 0; i < named.size(); i++) {
      if (i == 1) {
        source.add(VERBS.sample(random));
      }
      if (i > 0) {
        source.add(LINKS.sample(random));
      }
      source.addAll(List.of(named.get(i).split(" "))); // article and noun
      if (i == position) {
        antecedent = source.size() - 1;
      }
    }
    source.add(CONJUNCTIONS.sample(random));
    source.add(target.pronoun());
    source.add(EVENTS.sample(random));
    return new Example(
        source, List.of(source.get(antecedent)), List.of(new AlignmentLink(antecedent, 0)));
  }

  /** Distinct nouns of the other pronouns. */
  private static List<String> others(PronounClass target, int count, UniformRandomProvider random) {
    List<String> nouns =
        CLASSES.stream()
            .filter(each -> !each.equals(target))
            .flatMap(each -> each.nouns().stream())
            .toList();
    int[] chosen = DistinctSampling.sample(random, nouns.size(), count);
    return new ArrayList<>(new Alphabet(nouns).symbols(chosen));
  }
}
