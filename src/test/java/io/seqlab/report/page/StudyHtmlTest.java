package io.seqlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.report.SampleStudy;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class StudyHtmlTest {
  @TempDir static Path folder;
  private static StudyRecords records;
  private static String page;
  private static Document main;

  @BeforeAll
  static void write() throws Exception {
    ExperimentFolder experiment = SampleStudy.write(folder);
    records = StudyRecords.read(experiment);
    page = StudyHtml.of(records).html();
    String body = page.substring(page.indexOf("<main"), page.indexOf("</main>") + 7);
    main =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void pageIsDeterministic() {
    assertThat(StudyHtml.of(records).html()).isEqualTo(page);
  }

  @Test
  void sectionsAreInOrder() {
    assertThat(elements("section", section -> true))
        .extracting(section -> section.getAttribute("id"))
        .containsExactly(
            "verdicts",
            "results",
            "differences",
            "published",
            "learning",
            "measures",
            "attention",
            "examples",
            "provenance");
    assertThat(page)
        .contains("<h1><bdi>sample</bdi></h1>", "Does attention remove the *bottleneck*?");
  }

  @Test
  void pageIsSelfContained() {
    assertThat(page.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContain("http:", "https:", "url(", "@import", "src=", "style=");
    assertThat(matches("href=\"([^\"]*)\"", page))
        .isNotEmpty()
        .allMatch(target -> target.startsWith("#") || target.equals("data:,"));
  }

  @Test
  void policyAllowsOnlyInlineStyleAndScript() throws Exception {
    assertThat(matches("<(?:style|script)>", page)).hasSize(2);
    String policy = matches("Content-Security-Policy\" content=\"([^\"]*)\"", page).get(0);
    assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe");
    for (String tag : List.of("style", "script")) {
      String text = matches("(?s)<" + tag + ">(.*?)</" + tag + ">", page).get(0);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      String name = Base64.getEncoder().encodeToString(hash).replace("=", "&#x3D;");
      assertThat(policy).contains(tag + "-src 'sha256-" + name + "'");
    }
  }

  @Test
  void hostileTextIsEscaped() {
    List<String> said =
        elements("td", cell -> cell.getAttribute("class").equals("said")).stream()
            .map(Element::getTextContent)
            .toList();
    for (String text : SampleStudy.HOSTILE) {
      assertThat(said).as(text).anyMatch(shown -> shown.endsWith(text));
    }
    assertThat(elements("td", cell -> cell.getAttribute("class").equals("said")))
        .allMatch(cell -> cell.getAttribute("dir").equals("auto"));
    assertThat(elements("script", script -> true)).isEmpty();
    assertThat(main.getDocumentElement().getTextContent())
        .contains("<b>Author</b> 2016, table 2", "Attention | <i>removes</i> it")
        .contains("show all 5000 characters");
  }

  @Test
  void idsAreUniqueAndReferencedByLabels() {
    List<String> ids = matches(" id=\"([^\"]*)\"", page);
    assertThat(ids).doesNotHaveDuplicates();
    for (String labels : matches("aria-labelledby=\"([^\"]*)\"", page)) {
      assertThat(ids).contains(labels.split(" "));
    }
    assertThat(elements("svg", svg -> svg.getAttribute("role").equals("img"))).hasSize(9);
  }

  @Test
  void tablesHaveCaptionAndSortableHeaders() {
    for (Element table : elements("table", each -> each.getAttribute("class").equals("data"))) {
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      Element head = (Element) table.getElementsByTagName("thead").item(0);
      assertThat(all(head.getElementsByTagName("th")))
          .allMatch(th -> th.getAttribute("scope").equals("col"))
          .allMatch(th -> th.getAttribute("data-sort").matches("number|text"));
    }
  }

  @Test
  void resultTableContainsMeans() {
    Element section = elements("section", s -> s.getAttribute("id").equals("results")).get(0);
    List<Element> rows = all(section.getElementsByTagName("tr"));
    List<String> header = texts(rows.get(0));
    for (Element row : rows.subList(1, rows.size())) {
      double mean =
          records.results().stream()
              .filter(run -> run.key().model().equals(texts(row).get(0)))
              .filter(run -> run.status() == RunStatus.DONE)
              .map(RunResult::metrics)
              .mapToDouble(metrics -> metrics.get("bleu"))
              .average()
              .orElseThrow();
      assertThat(texts(row).get(header.indexOf("BLEU")))
          .startsWith(String.format(Locale.ROOT, "%.1f ± ", mean));
    }
    assertThat(rows).hasSize(5);
  }

  @Test
  void publishedTableContainsReproducedValue() {
    Element section = elements("section", s -> s.getAttribute("id").equals("published")).get(0);
    List<String> row = texts(all(section.getElementsByTagName("tr")).get(1));
    double ours =
        records.results().stream()
            .filter(run -> run.key().model().equals("luong") && run.status() == RunStatus.DONE)
            .mapToDouble(run -> run.metrics().get("bleu"))
            .average()
            .orElseThrow();
    assertThat(row.subList(0, 3)).containsExactly("luong", "BLEU", "33.0");
    assertThat(row.get(3)).startsWith(String.format(Locale.ROOT, "%.1f ± ", ours));
    assertThat(row.subList(4, 7)).containsExactly("–", "no", "other tokens | no case");
  }

  @Test
  void verdictCardContainsQuoteForestPlotTablesAndFigureOnce() {
    Element card = elements("article", each -> true).get(0);
    assertThat(card.getAttribute("class")).isEqualTo("card neither");
    assertThat(card.getAttribute("id")).isEqualTo("claim-C1");
    assertThat(card.getTextContent())
        .containsSubsequence(
            "Attention | <i>removes</i> it",
            "“A fixed-length vector <b>may</b> be | a bottleneck” (Author 2015, section 1)",
            "Dates of 8 to 40 characters",
            "Tests of C1",
            "0.301 [0.2745, 0.3291]",
            "above 0.1",
            "supported for bounds below 0.2745",
            "Controls of C1",
            "3 of 4",
            "0.981",
            "Statistics of the tests of C1",
            "0.25 [0.2, 0.3]");
    assertThat(all(card.getElementsByTagName("figure")))
        .extracting(figure -> figure.getAttribute("id"))
        .containsExactly("figure-claim-C1", "figure-exact_match-by-source_length");
    assertThat(elements("figure", f -> f.getAttribute("id").contains("exact_match-by-source")))
        .hasSize(1);
  }

  @Test
  void testsLinkToTheirFigures() {
    List<Element> links = elements("a", link -> true);
    assertThat(links)
        .extracting(link -> link.getAttribute("href"))
        .contains("#figure-exact_match-by-source_length", "#claim-C1");
    List<String> ids =
        elements("*", each -> true).stream().map(each -> each.getAttribute("id")).toList();
    assertThat(links).allMatch(link -> ids.contains(link.getAttribute("href").substring(1)));
  }

  @Test
  void cardWithoutControlsOrQuoteHasNoEmptyTables() {
    Element card = elements("article", each -> true).get(1);
    assertThat(card.getAttribute("id")).isEqualTo("claim-C2");
    assertThat(card.getTextContent())
        .contains("70 [69, 71]", "sign test over seeds")
        .doesNotContain("Controls of", "Quote", "How it is tested", "From all seeds");
  }

  private static List<String> texts(Element row) {
    NodeList cells = row.getChildNodes();
    return IntStream.range(0, cells.getLength())
        .mapToObj(i -> cells.item(i).getTextContent())
        .toList();
  }

  private static List<Element> elements(String name, Predicate<Element> which) {
    return all(main.getElementsByTagName(name)).stream().filter(which).toList();
  }

  private static List<Element> all(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<String> matches(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }
}
