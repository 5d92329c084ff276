package io.seqlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.page.ClaimRow;
import io.seqlab.report.page.ClaimsPage;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {
  private static final int MOST_BYTES = 150_000;

  @TempDir static Path folder;

  @BeforeAll
  static void report() throws Exception {
    Report.write(SampleStudy.write(folder));
  }

  @Test
  void reportFromCommittedFilesIsIdentical(@TempDir Path clone) throws Exception {
    for (String name :
        List.of(
            "study.yaml",
            "results.csv",
            "measures.csv",
            "attention.json",
            "samples.json",
            "claims.json",
            "differences.json",
            "provenance.json")) {
      Files.copy(folder.resolve(name), clone.resolve(name));
    }
    Files.createDirectories(clone.resolve("figures"));
    Files.writeString(clone.resolve("figures/of-an-earlier-report.svg"), "<svg/>");
    Files.writeString(
        clone.resolve("manifest.txt"),
        Files.readString(folder.resolve("manifest.txt")) + "figures/of-an-earlier-report.svg\n");
    Report.write(new ExperimentFolder(clone));
    assertThat(made(clone).keySet()).isEqualTo(made(folder).keySet());
    made(clone)
        .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(made(folder).get(name)));
  }

  @Test
  void figuresAreSmallAndWellFormed() throws Exception {
    for (Path file : figures()) {
      assertThat(Files.size(file)).as(file.toString()).isBetween(500L, (long) MOST_BYTES);
      if (file.toString().endsWith(".png")) {
        assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(300);
      } else {
        assertThat(parse(file).getElementsByTagName("title").getLength()).isEqualTo(1);
      }
    }
  }

  @Test
  void everyMeasureAndExampleHasAFigure() throws Exception {
    assertThat(figures().stream().map(file -> file.getFileName().toString()))
        .contains(
            "valid_loss-by-step.svg",
            "valid_bleu-by-step.png",
            "exact_match-by-source_length.svg",
            "attention-test-1.svg",
            "claim-C1.svg",
            "claim-C2.png",
            "attention-test-1-luong.png")
        .noneMatch(name -> name.contains("attention-test-1-rnn"));
  }

  @Test
  void heatmapContainsTokensAsText() throws Exception {
    Document svg = parse(folder.resolve("figures/attention-test-3.svg"));
    String text = svg.getDocumentElement().getTextContent();
    assertThat(text).contains("食べ", "<unk>", "&", "\"fish\"", "transformer");
  }

  @Test
  void everyLinkedFigureExists() throws Exception {
    String page = Files.readString(folder.resolve("README.md"));
    List<String> files =
        page.lines()
            .filter(line -> line.startsWith("!["))
            .map(line -> line.substring(line.lastIndexOf('(') + 1, line.length() - 1))
            .toList();
    assertThat(files).hasSize(9).allMatch(file -> Files.exists(folder.resolve(file)));
    assertThat(page)
        .contains(
            "the \\*bottleneck\\*?", "./seqlab run a.yaml", "0123abc", "DJL 0.35.1", "CPU\\|2")
        .contains("luong: 1 of 3 runs failed (seed 3)");
  }

  @Test
  void readmeContainsVerdictsAndDifferences() throws Exception {
    assertThat(Files.readString(folder.resolve("README.md")))
        .contains("A claim is supported if all its tests are; mixed if")
        .containsPattern(
            "\\| \\*\\*supported\\*\\* +\\| \\[C2: It holds.*\\]\\(#claim-C2\\) +\\| median over seeds of bleu of"
                + " luong: 70 .* at 90 %, 5 seeds +\\| above 60 \\|")
        .contains(
            """
            <a id="claim-C1"></a>

            ### C1: inconclusive

            **Claim.** Attention \\| &lt;i>removes&lt;/i> it

            - **Quote:** “A fixed-length vector &lt;b>may&lt;/b> be \\| a bottleneck” (Author 2015, section 1)
            - **How it is tested:** May: on the longest sources, by 10 points
            - **Scope:** Dates of 8 to 40 characters
            - **Setting:** dates, sources of 10–36 tokens; 123,456–143,456 parameters; CPU\\|2, 2 threads; 3 seeds run
            - **What would change it:** test 2 decides: luong, seed 3 is failed

            ![Estimate and interval of each test of C1, beside the claimed region.](figures/claim-C1.svg)
            """)
        .containsPattern(
            "\\| 1. exact\\\\_match of luong minus exact\\\\_match of rnn \\| +0.301 \\\\\\[0.2745,"
                + " 0.3291\\\\\\] \\| above 0.1 \\| supported +\\| supported for bounds below 0.2745"
                + " \\| \\[Exact match by source length\\]\\(figures/exact_match-by-source_length.svg\\)")
        .contains("| inconclusive: luong, seed 3 is failed |")
        .containsPattern(
            "\\| exact\\\\_match of luong, at least 0.95 \\| +3 of 4 \\| +75 \\| +0.981 \\| met +\\| +\\*\\*3 of 5: would fail\\*\\* \\|")
        .containsPattern(
            "t test over seeds \\| 3 of 4 \\| 0.25 \\\\\\[0.2, 0.3\\\\\\] \\| +&lt; 0.001")
        .contains("### C2: supported\n\n**Claim.** It holds")
        .containsPattern(
            "Exact match \\(%\\) \\| luong \\| +\\+30.0 \\| +\\+27.0 to \\+33.0 \\| +0.012 \\| +– \\|");
  }

  /** Those that claims test stand with the verdicts, the others with the measures. */
  @Test
  void readmeDefinesTaskAndMeasures() throws Exception {
    String page = Files.readString(folder.resolve("README.md"));
    String verdicts = page.substring(0, page.indexOf("## Results"));
    String results = page.substring(page.indexOf("## Results"));
    assertThat(verdicts)
        .contains(
            "Task dates: English dates to ISO 8601, character by character, such as 3rd of May")
        .containsPattern("\\| exact\\\\_match +\\| Fraction of outputs equal to the reference")
        .doesNotContain("| perplexity");
    assertThat(results)
        .containsPattern("\\| perplexity +\\| exp of the mean cross-entropy")
        .doesNotContain("| Fraction of outputs equal to the reference");
  }

  @Test
  void claimsPageReadsAtAGlance(@TempDir Path experiments) throws Exception {
    List<Verdict> verdicts = SampleStudy.write(experiments.resolve("sample")).readVerdicts();
    List<Verdict> backwards = List.of(verdicts.get(1), verdicts.get(0));
    List<ClaimRow> sorted = ClaimRow.sorted(ClaimRow.of(experiments, "sample", backwards));
    assertThat(ClaimsPage.text(sorted))
        .startsWith("sample: C1 inconclusive: Attention")
        .contains(
            "\nsample: C2 supported: It holds [31m\n  supported: median over seeds of bleu of luong: 70")
        .doesNotContain("\u001B");
    ClaimsPage.write(experiments, sorted, List.of());
    ClaimsPage.write(experiments, sorted, List.of());
    String setting = "CPU\\|2, 2 threads; ";
    assertThat(experiments.resolve("README.md"))
        .content()
        .contains("\n2 claims: 1 supported, 0 refuted, 0 mixed, 1 inconclusive, 0 invalid.\n")
        .contains("\nA claim is supported if all its tests are; mixed if some are supported")
        .containsSubsequence(
            "\n## The \\*bottleneck\\*\n",
            "| **inconclusive** | [C1: Attention \\| &lt;i>removes&lt;/i> it](sample/README.md#claim-C1)"
                + "<br>**Not registered before its runs** | **no estimate**<br>median over seeds of seconds of luong; luong, seed 3 is failed"
                + " | below 2 | 1 supported, 1 inconclusive | met in 3 of 4 seeds | dates, ",
            setting + "3 seeds run |",
            "\n## Other claims\n",
            "| **supported** | [C2: It holds\\\\x1b\\[31m](sample/README.md#claim-C2)"
                + "<br>**Not registered before its runs** | **70 \\[69, 71\\] at 90 %, 5 seeds**<br>median"
                + " over seeds of bleu of luong | above 60 | 1 supported | none | dates, ",
            setting + "2 seeds run |");
  }

  @Test
  void claimsPageListsClaimsThatHaveNotBeenRun(@TempDir Path experiments) throws Exception {
    List<Verdict> verdicts = SampleStudy.write(experiments.resolve("sample")).readVerdicts();
    ClaimRow notRun =
        new ClaimRow("planned", verdicts.get(0), "dates; 0 seeds run", false, Set.of());
    List<ClaimRow> run = ClaimRow.of(experiments, "sample", verdicts.subList(1, 2));
    ClaimsPage.write(experiments, List.of(notRun, run.get(0)), List.of());
    assertThat(experiments.resolve("README.md"))
        .content()
        .contains(
            "\n2 claims: 1 supported, 0 refuted, 0 mixed, 1 inconclusive (1 not run), 0 invalid.\n")
        .containsSubsequence(
            "| **supported** | [C2: ",
            "\n## Not run\n",
            "| [C1: Attention \\| &lt;i>removes&lt;/i> it](planned/README.md#claim-C1) | dates; 0 seeds run |\n")
        .doesNotContain("| **inconclusive**");
  }

  @Test
  void doesNotOverwriteForeignPage(@TempDir Path experiments) throws Exception {
    Path page = Files.writeString(experiments.resolve("README.md"), "# My verdicts\n");
    assertThatThrownBy(() -> ClaimsPage.write(experiments, List.of(), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("README.md was not written by seqlab claims");
    assertThat(page).hasContent("# My verdicts\n");
  }

  @Test
  void drawsSingleAttentionMap(@TempDir Path elsewhere) throws Exception {
    AttentionMap map = AttentionMap.of("mine", List.of("a"), List.of("b"), new float[][] {{1}});
    Path svg = Report.drawAttention(elsewhere, "rnn", map);
    assertThat(svg).exists().hasFileName("attention-mine-rnn.svg");
    assertThat(elsewhere.resolve("attention-mine-rnn.png")).exists();
  }

  private static Map<String, byte[]> made(Path experiment) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(experiment)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = experiment.relativize(file).toString();
        if (!name.startsWith("runs") && !name.equals("study.yaml")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return files;
  }

  private static List<Path> figures() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("figures"))) {
      return all.sorted().toList();
    }
  }

  private static Document parse(Path svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();

    return factory.newDocumentBuilder().parse(svg.toFile());
  }
}
