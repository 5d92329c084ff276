package io.seqlab.cli.job;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.site.RunnerSpec;
import io.seqlab.config.site.RunnerType;
import io.seqlab.config.site.SiteSpec;
import io.seqlab.config.yaml.SpecReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where runs are executed: options, and the site file for those that are not given. */
public final class RunnerOptions {
  @Option(
      names = "--on",
      paramLabel = "RUNNER",
      description =
          "Where runs are executed: local (this machine) or slurm (jobs of a cluster). Default: that of the site file, else local.")
  private Optional<RunnerType> on = Optional.empty();

  @Option(
      names = "--slurm",
      paramLabel = "OPTION=VALUE,…",
      description =
          "Long options of sbatch, such as partition=gpu,time=02:00:00,mem=8G; they precede those of the site file. Repeatable.")
  private List<String> slurm = List.of();

  @Option(
      names = "--at-most",
      paramLabel = "N",
      description = "Largest number of jobs that run at the same time. Default: no limit.")
  private Optional<Integer> atMost = Optional.empty();

  @Option(
      names = "--site",
      paramLabel = "FILE",
      description = "The site file. Default: ~/.config/seqlab/site.yaml, if it exists.")
  private Optional<Path> site = Optional.empty();

  @Option(
      names = "--detach",
      description = "End once the jobs are submitted; seqlab status shows them.")
  private boolean detach;

  /** Options and site file; local if neither says another runner. */
  public RunnerSpec read() {
    RunnerSpec runner = site();
    if (on.isPresent()) {
      runner = runner.with(on.get());
    }
    if (runner.on() == RunnerType.LOCAL && (!slurm.isEmpty() || atMost.isPresent() || detach)) {
      throw new ConfigException("--slurm, --at-most and --detach require --on slurm");
    }
    runner = slurm.isEmpty() ? runner : runner.with(slurm);
    return atMost.isPresent() ? runner.withAtMost(atMost.get()) : runner;
  }

  /** Whether the command ends once the jobs are submitted. */
  public boolean detach() {
    return detach;
  }

  private RunnerSpec site() {
    Path home = Path.of(System.getProperty("user.home"), ".config", "seqlab", "site.yaml");
    Path file = site.orElse(home);
    return site.isPresent() || Files.exists(file)
        ? SpecReader.read(file, SiteSpec.class).runner()
        : new RunnerSpec(RunnerType.LOCAL, Map.of(), Optional.empty(), List.of());
  }
}
