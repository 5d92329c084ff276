package io.seqlab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands in-process: exit code, standard output and standard error. */
class CommandLineTest {
  private static final String QUICKSTART = "configs/quickstart.yaml";

  private static final String SMALL_STUDY =
      """
      study: small
      task: {type: reverse}
      training: {budget: {steps: 1}}
      models: {rnn: {encoder: {type: rnn}, decoder: {type: rnn}}}
      claims:
        - {id: C1, sentence: "two\\nlines", parts: [{type: holds, measure: bleu, of: rnn, above: 1}]}
      """;

  private record Result(int exit, String out, String err) {}

  private static Result execute(CommandLine commandLine, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = commandLine.execute(arguments);
    return new Result(exit, out.toString(), err.toString());
  }

  private static Result execute(String... arguments) {
    return execute(Main.commandLine(), arguments);
  }

  static Stream<CommandLine> everyCommand() {
    return below(Main.commandLine());
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(CommandLineTest::below));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandAndOptionHasADescription(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(command.getCommandSpec().options())
        .allSatisfy(
            option -> assertThat(option.description()).as(option.longestName()).isNotEmpty());
    String[] path = command.getCommandSpec().qualifiedName(" ").split(" ");
    String[] arguments =
        Stream.concat(Stream.of(path).skip(1), Stream.of("--help")).toArray(String[]::new);
    Result result = execute(arguments);
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("Usage: " + command.getCommandSpec().qualifiedName(" "));
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chekc configs/quickstart.yaml | unknown command 'chekc'; did you mean 'check'?",
        "run configs/quickstart.yaml --frehs | unknown option '--frehs'; did you mean '--fresh'?",
        "run configs/quickstart.yaml more | unexpected argument 'more'",
        "check | STUDY.yaml",
        "data | missing subcommand: list, show, fetch or stats",
        "data shwo dates | unknown command 'shwo'; did you mean 'show'?",
        "check nowhere.yaml | nowhere.yaml: no such file",
        "check configs/quickstart.yaml --set models.rnn.hiden=3 | did you mean 'hidden'?",
        "run configs/quickstart.yaml --only model=bahdanua | did you mean 'bahdanau'?",
        "run configs/quickstart.yaml --jobs 0 | --jobs must be at least 1, not 0",
        "run configs/quickstart.yaml --only model.hidden=3 | nor a grid key; keys: model, seed",
        "check configs/quickstart.yaml --set grid={model.hiden:[3]} | did you mean 'hidden'?",
        "check configs/quickstart.yaml --set match.parameters=900 | no width of model rnn is within",
        "run configs/quickstart.yaml --threads 0 | --threads must be at least 1, not 0",
        "models show lstm-luong | unknown model 'lstm-luong'",
        "report src | is not an experiment folder",
        "run configs/quickstart.yaml --out src | it contains main, site, test, but no provenance.json",
        "run configs/quickstart.yaml --fresh --out . | . is not an experiment folder: it contains .",
        "run configs/quickstart.yaml --out pom.xml | it is a file",
        "run configs/quickstart.yaml --out= | --out is empty; name a folder",
        "attend runs/rnn/s1 text --out= | --out is empty; name a folder",
        "report --compare experiments/C6-path-length experiments/reverse-lengths --out pom.xml | is not a page of SeqLab",
        "report --compare experiments/reverse-lengths | --compare requires at least two experiment folders",
        "report experiments/reverse-lengths --out a.html | --out require --compare",
        "bench --family lstn | did you mean 'lstm'?",
        "bench --batch 0 | --batch must be at least 1, not 0",
        "bench --batch 2147483647 | --batch must be at most 100,000,000",
        "bench --batch 10000000 | of memory, but this machine has",
        "bench --vocab 2000000000 | --vocab must be at most 1,000,000, not 2,000,000,000",
        "bench --vocab -2147483648 | --vocab must be at least 5, not -2147483648",
        "bench --hidden 2000000000 | --hidden must be at most 65,536",
        "translate runs/rnn/s1 --n-best 0 | --n-best must be at least 1, not 0",
        "bench --batch many | Invalid value for option '--batch' (N): 'many' must be a whole number",
        "bench --length 16,x | Invalid value for option '--length' (N): 'x' must be a whole number",
        "bench --length 16,0 | --length must be at least 1, not 0",
        "bench --threads 1,2000000000 | --threads must be at most 1,024",
        "bench --beam 9000 | --beam must be at most 8,000",
        "bench --family lstm,lienar | did you mean 'linear'?",
        "bench --turns --length 4,8 | --turns measures one model; give one value to each of --family",
        "bench --batch 1.5 | '1.5' must be a whole number",
        "bench --batch 9999999999 | '9999999999' must be a whole number of at most 2,147,483,647",
        "data show dates --limit ten | 'ten' must be a whole number",
        "run configs/quickstart.yaml --jobs x | 'x' must be a whole number",
        "check configs/quickstart.yaml --set training.validate_every=9999999999999999999 | must be an integer",
        "run configs/quickstart.yaml --jobs 2000000000 | --jobs must be at most 1,024",
        "check configs/quickstart.yaml --set seeds=[1]x | --set seeds=[1]x: not valid YAML",
        "run configs/quickstart.yaml --threads 2000000000 | --threads must be at most 1,024",
        "data show dates --limit -1 | --limit must be at least 0, not -1",
        "models show rnn --vocabulary -5 | --vocabulary must be at least 1, not -5",
      })
  void invalidArgumentsGiveOneMessage(String arguments, String message) {
    Result result = execute(arguments.split(" "));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message).doesNotContain("\tat ", "Exception");
    assertThat(result.err().lines().filter(line -> line.startsWith("seqlab: "))).hasSize(1);
  }

  @Test
  void benchMeasuresWhatEachLineNames() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(
              "train_ms\ndecode_sentences_per_second\nscored_sentences_per_secnd\n"
                  .getBytes(UTF_8)));
      String sizes =
          "--family lstm --batch 2 --length 3 --vocab 7 --embed 4 --hidden 4 --threads 1";
      Result result = execute(("bench --turns " + sizes).split(" "));
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.out())
          .matches("\\{\"train_ms\": [0-9.]+}\n\\{\"decode_sentences_per_second\": [0-9.]+}\n");
      assertThat(result.err()).contains("did you mean 'scored_sentences_per_second'?");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void invalidStudyWritesNothing(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("out");
    Result result =
        execute("run", QUICKSTART, "--set", "models.rnn.cell=gruu", "--out", out.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("did you mean 'gru'?");
    assertThat(out).doesNotExist();
  }

  @Test
  void checkAndStatsTellSkippedPairsAndThoseInTrainingToo(@TempDir Path folder) throws IOException {
    write(folder.resolve("train.tsv"), "a b\tx", "c\ty", "\tz", "d d d d\tv");
    write(folder.resolve("valid.tsv"), "e\tx", "f\t");
    write(folder.resolve("test.tsv"), "a b\tx", "c\tother", "d\ty", "e\tx");
    Path study = folder.resolve("study.yaml");
    String split = "{tsv: %s/%%s.tsv, columns: [1, 2]}".formatted(folder);
    write(
        study,
        "study: overlap",
        "task: {type: corpus, max_length: 3, train: %s, valid: %s, test: %s}"
            .formatted(split.formatted("train"), split.formatted("valid"), split.formatted("test")),
        "training: {budget: {steps: 1}}",
        "metrics: [exact_match]",
        "models: {rnn: {type: rnn, hidden: 4}}");
    for (Result result :
        List.of(execute("check", study.toString()), execute("data", "stats", study.toString()))) {
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out())
          .contains(
              "train: skipped 2 of 4 pairs: 1 with an empty source, 1 with a source longer than max_length\n")
          .contains(
              "test: 2 of 4 sources also in train (50.0 %), 1 with the same target (25.0 %); targets: 3 (75.0 %)\n")
          .contains(
              "test: 1 of 4 sources also in valid (25.0 %), 1 with the same target (25.0 %); targets: 2 (50.0 %)\n")
          .contains("valid: kept 1 pair with an empty side\n")
          .contains("valid: 0 of 2 sources also in train (0.0 %)");
    }
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines));
  }

  @Test
  void checkCountsRunsAndSteps() {
    Result result = execute("check", QUICKSTART, "--set", "training.budget.steps=123");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsPattern("runs +12\n")
        .containsPattern("epoch +157 steps") // 10,000 examples by 64
        .containsPattern("run +123 steps");
  }

  @Test
  void dryRunEstimatesTheSelectedRuns() {
    Result result =
        execute(
            "run",
            QUICKSTART,
            "--dry-run",
            "--only",
            "model=rnn,seed=2",
            "--threads",
            "1",
            "--jobs",
            "2");
    assertThat(result.out())
        .containsPattern("runs +1\n")
        .containsPattern("estimate +runs +tokens/s +one run +all runs +memory\n +rnn +1 +[0-9,]+ +")
        .containsPattern("total +1 ")
        .contains(
            "Estimated from a short timed run of each model with 1 thread; total for 2 parallel runs");
  }

  @Test
  void unexpectedErrorWritesItsStackTraceToAFile() throws IOException {
    @Command(name = "faulty")
    class Faulty implements Runnable {
      @Override
      public void run() {
        throw new IllegalStateException("the impossible");
      }
    }
    CommandLine commandLine =
        new CommandLine(new Faulty()).setExecutionExceptionHandler(new ErrorHandler());
    Result result = execute(commandLine);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("the impossible").doesNotContain("\tat ");
    Matcher file = Pattern.compile("stack trace in (.+\\.txt)").matcher(result.err());
    assertThat(file.find()).isTrue();
    Path trace = Path.of(file.group(1));
    assertThat(trace).content().contains("\tat ", "Faulty.run");
    Files.delete(trace);
  }

  @Test
  void outOfMemoryNamesTheSettingToChange() {
    @Command(name = "hungry")
    class Hungry implements Runnable {
      @Override
      public void run() {
        throw new OutOfMemoryError("Java heap space");
      }
    }
    CommandLine commandLine = Main.commandLine().addSubcommand(new Hungry());
    Result result = execute(commandLine, "hungry");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("SEQLAB_JAVA_OPTS").doesNotContain("\tat ");
  }

  @Test
  void reportWithoutResultsSaysSo(@TempDir Path clone) throws IOException {
    for (String name : List.of("study.yaml", "provenance.json")) {
      Files.copy(Path.of("experiments/reverse-lengths", name), clone.resolve(name));
    }
    Result result = execute("report", clone.toString());
    assertThat(result.err()).contains("results.csv has no rows: no run has a result");
    assertThat(clone.resolve("README.md"))
        .content()
        .contains("3 of 3 runs have not been run", "No model can be compared with");
    assertThat(result.exit()).isZero();
  }

  @Test
  void editedResultsAreNeitherComparedNorJudged(@TempDir Path home) throws IOException {
    Path clone = home.resolve("experiments").resolve("copying");
    TrainedStudy.copy(TrainedStudy.train(home, "copying", "copy"), clone);
    Path results = clone.resolve("results.csv");
    String text = Files.readString(results);
    Files.writeString(results, text.replaceFirst("(?<=,)0\\.[0-9]+\n", "0.123\n"));
    assertThat(results).content().isNotEqualTo(text);
    String other = "experiments/reverse-lengths";
    for (Result result :
        List.of(
            execute("report", "--compare", clone.toString(), other),
            execute("claims", clone.getParent().toString()))) {
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err()).contains(results + " contradicts other results");
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void reportDoesNotWriteBesideAStudyOfTheUser(@TempDir Path folder) throws IOException {
    Path study = folder.resolve("study.yaml");
    Files.copy(Path.of("experiments/reverse-lengths/study.yaml"), study);
    Result result = execute("report", folder.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("is not an experiment folder: it has no provenance.json");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(study));
  }

  @Test
  void reportNamesMissingStudy(@TempDir Path folder) throws IOException {
    Files.copy(
        Path.of("experiments/reverse-lengths/provenance.json"), folder.resolve("provenance.json"));
    Result result = execute("report", folder.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("has no study.yaml; run its study again");
  }

  @Test
  void claimsKeepPagesAndFoldersOfTheUser(@TempDir Path folder) throws IOException {
    Path study = Files.createDirectories(folder.resolve("small"));
    Path mark = Path.of("experiments/reverse-lengths/provenance.json");
    Files.copy(mark, study.resolve("provenance.json"));
    Files.writeString(study.resolve("study.yaml"), SMALL_STUDY);
    Path mine = Files.createDirectories(folder.resolve("mine")).resolve("study.yaml");
    Files.writeString(mine, SMALL_STUDY);
    Path page = Files.writeString(folder.resolve("README.md"), "# Verdicts\nof the jury\n");
    Result rejected = execute("claims", folder.toString());
    assertThat(rejected.exit()).isEqualTo(2);
    assertThat(rejected.err())
        .contains("README.md was not written by seqlab claims and is unchanged")
        .contains("mine is skipped: seqlab run did not write it");
    assertThat(page).hasContent("# Verdicts\nof the jury\n");
    assertThat(study).isDirectoryNotContaining("glob:**claims.json");
    assertThat(mine.getParent()).isDirectoryNotContaining(file -> !file.equals(mine));

    Files.delete(page);
    assertThat(execute("claims", folder.toString()).exit()).isZero();
    assertThat(execute("claims", folder.toString()).exit()).isZero();
    assertThat(page)
        .content()
        .contains(
            "1 claim: 0 supported,",
            "Not registered before their runs: C1.",
            "| [C1: two lines](small/README.md#claim-C1) | reverse, ");
  }

  @Test
  void anotherEngineOfDjlIsNamed() {
    assertThat(Main.conflictingVariable(Map.of("DJL_DEFAULT_ENGINE", "MXNet")))
        .contains("DJL_DEFAULT_ENGINE is 'MXNet'", "PyTorch", "unset");
    assertThat(Main.conflictingVariable(Map.of("DJL_DEFAULT_ENGINE", "PyTorch"))).isEmpty();
    assertThat(Main.conflictingVariable(Map.of())).isEmpty();
  }
}
