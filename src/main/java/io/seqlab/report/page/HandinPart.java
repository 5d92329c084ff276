package io.seqlab.report.page;

import io.seqlab.report.figure.Figure;
import io.seqlab.report.table.ReportTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An item of a hand-in sheet with its contents, in this order.
 *
 * @param tables by their captions
 * @param answer what the student answered, if the item is a question; empty for space
 */
record HandinPart(
    String heading,
    List<String> texts,
    Map<String, ReportTable> tables,
    List<Figure> figures,
    Optional<String> answer) {

  HandinPart(String heading, List<String> texts) {
    this(heading, texts, Map.of(), List.of(), Optional.empty());
  }

  HandinPart withText(String text) {
    List<String> all = new ArrayList<>(texts);
    all.add(text);
    return new HandinPart(heading, all, tables, figures, answer);
  }

  HandinPart withTable(String caption, ReportTable table) {
    Map<String, ReportTable> all = new LinkedHashMap<>(tables);
    all.put(caption, table);
    return new HandinPart(heading, texts, all, figures, answer);
  }

  HandinPart withFigures(List<? extends Figure> all) {
    return new HandinPart(heading, texts, tables, List.copyOf(all), answer);
  }

  HandinPart withAnswer(String text) {
    return new HandinPart(heading, texts, tables, figures, Optional.of(text));
  }
}
