package io.seqlab.cli;

import io.seqlab.cli.text.Columns;
import io.seqlab.cli.text.Output;
import io.seqlab.study.doctor.Doctor;
import io.seqlab.study.doctor.Doctor.Check;
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
        "Checks versions, native libraries, threads, memory and disk, and reports problems.",
    footer = {"", "Exit codes: 0 no problems; 1 problems found."})
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Override
  public Integer call() {
    engine.apply();
    List<Check> checks = Doctor.run();
    Columns columns = new Columns("<<");
    checks.forEach(check -> columns.row(check.name(), check.value()));
    Output out = Output.of(spec);
    out.text(columns.text());
    List<Check> problems = checks.stream().filter(c -> !c.problem().isEmpty()).toList();
    problems.forEach(check -> out.line("Problem: " + check.name() + ": " + check.problem()));
    out.line(problems.isEmpty() ? "No problems found." : "");
    return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
