package io.seqlab.report.core;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Sample;
import io.seqlab.result.record.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * The contents of an experiment's committed files, from which its report is generated.
 *
 * @param yaml text of the resolved study
 */
public record StudyRecords(
    Provenance provenance,
    StudySpec study,
    String yaml,
    List<RunResult> results,
    List<Measure> measures,
    List<RunAttention> attention,
    List<Verdict> verdicts,
    List<Difference> differences,
    List<Sample> samples) {

  public static StudyRecords read(ExperimentFolder experiment) throws IOException {
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
        experiment.readDifferences(),
        experiment.readSamples());
  }
}
