package io.seqlab.report.page;

import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.html.Page;
import io.seqlab.report.html.Section;
import io.seqlab.report.table.Markdown;
import java.util.List;
import java.util.Optional;

/**
 * The pages of a study that show text of its corpus, which may be protected by copyright. They are
 * below {@code runs}, which git ignores.
 *
 * @param records with the text of the runs
 */
public record CorpusTextPages(StudyRecords records) {
  /** Heatmaps and outputs, below the folder of the experiment. */
  public static final String EXAMPLES = "runs/examples.md";

  /** The hand-in sheet with heatmaps and outputs, likewise. */
  public static final String SHEET = "runs/handin.html";

  static final String NOTE =
      "This shows text of a corpus, which may be protected by copyright. It is in "
          + EXAMPLES
          + ", and with the other items in "
          + SHEET
          + "; git ignores both.";

  /** Whether the folders of runs have text to show. */
  public boolean isEmpty() {
    return records.attention().isEmpty() && records.handin().outputs().isEmpty();
  }

  /** The contents of {@link #EXAMPLES}. */
  public String examples() {
    StringBuilder text = new StringBuilder("# " + Markdown.escape(records.study().study()) + "\n");
    HandinParts.onlyText(records).forEach(part -> HandinSheet.append(text, part));
    return text.toString();
  }

  /** The contents of {@link #SHEET}; empty for a study without a sheet. */
  public Optional<String> sheet() {
    return records
        .study()
        .handin()
        .map(
            sheet ->
                new Page(
                        records.study().study(),
                        records.study().description(),
                        List.of(
                            new Section(
                                "handin",
                                "Hand-in sheet",
                                HandinSheet.blocks(records, sheet, HandinParts.withText(records)))))
                    .html());
  }
}
