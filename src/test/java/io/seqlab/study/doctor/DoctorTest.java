package io.seqlab.study.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.study.doctor.Doctor.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoctorTest {

  @Test
  void engineLoadsAndMultiplies() {
    assertThat(Doctor.run())
        .contains(new Check("matrix product", "works", ""))
        .extracting(Check::name)
        .contains("Java", "DJL", "PyTorch", "memory", "disk", "threads");
  }

  @Test
  void versionMatchesPom() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>seqlab</artifactId>\n  <version>" + Doctor.version() + "</version>");
  }
}
