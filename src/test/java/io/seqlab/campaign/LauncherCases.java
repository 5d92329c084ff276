package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Cases of commands through the launcher in a shell. */
final class LauncherCases {
  private static final int SECONDS = 120;

  private final TinyStudy study;
  private final LauncherHome launcher;
  private final Snapshot reference;
  private final List<Campaign.Case> cases = new ArrayList<>();

  LauncherCases(TinyStudy study, Snapshot reference) throws Exception {
    this.study = study;
    this.reference = reference;
    launcher = LauncherHome.create(study.home().resolve("seqlab home"), study.seqlab());
    assertThat(shell(Map.of(), "\"$@\"", "--version").exit()).isZero();
  }

  List<Campaign.Case> cases() {
    return cases;
  }

  Path script() {
    return launcher.script();
  }

  static Map<String, String> options(String options) {
    return Map.of("SEQLAB_JAVA_OPTS", options);
  }

  String[] run(String out) {
    Path folder = study.home().resolve(out);
    return new String[] {
      "run", study.file().toString(), "--threads", "1", "--out", folder.toString()
    };
  }

  /** The study runs, with the usual results, under this environment into a folder of this name. */
  void works(
      String fault, String name, Map<String, String> environment, String redirect, String folder) {
    add(
        fault,
        name,
        () -> {
          String parent = UUID.randomUUID().toString();
          Files.createDirectories(study.home().resolve(parent));
          Path copy = Files.copy(study.file(), study.home().resolve(parent).resolve("s " + folder));
          Path out = study.home().resolve(parent).resolve(folder);
          String[] words = {"run", copy.toString(), "--threads", "1", "--out", out.toString()};
          Outputs.requireClean(shell(environment, "\"$@\" " + redirect, words), 0);
          Snapshot.of(out).requireEqual(reference);
        });
  }

  void refused(
      String fault,
      String name,
      Map<String, String> environment,
      String command,
      List<Integer> exits,
      String word,
      String... words) {
    add(
        fault,
        name,
        () -> {
          SeqlabCommand.Ended ended = shell(environment, command, words);
          if (ended.exit() == 0) {
            Outputs.requireClean(ended, exits.toArray(Integer[]::new));
          } else {
            Outputs.requireRefusal(ended, exits, word);
          }
        });
  }

  /** A reader that ends early is no error. */
  void quiet(String fault, String name, String... words) {
    add(
        fault,
        name,
        () -> {
          SeqlabCommand.Ended ended = shell(Map.of(), "\"$@\" | head -c 1", words);
          Outputs.requireClean(ended, 0);
          assertThat(ended.err()).isEmpty();
        });
  }

  void add(String fault, String name, Campaign.Check check) {
    cases.add(new Campaign.Case("environment: " + fault, name.replace("\n", "\\n"), check));
  }

  /** Ends a shell command, where {@code "$@"} is the launcher with arguments. */
  SeqlabCommand.Ended shell(Map<String, String> environment, String command, String... words)
      throws IOException, InterruptedException {
    return SeqlabCommand.start(
            study.home(),
            study.logs(),
            LauncherHome.environment(environment),
            launcher.shell(command, words))
        .await(SECONDS);
  }
}
