package io.seqlab.report;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.Measure;
import io.seqlab.result.Provenance;
import io.seqlab.result.RunAttention;
import io.seqlab.result.RunResult;
import io.seqlab.result.Sample;
import io.seqlab.result.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * All that a report is made from: the committed files of an experiment, read.
 *
 * @param yaml the resolved study as it was written
 */
record StudyRecords(
    Provenance provenance,
    StudySpec study,
    String yaml,
    List<RunResult> results,
    List<Measure> measures,
    List<RunAttention> attention,
    List<Verdict> verdicts,
    List<Sample> samples) {

  static StudyRecords read(ExperimentFolder experiment) throws IOException {
    Provenance provenance = experiment.readProvenance();
    String file = experiment.file("study.yaml").toString();
    String yaml = experiment.readStudy().orElseThrow(() -> new NoSuchFileException(file));
    return new StudyRecords(
        provenance,
        SpecReader.read(yaml, file, StudySpec.class),
        yaml,
        experiment.readResults(),
        experiment.readMeasures(),
        experiment.readAttention(),
        experiment.readVerdicts(),
        experiment.readSamples());
  }
}
