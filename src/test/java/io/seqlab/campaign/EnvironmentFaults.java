package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands through the launcher where locale, streams, limits, variables or paths are hostile. */
final class EnvironmentFaults {
  private final TinyStudy study;
  private final Snapshot reference;
  private final Path finished;
  private final LauncherCases in;

  EnvironmentFaults(TinyStudy study) throws Exception {
    this.study = study;
    finished = study.home().resolve("finished");
    reference = study.finish(finished);
    in = new LauncherCases(study, reference);
  }

  List<Campaign.Case> cases() {
    locales();
    streams();
    limits();
    variables();
    paths();
    return in.cases();
  }

  private void locales() {
    for (String locale : List.of("xx_YY.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "C", "POSIX", "")) {
      in.works("locale", "LC_ALL=" + locale, Map.of("LC_ALL", locale), "", "Größe ü");
    }
    in.works("locale", "LANG only", Map.of("LC_ALL", "", "LANG", "ja_JP.UTF-8"), "", "長い");
    in.works(
        "locale",
        "Turkish Java",
        LauncherCases.options("-Duser.language=tr -Duser.country=TR"),
        "",
        "plain");
  }

  private void streams() {
    in.works("closed stream", "standard input of run", Map.of(), "<&-", "in");
    in.works("closed stream", "standard input of --jobs", Map.of(), "--jobs 2 <&-", "in");
    in.works("closed stream", "standard error of run", Map.of(), "2>&-", "err");
    String best = finished.resolve("runs/luong/s1").toString();
    for (String command :
        List.of("schema", "models show luong", "data show dates", "check STUDY")) {
      String[] words = command.replace("STUDY", study.file().toString()).split(" ");
      in.refused("full output", command, Map.of(), "\"$@\" > /dev/full", List.of(1), "", words);
      in.refused(
          "closed stream", "output of " + command, Map.of(), "\"$@\" >&-", List.of(1), "", words);
      in.quiet("closed pipe", command, words);
    }
    String translate = "yes 'a b c' | head -300 | \"$@\" ";
    in.refused(
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
    in.add(
        "closed stream",
        "standard input of translate",
        () -> {
          SeqlabCommand.Ended ended = in.shell(Map.of(), "\"$@\" <&-", "translate", best);
          Outputs.requireClean(ended, 0, 1, 2);
          assertThat(ended.out()).isEmpty();
        });
  }

  private void limits() {
    for (int blocks : List.of(1, 4, 16)) {
      in.refused(
          "file size limit",
          blocks + " KiB",
          Map.of(),
          "ulimit -f " + blocks + "; \"$@\"",
          List.of(1, 2),
          "limit" + blocks,
          in.run("limit" + blocks));
    }
    in.refused(
        "few file descriptors",
        "40",
        Map.of(),
        "ulimit -n 40; \"$@\"",
        List.of(0, 1, 2),
        "",
        in.run("descriptors"));
    for (int kib : List.of(1_500_000, 3_500_000, 5_000_000)) {
      in.refused(
          "memory limit",
          kib + " KiB",
          Map.of(),
          "ulimit -v " + kib + "; \"$@\"",
          List.of(0, 1, 2),
          "",
          in.run("memory" + kib));
    }
    in.add("full disk", "tmpfs of 200 KiB", this::fullDisk);
  }

  /** On a full disk a run fails and names it; with space, the same command finishes it. */
  private void fullDisk() throws Exception {
    Path disk = Files.createDirectories(study.home().resolve("disk"));
    if (mount("-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString()) != 0) {
      return; // only root may mount
    }
    try {
      SeqlabCommand.Ended full = in.shell(Map.of(), "\"$@\"", in.run("disk/out"));
      Outputs.requireRefusal(full, List.of(1, 2), "disk");
      mount("-o", "remount,size=50m", disk.toString());
      Snapshot.of(disk.resolve("out")); // readable
      Outputs.requireClean(in.shell(Map.of(), "\"$@\"", in.run("disk/out")), 0);
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
    for (String option : List.of("-XX:+UseG1GC", "-Xms1g -Xmx2g", "-Xmx200m", "-Dx=*")) {
      in.works("SEQLAB_JAVA_OPTS", option, LauncherCases.options(option), "", "options");
    }
    in.refused(
        "SEQLAB_JAVA_OPTS",
        "-XX:+NoSuchOption",
        LauncherCases.options("-XX:+NoSuchOption"),
        "\"$@\"",
        List.of(2),
        "SEQLAB_JAVA_OPTS",
        in.run("options"));
    in.refused(
        "SEQLAB_JAVA_OPTS",
        "-Xmx16m",
        LauncherCases.options("-Xmx16m"),
        "\"$@\"",
        List.of(0, 1, 2),
        "",
        in.run("small"));
    in.works(
        "SEQLAB_JAVA_OPTS",
        "no temporary folder",
        LauncherCases.options("-Djava.io.tmpdir=/nowhere"),
        "",
        "tmp");
    in.works(
        "SEQLAB_JAVA_OPTS",
        "no folder for JNA",
        LauncherCases.options("-Djna.tmpdir=/proc/nowhere"),
        "",
        "jna");
    for (String name : List.of("DJL_DEFAULT_ENGINE", "PYTORCH_VERSION")) {
      in.works("engine of DJL", name + "=1.0", Map.of(name, "1.0"), "", "engine");
    }
    in.works("HOME and TERM", "HOME=/nowhere", Map.of("HOME", "/nowhere"), "", "home");
    in.works("HOME and TERM", "HOME=", Map.of("HOME", ""), "", "home");
    in.works("HOME and TERM", "TERM=", Map.of("TERM", ""), "", "term");
    for (String columns : List.of("0", "-5", "abc", "99999999999")) {
      in.works("HOME and TERM", "COLUMNS=" + columns, Map.of("COLUMNS", columns), "", "columns");
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
      in.works("hostile path", name, Map.of(), "", name);
    }
    in.refused(
        "hostile path",
        "Latin-1",
        Map.of(),
        "\"$@\" --out \"$(printf 'caf\\351')\"",
        List.of(2),
        "an argument is not UTF-8: caf?",
        "run",
        study.file().toString());
    in.add(
        "deleted working folder",
        "check",
        () -> {
          String command = "mkdir gone && cd gone && rmdir ../gone && \"$@\"";
          Outputs.requireClean(
              in.shell(Map.of(), command, "check", study.file().toString()), 0, 1, 2);
        });
    for (String out :
        List.of("/proc/seqlab", "/dev/null/x", "/dev/null", study.file().toString())) {
      in.refused(
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
      in.refused(
          "impossible study file", file, Map.of(), "\"$@\"", List.of(2), file, "check", file);
    }
    in.add(
        "symlinked launcher",
        "relative, two links",
        () -> {
          Path one = Files.createSymbolicLink(study.home().resolve("one"), in.script());
          Files.createSymbolicLink(study.home().resolve("two"), one.getFileName());
          Outputs.requireClean(in.shell(Map.of(), "./two --version"), 0);
        });
    in.add(
        "folder of the user",
        "--out on other files",
        () -> {
          Path folder = Files.createDirectories(study.home().resolve("paper/figures"));
          Path picture = Files.writeString(folder.resolve("mine.png"), "mine");
          Path readme = Files.writeString(folder.resolveSibling("README.md"), "mine");
          Outputs.requireRefusal(
              in.shell(Map.of(), "\"$@\"", in.run("paper")), List.of(2), "paper");
          assertThat(readme).hasContent("mine");
          assertThat(picture).hasContent("mine");
        });
    in.add(
        "two processes",
        "the same run twice",
        () -> {
          String twice = "\"$@\" & a=$!; \"$@\"; b=$?; wait $a && exit $b";
          Outputs.requireClean(in.shell(Map.of(), twice, in.run("both")), 0);
          Snapshot.of(study.home().resolve("both")).requireEqual(reference);
        });
  }
}
