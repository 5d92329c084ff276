package io.seqlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.measure.MetricName;
import io.seqlab.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MetricSumsTest {
  @Property(tries = 200)
  void sumsDetermineEveryMetric(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int examples) {
    List<Answer> answers = new ArrayList<>();
    List<ReferenceScore> scores = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      List<String> reference = sentence(random);
      List<String> answer = random.nextInt(3) == 0 ? reference : sentence(random);
      answers.add(new Answer(List.of("s"), reference, answer, -1, List.of()));
      scores.add(new ReferenceScore(-9 * random.nextDouble(), reference.size() + 1));
    }
    EvaluationResult result = new EvaluationResult(answers, scores, Tokenizer.WORD);
    for (MetricName metric : MetricName.values()) {
      double[] sums = null;
      for (int i = 0; i < examples; i++) {
        int length = answers.get(i).reference().size();
        double[] counts =
            MetricSums.counts(metric, result, i).stream().mapToDouble(c -> c).toArray();
        double[] summands = MetricSums.summands(metric, counts, length);
        double[] before = sums;
        sums =
            IntStream.range(0, summands.length)
                .mapToDouble(k -> summands[k] + (before == null ? 0 : before[k]))
                .toArray();
      }
      assertThat(MetricSums.value(metric, sums))
          .as("%s", metric)
          .isCloseTo(result.value(metric), within(1e-9));
    }
  }

  private static List<String> sentence(Random random) {
    List<String> words = new ArrayList<>(Collections.nCopies(random.nextInt(9), "a"));
    words.replaceAll(word -> String.valueOf("abcd.".charAt(random.nextInt(5))));
    return words;
  }
}
