package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.study.slurm.Submission.Element;
import io.seqlab.study.slurm.Submission.SubmittedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionFolderTest {
  @TempDir Path experiment;

  private SubmissionFolder create() throws IOException {
    Files.createDirectories(SubmissionFolder.parent(experiment));
    return SubmissionFolder.create(experiment);
  }

  @Test
  void whatIsWrittenIsReadInOrder() throws IOException {
    SubmittedRun run = new SubmittedRun("runs/a/s1", 5, 1, 2);
    List<Submission> written =
        List.of(
            new Submission("seqlab-1", "7", List.of(new Element(List.of(run)))),
            new Submission("seqlab-2", "", List.of()));
    for (Submission submission : written) {
      create().write(submission);
    }
    assertThat(SubmissionFolder.read(experiment))
        .extracting(SubmissionFolder.Stored::submission)
        .isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "{\"name\": null, \"job\": \"1\", \"elements\": []}",
        "{\"name\": \"a\", \"job\": null, \"elements\": []}",
        "{\"name\": \"a\", \"job\": \"1\", \"elements\": [null]}",
        "{\"name\": \"a\", \"job\": \"1\", \"elements\": [{\"runs\": null}]}",
        "{\"name\": \"a\", \"job\": \"1\", \"elements\": [{\"runs\": [{\"folder\": null}]}]}"
      })
  void aDamagedOneIsLeftOut(String text) throws IOException {
    Files.writeString(create().path().resolve("submission.json"), text);
    assertThat(SubmissionFolder.read(experiment)).isEmpty();
  }
}
