package io.seqlab.cli;

import io.seqlab.study.doctor.Doctor;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"seqlab " + Doctor.version()};
  }
}
