package io.seqlab.result.handin;

import java.util.List;

/**
 * The contents of {@code handin.json}.
 *
 * @param outputs of one run of each model and grid point; none of a corpus
 * @param parameters likewise
 */
public record HandinData(List<GradedOutput> outputs, List<RunParameters> parameters) {
  public static final HandinData NONE = new HandinData(List.of(), List.of());

  public HandinData {
    outputs = List.copyOf(outputs);
    parameters = List.copyOf(parameters);
  }
}
