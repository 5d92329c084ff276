package io.seqlab.report.core;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.seqlab.result.record.RunKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A model at a grid point: the unit of comparison. Its runs differ only in the seed. */
public record Variant(String model, Map<String, String> grid) {
  public static Variant of(RunKey run) {
    return new Variant(run.model(), run.grid());
  }

  /** Groups records of runs by variant, in order of first occurrence. */
  public static <T> Map<Variant, List<T>> group(Collection<T> all, Function<T, RunKey> run) {
    return all.stream()
        .collect(groupingBy(each -> of(run.apply(each)), LinkedHashMap::new, toList()));
  }

  /** The model and its grid values: {@code rnn, symbols 50}. */
  public String label() {
    StringBuilder text = new StringBuilder(model);
    grid.forEach(
        (key, value) ->
            text.append(", ").append(shortName(key, grid.keySet())).append(' ').append(value));
    return text.toString();
  }

  /** The last part of a grid key, or the whole key if another key has the same last part. */
  public static String shortName(String key, Set<String> keys) {
    long same = keys.stream().filter(other -> lastPart(other).equals(lastPart(key))).count();
    return same > 1 ? key : lastPart(key);
  }

  /** {@code batch.size} as {@code size}. */
  static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
