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
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Who or what a pronoun means: "Anna stood near the lamp and Hugo before it fell" to "lamp". Men,
 * women and things are named; only one of them is of the pronoun's kind, and the distractors, none
 * named twice, are of the other two. The number of distractors is uniform over the range of the
 * split, and the place of the one meant uniform among all. Sentences are held out as {@link
 * HeldOut} says.
 */
public final class CoreferenceTask {
  private static final List<Kind> KINDS =
      List.of(
          new Kind("he", "", "Adam Bruno Carl David Emil Felix Hugo Ivan Jonas Leo Max Oscar"),
          new Kind("she", "", "Anna Berta Clara Doris Emma Frida Greta Helen Ines Lena Maria Nora"),
          new Kind("it", "the ", "ball book box chair clock cup door key lamp ring stone table"));

  private static final Alphabet VERBS = words("stood sat waited lay stayed");
  private static final Alphabet LINKS = words("near beside behind with and");
  private static final Alphabet CONJUNCTIONS = words("before until when after while");
  private static final Alphabet EVENTS = words("fell moved vanished turned trembled");

  private CoreferenceTask() {}

  /** What one pronoun can mean, with its article. */
  private record Kind(String pronoun, List<String> nouns) {
    Kind(String pronoun, String article, String names) {
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
          int place = random.nextInt(distractors + 1);
          return new ExampleTemplate(possible(), draws -> example(distractors, place, draws));
        });
  }

  /** Sentences with one distractor, who it is left aside; with more distractors there are more. */
  private static double possible() {
    int nouns = KINDS.stream().mapToInt(kind -> kind.nouns().size()).sum();
    return (double) nouns * VERBS.size() * LINKS.size() * CONJUNCTIONS.size() * EVENTS.size();
  }

  private static Example example(int distractors, int place, UniformRandomProvider random) {
    Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    List<String> named = others(kind, distractors, random);
    named.add(place, new Alphabet(kind.nouns()).draw(random));
    List<String> source = new ArrayList<>();
    int antecedent = 0;
    for (int i = 0; i < named.size(); i++) {
      if (i == 1) {
        source.add(VERBS.draw(random));
      }
      if (i > 0) {
        source.add(LINKS.draw(random));
      }
      source.addAll(List.of(named.get(i).split(" "))); // article and noun
      if (i == place) {
        antecedent = source.size() - 1;
      }
    }
    source.add(CONJUNCTIONS.draw(random));
    source.add(kind.pronoun());
    source.add(EVENTS.draw(random));
    return new Example(
        source, List.of(source.get(antecedent)), List.of(new AlignmentLink(antecedent, 0)));
  }

  /** So many different nouns of the other kinds. */
  private static List<String> others(Kind kind, int count, UniformRandomProvider random) {
    List<String> nouns =
        KINDS.stream()
            .filter(each -> !each.equals(kind))
            .flatMap(each -> each.nouns().stream())
            .toList();
    int[] chosen = new PermutationSampler(random, nouns.size(), count).sample();
    return new ArrayList<>(new Alphabet(nouns).words(chosen));
  }
}
