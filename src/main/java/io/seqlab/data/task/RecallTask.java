package io.seqlab.data.task;

import io.seqlab.config.task.RecallTaskSpec;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Recall of one symbol: "4 7 1" to "4", or "4 7 * 1" to "1" where a marker selects it. The number
 * of symbols is uniform over the range of the split, the marked position uniform over the symbols.
 * {@link HashSplit} splits sources of the same length and marked position.
 */
public final class RecallTask {
  private static final String MARKER = "*";

  private RecallTask() {}

  public static List<Example> generate(RecallTaskSpec spec, Split split) {
    Alphabet symbols = Alphabet.of("", spec.symbols());
    return HashSplit.examples(
        spec.type().name().toLowerCase(Locale.ROOT),
        split,
        spec.examples(),
        random -> template(spec.type(), symbols, split.length(spec.lengths(), random), random));
  }

  private static ExampleTemplate template(
      RecallTaskSpec.Kind kind, Alphabet symbols, int length, UniformRandomProvider random) {
    double possible = Math.pow(symbols.size(), length);
    return switch (kind) {
      case FIRST_TOKEN_RECALL ->
          new ExampleTemplate(possible, () -> answer(symbols.sample(random, length), 0));
      case POSITION_RECALL -> {
        int position = random.nextInt(length);
        yield new ExampleTemplate(possible, () -> marked(symbols.sample(random, length), position));
      }
    };
  }

  private static Example marked(List<String> symbols, int position) {
    List<String> source = new ArrayList<>(symbols);
    source.add(position, MARKER);
    return answer(source, position + 1);
  }

  private static Example answer(List<String> source, int position) {
    return new Example(
        source, List.of(source.get(position)), List.of(new AlignmentLink(position, 0)));
  }
}
