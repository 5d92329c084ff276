package io.seqlab.config.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Suggests valid names for a misspelt name. */
public final class NearestName {
  private NearestName() {}

  /**
   * The first candidate with the smallest edit distance (insert, delete, replace, transpose),
   * ignoring case and hyphens. Empty if more than half of the characters would change.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    return nearest(name, candidates, 1).stream()
        .filter(best -> isNear(normalize(name), normalize(best)))
        .findFirst();
  }

  /** "did you mean 'x'? (label: x, y, z)", or "label: x, y, z" if no candidate is near. */
  public static String hint(String name, String label, Collection<String> candidates) {
    String all = label + ": " + String.join(", ", candidates);
    return of(name, candidates)
        .map(best -> "did you mean '" + best + "'? (" + all + ")")
        .orElse(all);
  }

  /** The candidates with the smallest edit distances, nearest first. */
  public static List<String> nearest(String name, Collection<String> candidates, int limit) {
    String normalized = normalize(name);
    return candidates.stream()
        .sorted(Comparator.comparingInt(candidate -> edits(normalized, normalize(candidate))))
        .limit(limit)
        .toList();
  }

  private static boolean isNear(String a, String b) {
    return edits(a, b) <= Math.max(1, Math.max(a.length(), b.length()) / 2);
  }

  private static String normalize(String name) {
    return name.substring(0, Math.min(name.length(), 80))
        .toLowerCase(Locale.ROOT)
        .replace('-', '_');
  }

  /** Optimal string alignment distance. */
  private static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
