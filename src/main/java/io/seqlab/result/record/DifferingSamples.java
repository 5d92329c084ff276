package io.seqlab.result.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the first test examples for which outputs differ. For each model and grid point, the first
 * run is used, provided that its test examples are those of the very first run. Only the outputs of
 * the very first run are kept, so that runs may be many.
 */
public final class DifferingSamples {
  private static final int MAX_SAMPLES = 12;

  private final Set<List<Object>> variants = new HashSet<>();
  private final List<RunKey> runs = new ArrayList<>();
  private List<Prediction> first = List.of();

  /** The outputs of all runs so far for the first examples that differ, by the place of these. */
  private final TreeMap<Integer, List<String>> differing = new TreeMap<>();

  /** Whether no run of the same model and grid point is used yet. */
  public boolean needs(RunKey run) {
    return !variants.contains(variant(run));
  }

  private static List<Object> variant(RunKey run) {
    return List.of(run.model(), run.grid());
  }

  /** The outputs of the next run; not used if the run is not needed. */
  public void add(RunKey run, List<Prediction> outputs) {
    if (runs.isEmpty()) {
      first = List.copyOf(outputs);
    }
    if (!hasSameExamples(outputs) || !variants.add(variant(run))) {
      return;
    }
    for (int i = 0; i < outputs.size(); i++) {
      String text = outputs.get(i).hypothesis();
      String ofFirst = first.get(i).hypothesis();
      if (!differing.containsKey(i) && !text.equals(ofFirst) && isAmongFirst(i)) {
        differing.put(i, new ArrayList<>(runs.stream().map(any -> ofFirst).toList()));
      }
    }
    while (differing.size() > MAX_SAMPLES) {
      differing.pollLastEntry();
    }
    differing.forEach((i, texts) -> texts.add(outputs.get(i).hypothesis()));
    runs.add(run);
  }

  private boolean isAmongFirst(int example) {
    return differing.size() < MAX_SAMPLES || example < differing.lastKey();
  }

  private boolean hasSameExamples(List<Prediction> outputs) {
    boolean same = outputs.size() == first.size();
    for (int i = 0; same && i < first.size(); i++) {
      same =
          outputs.get(i).source().equals(first.get(i).source())
              && outputs.get(i).reference().equals(first.get(i).reference());
    }
    return same;
  }

  /** The examples, with the outputs of the runs that are used. */
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Map.Entry<Integer, List<String>> each : differing.entrySet()) {
      Prediction example = first.get(each.getKey());
      List<Sample.Answer> answers = new ArrayList<>();
      for (int r = 0; r < runs.size(); r++) {
        answers.add(new Sample.Answer(runs.get(r), each.getValue().get(r)));
      }
      samples.add(new Sample(each.getKey() + 1, example.source(), example.reference(), answers));
    }
    return samples;
  }
}
