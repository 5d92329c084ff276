package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Commands through the launcher where locale, streams, limits, variables or paths are hostile. */
final class EnvironmentFaults {
  private static final int SECONDS = 120;

  private final TinyStudy study;
  private final LauncherHome launcher;
  private final Snapshot reference;
  private final Path finished;
  private final List<Campaign.Case> cases = new ArrayList<>();

  EnvironmentFaults(TinyStudy study) throws Exception {
    this.study = study;
    launcher = LauncherHome.create(study.home().resolve("seqlab home"), study.seqlab());
    finished = study.home().resolve("finished");
    reference = study.finish(finished);
    assertThat(shell(Map.of(), "\"$@\"", "--version").exit()).isZero();
  }

  List<Campaign.Case> cases() {
    locales();
    streams();
    limits();
    variables();
    paths();
    return cases;
  }

  private void locales() {
    for (String locale : List.of("xx_YY.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "C", "POSIX", "")) {
      works("locale", "LC_ALL=" + locale, Map.of("LC_ALL", locale), "", "Größe ü");
    }
    works("locale", "LANG only", Map.of("LC_ALL", "", "LANG", "ja_JP.UTF-8"), "", "長い");
    works("locale", "Turkish Java", options("-Duser.language=tr -Duser.country=TR"), "", "plain");
  }

  private void streams() {
    works("closed stream", "standard input of run", Map.of(), "<&-", "in");
    works("closed stream", "standard input of --jobs", Map.of(), "--jobs 2 <&-", "in");
    works("closed stream", "standard error of run", Map.of(), "2>&-", "err");
    String best = finished.resolve("runs/luong/s1").toString();
    for (String command :
        List.of("schema", "models show luong", "data show dates", "check STUDY")) {
      String[] words = command.replace("STUDY", study.file().toString()).split(" ");
      refused("full output", command, Map.of(), "\"$@\" > /dev/full", List.of(1), "", words);
      refused(
          "closed stream", "output of " + command, Map.of(), "\"$@\" >&-", List.of(1), "", words);
      quiet("closed pipe", command, words);
    }
    String translate = "yes 'a b c' | head -300 | \"$@\" ";
    refused(
        "full output",
        "translate",
        Map.of(),
        translate + "> /dev/full",
        List.of(1),
        "",
        "translate",
        best,
        "--threads",
        "1");
    add(
        "closed stream",
        "standard input of translate",
        () -> {
          SeqlabCommand.Ended ended = shell(Map.of(), "\"$@\" <&-", "translate", best);
          Outputs.requireClean(ended, 0, 1, 2);
          assertThat(ended.out()).isEmpty();
        });
  }

  private void limits() {
    for (int blocks : List.of(1, 4, 16)) {
      refused(
          "file size limit",
          blocks + " KiB",
          Map.of(),
          "ulimit -f " + blocks + "; \"$@\"",
          List.of(1, 2),
          "limit" + blocks,
          run("limit" + blocks));
    }
    refused(
        "few file descriptors",
        "40",
        Map.of(),
        "ulimit -n 40; \"$@\"",
        List.of(0, 1, 2),
        "",
        run("descriptors"));
    add("full disk", "tmpfs of 200 KiB", this::fullDisk);
  }

  /** On a full disk a run fails and names it; with space, the same command finishes it. */
  private void fullDisk() throws Exception {
    Path disk = Files.createDirectories(study.home().resolve("disk"));
    if (mount("-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString()) != 0) {
      return; // only root may mount
    }
    try {
      SeqlabCommand.Ended full = shell(Map.of(), "\"$@\"", run("disk/out"));
      Outputs.requireRefusal(full, List.of(1, 2), "disk");
      mount("-o", "remount,size=50m", disk.toString());
      Snapshot.of(disk.resolve("out")); // readable
      Outputs.requireClean(shell(Map.of(), "\"$@\"", run("disk/out")), 0);
      Snapshot.of(disk.resolve("out")).requireEqual(reference);
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  private static int mount(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("mount"));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words).start().waitFor();
  }

  private void variables() {
    for (String option :
        List.of("-XX:+UseG1GC", "-Xms1g -Xmx2g", "-Xmx200m", "-Dx=*", "-XX:+NoSuchOption")) {
      works("SEQLAB_JAVA_OPTS", option, options(option), "", "options");
    }
    refused(
        "SEQLAB_JAVA_OPTS",
        "-Xmx16m",
        options("-Xmx16m"),
        "\"$@\"",
        List.of(0, 1, 2),
        "",
        run("small"));
    works(
        "SEQLAB_JAVA_OPTS", "no temporary folder", options("-Djava.io.tmpdir=/nowhere"), "", "tmp");
    works("HOME and TERM", "HOME=/nowhere", Map.of("HOME", "/nowhere"), "", "home");
    works("HOME and TERM", "HOME=", Map.of("HOME", ""), "", "home");
    works("HOME and TERM", "TERM=", Map.of("TERM", ""), "", "term");
    for (String columns : List.of("0", "-5", "abc", "99999999999")) {
      works("HOME and TERM", "COLUMNS=" + columns, Map.of("COLUMNS", columns), "", "columns");
    }
  }

  private void paths() {
    for (String name :
        List.of(
            "two words",
            "it's \"quoted\"",
            "ünï → 你",
            "line\nbreak",
            "a*b?[c]",
            "$HOME `x`",
            "%n%s {}",
            "-dash",
            "x".repeat(200))) {
      works("hostile path", name, Map.of(), "", name);
    }
    add(
        "deleted working folder",
        "check",
        () -> {
          String command = "mkdir gone && cd gone && rmdir ../gone && \"$@\"";
          Outputs.requireClean(shell(Map.of(), command, "check", study.file().toString()), 0, 1, 2);
        });
    for (String out :
        List.of("/proc/seqlab", "/dev/null/x", "/dev/null", study.file().toString())) {
      refused(
          "impossible output folder",
          out,
          Map.of(),
          "\"$@\"",
          List.of(2),
          out,
          "run",
          study.file().toString(),
          "--out",
          out);
    }
    for (String file : List.of("/dev/null", "/proc/self/mem", "/", "/nowhere/x.yaml", "")) {
      refused("impossible study file", file, Map.of(), "\"$@\"", List.of(2), file, "check", file);
    }
    add(
        "symlinked launcher",
        "relative, two links",
        () -> {
          Path one = Files.createSymbolicLink(study.home().resolve("one"), launcher.script());
          Path two = Files.createSymbolicLink(study.home().resolve("two"), one.getFileName());
          List<String> words = List.of("sh", "-c", "./two --version", two.toString());
          Outputs.requireClean(
              SeqlabCommand.start(
                      study.home(), study.logs(), LauncherHome.environment(Map.of()), words)
                  .await(SECONDS),
              0);
        });
    add(
        "folder of the user",
        "--out on other files",
        () -> {
          Path folder = Files.createDirectories(study.home().resolve("paper/figures"));
          Path picture = Files.writeString(folder.resolve("mine.png"), "mine");
          Path readme = Files.writeString(folder.resolveSibling("README.md"), "mine");
          Outputs.requireRefusal(shell(Map.of(), "\"$@\"", run("paper")), List.of(2), "paper");
          assertThat(readme).hasContent("mine");
          assertThat(picture).hasContent("mine");
        });
    add(
        "two processes",
        "the same run twice",
        () -> {
          List<String> words =
              launcher.shell("\"$@\" & a=$!; \"$@\"; b=$?; wait $a && exit $b", run("both"));
          Outputs.requireClean(
              SeqlabCommand.start(
                      study.home(), study.logs(), LauncherHome.environment(Map.of()), words)
                  .await(SECONDS),
              0);
          Snapshot.of(study.home().resolve("both")).requireEqual(reference);
        });
  }

  private static Map<String, String> options(String options) {
    return Map.of("SEQLAB_JAVA_OPTS", options);
  }

  private String[] run(String out) {
    Path folder = study.home().resolve(out);
    return new String[] {
      "run", study.file().toString(), "--threads", "1", "--out", folder.toString()
    };
  }

  /** The study runs, with the usual results, under this environment into a folder of this name. */
  private void works(
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

  private void refused(
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
  private void quiet(String fault, String name, String... words) {
    add(
        fault,
        name,
        () -> {
          SeqlabCommand.Ended ended = shell(Map.of(), "\"$@\" | head -c 1", words);
          Outputs.requireClean(ended, 0);
          assertThat(ended.err()).isEmpty();
        });
  }

  private void add(String fault, String name, Campaign.Check check) {
    cases.add(new Campaign.Case("environment: " + fault, name.replace("\n", "\\n"), check));
  }

  private SeqlabCommand.Ended shell(
      Map<String, String> environment, String command, String... words)
      throws IOException, InterruptedException {
    return SeqlabCommand.start(
            study.home(),
            study.logs(),
            LauncherHome.environment(environment),
            launcher.shell(command, words))
        .await(SECONDS);
  }
}
