package io.seqlab.result.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warnings of files that an experiment had and that are missing, with what is lost. */
final class MissingFiles {
  private MissingFiles() {}

  /** {@link ExperimentFolder#missing}. */
  static List<String> of(ExperimentFolder experiment) throws IOException {
    Map<String, String> losses = new LinkedHashMap<>();
    losses.put(ExperimentFolder.RESULTS, "tables are empty");
    losses.put(ExperimentFolder.MEASURES, "curves and tests have no measures");
    losses.put(
        ExperimentFolder.EXAMPLES, "tests know no examples, and results.csv is not verified");
    losses.put(
        ExperimentFolder.SEARCH, "the values that the search chose for each model are not known");
    losses.put(ExperimentFolder.DATA, "runs on different data are not told apart");
    losses.put(CorpusFile.NAME, "the report does not tell what was left out of the text");
    losses.put(AttentionFile.NAME, "there are no figures of attention");
    losses.put(SampleFile.NAME, "report.html shows no outputs");
    losses.put(HandinFile.NAME, "handin.md shows no outputs and no parameters");
    losses.put(RegistrationFile.NAME, "verdicts do not tell what was changed after the runs");
    List<String> warnings = new ArrayList<>();
    for (Map.Entry<String, String> each : losses.entrySet()) {
      if (experiment.manifest().lacks(each.getKey())) {
        warnings.add(
            "%s is missing: %s; restore it, or repeat the study"
                .formatted(experiment.file(each.getKey()), each.getValue()));
      }
    }
    return warnings;
  }
}
