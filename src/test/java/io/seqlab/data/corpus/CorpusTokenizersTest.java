package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.EpochPairs;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of text, for both sides and for each, and byte-pair encoding of a corpus. */
class CorpusTokenizersTest {
  private static final String FILES =
      "train: {source: s.txt, target: t.txt}\nvalid: {source: v.txt, target: t.txt}\ntest: {source: v.txt, target: t.txt}\n";

  @TempDir Path folder;

  @BeforeEach
  void writeCorpus() throws IOException {
    Files.writeString(folder.resolve("s.txt"), "我喜欢苹果\nＡＢ ab\n我喜欢\n");
    Files.writeString(folder.resolve("t.txt"), "I like Apples.\nAb ab ab\nI like.\n");
    Files.writeString(folder.resolve("v.txt"), "苹果\nab\n你\n");
  }

  private static CorpusTaskSpec spec(String keys) {
    return SpecReader.read(FILES + keys, "task", CorpusTaskSpec.class);
  }

  private TaskData load(String keys) {
    return TaskLoader.load(
        spec(keys), DataFolders.of(Map.of("SEQLAB_DATA", folder.toString()), Path.of("")));
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" "));
  }

  @Test
  void eachSideHasItsKeys() {
    TaskData data =
        load("lowercase: true\nsource: {tokens: icu, normalize: nfkc}\ntarget: {tokens: 13a}");
    assertThat(data.train().get(0))
        .isEqualTo(new Example(words("我 喜欢 苹果"), words("i like apples ￭.")));
    assertThat(data.train().get(1)).isEqualTo(new Example(words("ab ▁ab"), words("ab ab ab")));
    TaskData other = load("lowercase: true\ntarget: {tokens: char, lowercase: false}");
    assertThat(other.train().get(2).target()).startsWith("I", " ", "l");
    assertThat(other.train().get(1).source()).containsExactly("ａｂ", "ab");
  }

  @Test
  void theKeysOfASideAreWrittenInFull() {
    CorpusTaskSpec spec = spec("source: {tokens: {type: bpe, merges: 3}}\ntokens: char");
    String keys = ResolvedYaml.write(spec).replaceFirst("type: corpus\n", "");
    assertThat(SpecReader.read(keys, "task", CorpusTaskSpec.class)).isEqualTo(spec);
    assertThat(spec.sourceText().describe()).isEqualTo("bpe with 3 merges");
    assertThat(spec.targetText().describe()).isEqualTo("characters");
  }

  @Test
  void subwordsAreLearntFromTrainingTextAlone() {
    TaskData data = load("tokens: {type: bpe, merges: 1}");
    assertThat(data.train().get(2))
        .isEqualTo(new Example(words("我喜@@ 欢"), words("I li@@ k@@ e@@ .")));
    Vocabularies vocabularies = Vocabularies.of(data);
    assertThat(vocabularies.source().unknown(data.valid().get(2).source())).isEqualTo(1);
    assertThat(vocabularies.source()).isNotEqualTo(vocabularies.target());
    TaskData bytes = load("tokens: {type: bpe, merges: 1, fallback: byte}");
    assertThat(Vocabularies.of(bytes).source().unknown(bytes.valid().get(2).source())).isZero();
  }

  @Test
  void aSharedVocabularySharesSubwords() {
    TaskData data = load("tokens: {type: bpe, merges: 2}\nvocabulary: {shared: true}");
    assertThat(data.train().get(1)).isEqualTo(new Example(words("Ａ@@ Ｂ ab"), words("A@@ b ab ab")));
    Vocabularies vocabularies = Vocabularies.of(data);
    assertThat(vocabularies.source()).isSameAs(vocabularies.target());
  }

  /**
   * A segmentation is drawn from (seed, epoch, side, example), and never longer than the longest.
   */
  @Test
  void dropoutDrawsTheSegmentationsOfEachEpoch() {
    TaskData data = load("target: {tokens: {type: bpe, merges: 2, dropout: 0.5}}");
    Vocabularies vocabularies = Vocabularies.of(data);
    List<EncodedPair> encoded = vocabularies.encode(data.train());
    EpochPairs epochs = (EpochPairs) vocabularies.training(data, encoded, 1);
    int longest = encoded.stream().mapToInt(pair -> pair.target().length).max().orElseThrow();
    boolean differs = false;
    for (long epoch = 0; epoch < 50; epoch++) {
      List<EncodedPair> pairs = epochs.of(epoch);
      List<EncodedPair> again = ((EpochPairs) vocabularies.training(data, encoded, 1)).of(epoch);
      for (int i = 0; i < pairs.size(); i++) {
        assertThat(pairs.get(i).source()).isEqualTo(again.get(i).source());
        assertThat(pairs.get(i).target()).isEqualTo(again.get(i).target());
        assertThat(pairs.get(i).target().length).isLessThanOrEqualTo(longest);
        assertThat(data.targetTokenizer().detokenize(decode(vocabularies, pairs.get(i))))
            .isEqualTo(data.targetTokenizer().detokenize(data.train().get(i).target()));
        differs |= !Arrays.equals(pairs.get(i).target(), encoded.get(i).target());
      }
    }
    assertThat(differs).isTrue();
    TaskData without = load("target: {tokens: {type: bpe, merges: 2}}");
    assertThat(((EpochPairs) vocabularies.training(without, encoded, 1)).of(3)).isEqualTo(encoded);
  }

  private static List<String> decode(Vocabularies vocabularies, EncodedPair pair) {
    return vocabularies.target().decode(pair.target());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokens: bpe | requires either merges or vocabulary_size",
        "tokens: {type: bpe, merges: 2, vocabulary_size: 9} | either merges or vocabulary_size",
        "tokens: {type: bpe, merges: 2, words: char} | words of bpe must be word, 13a or icu",
        "tokens: {type: bpe, merges: 2, dropout: 1} | dropout must be from 0 to below 1",
        "tokens: {type: bpe, merges: 2, character_coverage: 0} | must be above 0",
        "tokens: bep | did you mean 'bpe'?",
        "tokens: {merges: 2} | missing required key 'type'",
        "tokens: sentencepiece | missing required key 'model'",
        "tokens: {type: icu, merges: 2} | unknown key 'merges'",
        "normalize: nfd | did you mean 'nfc'?",
        "source: {lowercase: 1} | task:4: source.lowercase must be true or false",
        "source: {language: de} | source is a language of a dataset",
        "'tokens: {type: bpe, merges: 2}\nvocabulary: {limit: 9}' | the vocabulary of bpe is its subwords",
        "'source: {tokens: {type: bpe, merges: 2}}\nvocabulary: {shared: true}' | their tokens differ",
      })
  void contradictoryKeysAreRefused(String keys, String message) {
    assertThatThrownBy(() -> spec(keys))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatTheTextOrTheFilesCannotGiveIsRefused() throws IOException {
    assertThatThrownBy(() -> load("tokens: {type: bpe, merges: 99}"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("task.tokens.merges: ", "not 99; set merges: ");
    assertThatThrownBy(() -> load("target: {tokens: {type: bpe, vocabulary_size: 3}}"))
        .hasMessageContainingAll("task.target.tokens.vocabulary_size", "3 subwords are too few");
    assertThatThrownBy(() -> load("source: {tokens: {type: sentencepiece, model: no.model}}"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("cannot find the file 'no.model'", "task.source.tokens.model");
    Files.writeString(folder.resolve("wrong.model"), "text");
    assertThatThrownBy(() -> load("target: {tokens: {type: sentencepiece, model: wrong.model}}"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("wrong.model is not a SentencePiece model");
  }
}
