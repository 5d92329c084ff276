package io.seqlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.page.ClaimsPage;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
            "attention-1-date.svg",
            "attention-1-date-luong.png")
        .noneMatch(name -> name.contains("attention-1-date-rnn"));
  }

  @Test
  void heatmapContainsTokensAsText() throws Exception {
    Document svg = parse(folder.resolve("figures/attention-3-japanese.svg"));
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
    assertThat(files).hasSize(7).allMatch(file -> Files.exists(folder.resolve(file)));
    assertThat(page)
        .contains(
            "the \\*bottleneck\\*?", "./seqlab run a.yaml", "0123abc", "DJL 0.35.1", "CPU\\|2")
        .contains("luong: 1 of 3 runs failed (seed 3)");
  }

  @Test
  void readmeContainsVerdictsAndDifferences() throws Exception {
    assertThat(Files.readString(folder.resolve("README.md")))
        .contains(
            "- **C1: inconclusive.** Attention \\| &lt;i>removes&lt;/i> it (family-wise error rate at most 5 %)")
        .contains("- **C2: supported.** It holds", "(min to max across seeds)")
        .contains("| 0.301 \\[0.2745, 0.3291\\] | above 0.1 | supported    | &lt; 0.001 |")
        .contains("- C1, seconds of luong: luong, seed 3 is failed.")
        .containsPattern(
            "Exact match \\(%\\) \\| luong \\| +\\+30.0 \\| +\\+27.0 to \\+33.0 \\| +0.012 \\| +– \\|");
  }

  @Test
  void claimsPageContainsAllVerdicts(@TempDir Path experiments) throws Exception {
    List<Verdict> verdicts = SampleStudy.write(experiments.resolve("sample")).readVerdicts();
    List<ClaimsPage.Entry> entries =
        Stream.of(verdicts.get(1), verdicts.get(0))
            .map(verdict -> new ClaimsPage.Entry("sample", verdict))
            .toList();
    List<ClaimsPage.Entry> sorted = ClaimsPage.sorted(entries);
    assertThat(ClaimsPage.text(sorted))
        .startsWith("sample: C1 inconclusive: Attention")
        .contains("\nsample: C2 supported: It holds [31m\n  supported: bleu of luong, every seed")
        .doesNotContain("\u001B");
    ClaimsPage.write(experiments, sorted);
    ClaimsPage.write(experiments, sorted);
    assertThat(experiments.resolve("README.md"))
        .content()
        .contains(
            "| C1 | Attention \\| &lt;i>removes&lt;/i> it | **inconclusive** | supported: exact\\_match of")
        .contains(
            "<br>inconclusive: seconds of luong: –, claimed below 2 (luong, seed 3 is failed) |")
        .contains("[sample](sample/README.md)");
  }

  @Test
  void doesNotOverwriteForeignPage(@TempDir Path experiments) throws Exception {
    Path page = Files.writeString(experiments.resolve("README.md"), "# My verdicts\n");
    assertThatThrownBy(() -> ClaimsPage.write(experiments, List.of()))
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
