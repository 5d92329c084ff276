package io.seqlab.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.measure.MetricName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, settings and signatures of text metrics, and what holds for all of them. */
class TextMetricsTest {
  @Test
  void everyTextMetricOfAStudyHasAName() {
    for (MetricName name : MetricName.values()) {
      if (name.isText()) {
        TextMetric metric = TextMetrics.of(name.key());
        assertThat(metric.higherIsBetter()).as(name.key()).isEqualTo(name.higherIsBetter());
      }
    }
    long texts = Arrays.stream(MetricName.values()).filter(MetricName::isText).count();
    assertThat(TextMetrics.all()).contains("exact_match").hasSize((int) texts + 1);
  }

  @Test
  void aSignatureGivesTheMetricThatPrintedIt() {
    for (String name : TextMetrics.all()) {
      TextMetric metric = TextMetrics.of(name);
      assertThat(TextMetrics.of(metric.signature(2))).isEqualTo(metric);
    }
    assertThat(
            TextMetrics.of("chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.3.1"))
        .isEqualTo(TextMetrics.of("chrf_pp"));
    assertThat(
            TextMetrics.of(
                "BLEU|nrefs:1|bs:1000|ar:10000|seed:12345|case:lc|eff:no|tok:13a|smooth:exp|subset:a|origlang:de|lang:de-en|test:wmt20|version:2.6.0"))
        .isEqualTo(TextMetrics.of("bleu_lc"));
    assertThat(TextMetrics.of("bleu|smooth:floor[0.015]").signature(1))
        .startsWith("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:floor[0.015]|version:seqlab");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("blue", "unknown metric 'blue'; metrics: bleu, bleu_1"),
        Arguments.of("bleu|zh", "'zh' in 'bleu|zh' is not a setting; write key:value, such as"),
        Arguments.of("bleu|tok:moses", "tok:moses is not a tokenizer; tokenizers: 13a, intl, zh"),
        Arguments.of("bleu|tokenizer:zh", "BLEU has no setting 'tokenizer'; its settings: case:"),
        Arguments.of("bleu|smooth:laplace", "smooth:laplace is not valid; methods: none, floor"),
        Arguments.of("bleu|smooth:exp[2]", "smooth:exp[2] is not valid"),
        Arguments.of("bleu|smooth:floor[1.2.3]", "smooth:floor[1.2.3] is not valid"),
        Arguments.of("chrf|nc:0", "nc:0 is not valid; it is the largest order of n-grams, from 1"),
        Arguments.of("ter|norm:true", "norm:true is not valid; values: yes, no"),
        Arguments.of("ter|tok:13a", "tok:13a is not valid; TER has tok:tercom"),
        Arguments.of("bleu|refs_cut:10", "'refs_cut:10' is what a study does to its references"),
        Arguments.of("bleu|nrefs:1|refs:lc|case:mixed", "'refs:lc' is what a study does"),
        Arguments.of("wer|tok:13a", "WER has no setting 'tok'"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrongWithASignature(String signature, String message) {
    assertThatThrownBy(() -> TextMetrics.of(signature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Property(tries = 200)
  void sumsOfSentencesDetermineTheCorpus(
      @ForAll @Size(min = 1, max = 4) List<String> hypotheses,
      @ForAll @Size(min = 4, max = 4) List<String> references) {
    List<List<String>> expected =
        references.subList(0, hypotheses.size()).stream()
            .map(text -> List.of(text, references.get(3)))
            .toList();
    for (String name : TextMetrics.all()) {
      TextMetric metric = TextMetrics.of(name);
      double[] sums = metric.sums(hypotheses, expected);
      assertThat(metric.score(sums)).isEqualTo(metric.corpus(hypotheses, expected));
      assertThat(metric.score(sums)).as(name).isNotNaN().isGreaterThanOrEqualTo(0);
      assertThat(metric.score(sums)).isLessThan(Double.POSITIVE_INFINITY);
    }
  }

  @Property(tries = 100)
  void aTextScoresBestAgainstItself(@ForAll @Size(min = 1, max = 3) List<String> texts) {
    List<List<String>> references = texts.stream().map(List::of).toList();
    for (String name : List.of("ter", "wer", "cer")) {
      assertThat(TextMetrics.of(name).corpus(texts, references)).isZero();
    }
    assertThat(TextMetrics.of("exact_match").corpus(texts, references)).isEqualTo(1);
  }

  /** Snover et al. 2006, section 3: one shift, two substitutions and one insertion, 13 words. */
  @Test
  void countsAShiftOfAPhraseAsOneEdit() {
    String reference =
        "SAUDI ARABIA denied THIS WEEK information published in the AMERICAN new york times";
    String hypothesis = "THIS WEEK THE SAUDIS denied information published in the new york times";
    assertThat(Ter.DEFAULT.counts(hypothesis, List.of(reference))).containsExactly(4, 13);
  }

  @Test
  void rougeWordsAreThoseOfAllScripts() {
    TextMetric rouge = TextMetrics.of("rouge_l");
    assertThat(rouge.sentence("Für alle!", List.of("für ALLE"))).isEqualTo(1);
    assertThat(rouge.sentence("天气好", List.of("天气很好"))).isCloseTo(6.0 / 7, within(1e-12));
  }
}
