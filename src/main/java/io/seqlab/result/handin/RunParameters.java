package io.seqlab.result.handin;

import io.seqlab.result.record.RunKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trained parameters of a run.
 *
 * @param shapes shape of each parameter by its name, in model order
 */
public record RunParameters(RunKey run, Map<String, List<Long>> shapes) {
  public RunParameters {
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    if (shapes.values().stream().flatMap(List::stream).anyMatch(size -> size == null || size < 0)) {
      throw new IllegalArgumentException("a shape of %s is negative".formatted(run));
    }
  }

  /** Number of weights of a shape. */
  public static long count(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }
}
