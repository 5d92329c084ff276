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
 * Recall of one symbol: "4 7 1" to "4", or "4 7 * 1" to "1" where a marker says which. The number
 * of symbols is uniform over the range of the split, the marked place uniform over the symbols.
 * Sources are held out as {@link HashSplit} says, among those of the same length and marked place.
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
        random -> form(spec.type(), symbols, split.length(spec.lengths(), random), random));
  }

  private static ExampleTemplate form(
      RecallTaskSpec.Kind kind, Alphabet symbols, int length, UniformRandomProvider random) {
    double possible = Math.pow(symbols.size(), length);
    return switch (kind) {
      case FIRST_TOKEN_RECALL ->
          new ExampleTemplate(possible, draws -> answer(symbols.draw(draws, length), 0));
      case POSITION_RECALL -> {
        int place = random.nextInt(length);
        yield new ExampleTemplate(possible, draws -> marked(symbols.draw(draws, length), place));
      }
    };
  }

  private static Example marked(List<String> symbols, int place) {
    List<String> source = new ArrayList<>(symbols);
    source.add(place, MARKER);
    return answer(source, place + 1);
  }

  private static Example answer(List<String> source, int place) {
    return new Example(source, List.of(source.get(place)), List.of(new AlignmentLink(place, 0)));
  }
}
