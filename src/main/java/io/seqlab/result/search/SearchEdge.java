package io.seqlab.result.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A chosen value that is the lowest or highest of those tried, so that a better one may lie beyond;
 * 0, below which there is no warm-up or dropout, is no such end.
 *
 * @param lowest of the values tried, as YAML text
 * @param highest of the values tried, as YAML text
 */
public record SearchEdge(String variant, String key, String value, String lowest, String highest) {

  /** The edges at which the search of a variant ended. */
  public static List<SearchEdge> of(SearchResults results, String variant) {
    List<SearchEdge> edges = new ArrayList<>();
    Optional<SearchResults.Scored> best = results.best(variant);
    for (String key : results.search().over().keySet()) {
      List<String> values =
          results.tried(variant).stream()
              .map(trial -> trial.values().get(key))
              .filter(text -> Double.isFinite(number(text)))
              .sorted(Comparator.comparingDouble(SearchEdge::number))
              .toList();
      best.map(trial -> trial.values().get(key))
          .filter(values::contains)
          .map(
              value ->
                  new SearchEdge(variant, key, value, values.get(0), values.get(values.size() - 1)))
          .filter(SearchEdge::isEdge)
          .ifPresent(edges::add);
    }
    return edges;
  }

  /** The number of a YAML text; NaN if it is none. */
  public static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private boolean isEdge() {
    boolean end = (value.equals(lowest) && number(lowest) != 0) || value.equals(highest);
    return end && !lowest.equals(highest);
  }

  /** For the user. */
  @Override
  public String toString() {
    String end = value.equals(lowest) ? "lowest" : "highest";
    return "%s: the search ended at the edge of its range: the best %s, %s, is the %s tried (%s to %s); a wider range or more trials may find a better one"
        .formatted(variant, key, value, end, lowest, highest);
  }
}
