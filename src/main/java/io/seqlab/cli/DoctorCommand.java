package io.seqlab.cli;

import io.seqlab.cli.text.Columns;
import io.seqlab.cli.text.Output;
import io.seqlab.study.doctor.Doctor;
import io.seqlab.study.doctor.Doctor.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seqlab doctor}. */
@Command(
    name = "doctor",
    description =
        "Looks at versions, native libraries, threads, memory and disk, and says what is wrong.",
    footer = {"", "Exit: 0 all is well; 1 something is wrong."})
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Override
  public Integer call() {
    engine.use();
    List<Finding> findings = Doctor.examine();
    Columns columns = new Columns("<<");
    findings.forEach(finding -> columns.row(finding.subject(), finding.value()));
    Output out = Output.of(spec);
    out.text(columns.text());
    List<Finding> wrong = findings.stream().filter(f -> !f.remedy().isEmpty()).toList();
    wrong.forEach(finding -> out.line("Problem: " + finding.subject() + ": " + finding.remedy()));
    out.line(wrong.isEmpty() ? "All is well." : "");
    return wrong.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
