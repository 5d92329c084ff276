package io.seqlab.study.run;

import io.seqlab.config.StudySpec;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import io.seqlab.study.plan.SearchPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of {@code search.csv}, compared with the trials of a study.
 *
 * @param known rows of its trials, as the study writes their values
 * @param contradicting rows in place of its trials with other values
 * @param foreign rows of trials that it does not have
 */
record SearchRows(
    Map<Trial, TrialResult> known,
    Map<Trial, TrialResult> contradicting,
    List<TrialResult> foreign) {

  /** Reads the rows; without a plan, all are foreign. */
  static SearchRows read(StudySpec study, Optional<SearchPlan> plan, ExperimentFolder experiment)
      throws IOException {
    SearchRows rows =
        new SearchRows(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (TrialResult row : experiment.search().read(study.training().bestBy())) {
      Optional<Trial> planned = plan.flatMap(each -> each.planned(row.trial()));
      if (planned.isEmpty()) {
        rows.foreign.add(row);
      } else if (plan.get().haveSameValues(planned.get(), row.trial())) {
        rows.known.put(planned.get(), row.withTrial(planned.get()));
      } else {
        rows.contradicting.put(planned.get(), row);
      }
    }
    return rows;
  }
}
