package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.report.Report;
import io.seqlab.result.file.CorpusFile;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.SplitText;
import io.seqlab.result.record.SplitText.InTraining;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.scoring.ChosenMetric;
import io.seqlab.study.scoring.MetricScore;
import io.seqlab.study.scoring.SystemOutputs;
import io.seqlab.study.trained.SentencePairs;
import io.seqlab.study.trained.TrainedEnsemble;
import io.seqlab.study.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study on a corpus: what its report tells of the text, and what never sees the test text. */
class CorpusStudyTest {
  private static final RunKey RUN = new RunKey("gru", 1);

  @TempDir Path home;

  @Test
  void theReportTellsWhatWasLeftOutAndWhatOfTheTestStandsInTraining() throws IOException {
    StudySpec study = study("word", "a b\tx", "c\ty", "a b\tv w u");
    ExperimentFolder experiment = run("out", study);
    assertThat(new CorpusFile(experiment).read())
        .contains(
            new SplitText(
                Map.of(),
                "train",
                24,
                Map.of("empty_source", 1, "source_over_max_length", 1),
                1,
                1,
                new InTraining(0, 0, 0)))
        .contains(new SplitText(Map.of(), "test", 3, Map.of(), 1, 1, new InTraining(3, 2, 2)))
        .hasSize(3);
    assertThat(Files.readString(experiment.run(RUN).path().resolve("train.log")))
        .contains("train: 24 pairs used, 2 skipped: 1 with an empty source, 1 with a source longer")
        .contains("test: 3 pairs used, 0 skipped\n");
    Report.write(experiment);
    String readme = Files.readString(experiment.file("README.md")).replace("\\", "");
    assertThat(readme)
        .contains(
            "## Data", "2: 1 empty source, 1 source over max length", "3 (100.0 %)", "2 (66.7 %)")
        .contains("References are cut to 2 tokens.")
        .contains("BLEU|nrefs:1|refs_cut:2|case:mixed|");
    assertThat(Files.readString(experiment.file("report.html"))).contains("Sources in training");
    Path source = Files.writeString(home.resolve("s"), "a b\nc\na b\n");
    Path target = Files.writeString(home.resolve("t"), "x\ny\nv w u\n");
    try (TrainedModel model = TrainedModel.open(experiment.run(RUN).path())) {
      double bleu = experiment.readResults().get(0).metrics().get("bleu");
      assertThat(model.evaluate(source, target)).containsEntry(MetricName.BLEU, bleu);
    }
    List<Path> run = List.of(experiment.run(RUN).path());
    try (TrainedEnsemble model = TrainedEnsemble.open(run, Map.of(), 1, k -> k)) {
      Path cut = Files.writeString(home.resolve("cut"), "x\ny\nv w\n");
      assertThat(model.score(SentencePairs.files(source, target), true))
          .isEqualTo(model.score(SentencePairs.files(source, cut), true));
    }
  }

  /** With other test text, training, its subwords and the selected checkpoint are the same. */
  @Test
  void testTextChangesNothingButTheTest() throws IOException {
    StudySpec one = study("{type: bpe, merges: 1}", "a b\tx");
    StudyData first = StudyData.load(one.task());
    Path trained = run("one", one).run(RUN).path();
    StudySpec other = study("{type: bpe, merges: 1}", "q q q newwords\tz z", "r\ts");
    StudyData second = StudyData.load(other.task());
    assertThat(second.vocabularies()).isEqualTo(first.vocabularies());
    assertThat(second.digests().train()).isEqualTo(first.digests().train());
    assertThat(second.digests().test()).isNotEqualTo(first.digests().test());
    Path retrained = run("other", other).run(RUN).path();
    for (String file :
        List.of(
            "tokenizer.source.bpe",
            "tokenizer.target.bpe",
            "vocabulary.source.txt",
            "vocabulary.target.txt",
            "checkpoints/best/model.safetensors",
            "checkpoints/latest/model.safetensors")) {
      assertThat(retrained.resolve(file)).as(file).hasSameBinaryContentAs(trained.resolve(file));
    }
  }

  @Test
  void severalReferencesCountForMetricsOfText() throws IOException {
    write("train.tsv", training());
    Files.writeString(
        home.resolve("refs.jsonl"),
        "{\"source\": \"a b\", \"target\": [\"x\", \"x x\"]}\n{\"source\": \"c\", \"target\": \"y\"}\n");
    StudySpec study =
        read(
            "word",
            "train: {tsv: %1$s/train.tsv}, valid: {tsv: %1$s/train.tsv, limit: 2}, test: {jsonl: %1$s/refs.jsonl}");
    ExperimentFolder experiment = run("refs", study);
    Report.write(experiment);
    assertThat(Files.readString(experiment.file("README.md")).replace("\\", ""))
        .contains("|nrefs:var|", "test: 1 to 2 references for each source");
    List<Path> runs = List.of(experiment.run(RUN).path());
    assertThatThrownBy(() -> SystemOutputs.read(runs, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("has up to 2 references for an example");
  }

  @Test
  void signaturesTellThatReferencesAreNotThoseOfTheFile() throws IOException {
    String files = "train: {tsv: a}, valid: {tsv: a}, test: {tsv: a}, normalize: nfkc";
    assertThat(read("word", files).task().referenceSettings()).containsOnly(entry("refs", "nfkc"));
    assertThat(
            read("{type: sentencepiece, model: m}", files + ", target: {lowercase: true}")
                .task()
                .referenceSettings())
        .containsOnly(entry("refs", "nfkc+lc+model"));
    write("train.tsv", training());
    StudySpec study =
        read(
            "word",
            "train: {tsv: %1$s/train.tsv}, valid: {tsv: %1$s/train.tsv, limit: 2}, test: {tsv: %1$s/train.tsv, limit: 2}, lowercase: true");
    ExperimentFolder experiment = run("lower", study);
    Report.write(experiment);
    assertThat(Files.readString(experiment.file("README.md")).replace("\\", ""))
        .contains("BLEU|nrefs:1|refs:lc|case:mixed|");
    SystemOutputs outputs = SystemOutputs.read(List.of(experiment.run(RUN).path()), List.of());
    assertThat(MetricScore.of(outputs, ChosenMetric.of(List.of("bleu"))).get(0).signature())
        .startsWith("BLEU|nrefs:1|refs:lc|case:mixed|");
  }

  private static List<String> training() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rows.addAll(List.of("a b\tx", "c\ty", "b a c\tx y"));
    }
    rows.addAll(List.of("\tz", "low lower d d d d\tvu vu vu"));
    return rows;
  }

  private StudySpec study(String tokens, String... test) throws IOException {
    write("train.tsv", training());
    write("valid.tsv", List.of("a\tx", "c b\ty"));
    write("test.tsv", List.of(test));
    return read(
        tokens,
        "train: {tsv: %1$s/train.tsv}, valid: {tsv: %1$s/valid.tsv}, test: {tsv: %1$s/test.tsv}, truncate: {target: 2}");
  }

  private StudySpec read(String tokens, String files) throws IOException {
    String yaml =
        """
        study: text
        task: {type: corpus, max_length: 5, tokens: %s, %s}
        training: {batch: {size: 8}, budget: {epochs: 3}, validate_every: 2, best_by: bleu}
        decoding: {max_length: 4}
        metrics: [bleu, exact_match]
        report: {attention: 0}
        seeds: [1]
        models:
          gru: {type: rnn, cell: gru, hidden: 6, embedding: 6, attention: luong}
        """
            .formatted(tokens, files.formatted(home));
    return StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
  }

  private void write(String name, List<String> rows) throws IOException {
    Files.write(home.resolve(name), rows);
  }

  private ExperimentFolder run(String out, StudySpec study) throws IOException {
    StudyRunner.Options options =
        new StudyRunner.Options(
            home.resolve(out), List.of(), false, "test", Optional.empty(), Cancellation.NONE);
    assertThat(new StudyRunner(study, options, new StudyListener() {}).run()).isEmpty();
    return new ExperimentFolder(home.resolve(out));
  }
}
