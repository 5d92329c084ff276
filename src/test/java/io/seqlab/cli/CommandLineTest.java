package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** What a person types, and what comes back: the exit code, and the words on either stream. */
class CommandLineTest {
  private static final String QUICKSTART = "configs/quickstart.yaml";

  private record Answer(int exit, String out, String err) {}

  private static Answer type(CommandLine program, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = program.execute(words);
    return new Answer(exit, out.toString(), err.toString());
  }

  private static Answer type(String... words) {
    return type(Main.commandLine(), words);
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
  void everyCommandAndOptionSaysWhatItIsFor(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(command.getCommandSpec().options())
        .allSatisfy(
            option -> assertThat(option.description()).as(option.longestName()).isNotEmpty());
    String[] path = command.getCommandSpec().qualifiedName(" ").split(" ");
    String[] words =
        Stream.concat(Stream.of(path).skip(1), Stream.of("--help")).toArray(String[]::new);
    Answer answer = type(words);
    assertThat(answer.exit()).isZero();
    assertThat(answer.out()).startsWith("Usage: " + command.getCommandSpec().qualifiedName(" "));
    assertThat(answer.err()).isEmpty();
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
        "report --compare experiments/reverse-lengths | --compare requires at least two experiment folders",
        "report experiments/reverse-lengths --out a.html | --out require --compare",
        "bench --family lstn | did you mean 'lstm'?",
        "bench --batch 0 | sizes and steps must be at least 1",
      })
  void wrongWordsAreNamedInOneMessage(String words, String message) {
    Answer answer = type(words.split(" "));
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains(message).doesNotContain("\tat ", "Exception");
    assertThat(answer.err().lines().filter(line -> line.startsWith("seqlab: "))).hasSize(1);
  }

  @Test
  void nothingIsWrittenWhenTheStudyIsWrong(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("out");
    Answer answer =
        type("run", QUICKSTART, "--set", "models.rnn.cell=gruu", "--out", out.toString());
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.err()).contains("did you mean 'gru'?");
    assertThat(out).doesNotExist();
  }

  @Test
  void checkCountsRunsAndSteps() {
    Answer answer = type("check", QUICKSTART, "--set", "training.budget.steps=123");
    assertThat(answer.exit()).isZero();
    assertThat(answer.out())
        .containsPattern("runs +12\n")
        .containsPattern("epoch +157 steps") // 10,000 examples by 64
        .containsPattern("run +123 steps");
  }

  @Test
  void aDryRunEstimatesOnlyWhatIsAskedFor() {
    Answer answer =
        type(
            "run",
            QUICKSTART,
            "--dry-run",
            "--only",
            "model=rnn,seed=2",
            "--threads",
            "1",
            "--jobs",
            "2");
    assertThat(answer.out())
        .containsPattern("runs +1\n")
        .containsPattern("estimate +runs +tokens/s +one run +all runs +memory\n +rnn +1 +[0-9,]+ +")
        .containsPattern("total +1 ")
        .contains(
            "Estimated from a short timed run of each model with 1 thread; total for 2 parallel runs");
  }

  @Test
  void aFaultOfTheProgramLeavesItsTraceInAFile() throws IOException {
    @Command(name = "faulty")
    class Faulty implements Runnable {
      @Override
      public void run() {
        throw new IllegalStateException("the impossible");
      }
    }
    CommandLine program =
        new CommandLine(new Faulty()).setExecutionExceptionHandler(new ErrorHandler());
    Answer answer = type(program);
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.err()).contains("the impossible").doesNotContain("\tat ");
    Matcher file = Pattern.compile("stack trace in (.+\\.txt)").matcher(answer.err());
    assertThat(file.find()).isTrue();
    Path trace = Path.of(file.group(1));
    assertThat(trace).content().contains("\tat ", "Faulty.run");
    Files.delete(trace);
  }

  @Test
  void memoryThatRunsOutIsToldWithWhatToDo() {
    @Command(name = "hungry")
    class Hungry implements Runnable {
      @Override
      public void run() {
        throw new OutOfMemoryError("Java heap space");
      }
    }
    CommandLine program = Main.commandLine().addSubcommand(new Hungry());
    Answer answer = type(program, "hungry");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.err()).contains("SEQLAB_JAVA_OPTS").doesNotContain("\tat ");
  }

  @Test
  void aReportWithoutItsTablesSaysWhatIsMissing(@TempDir Path clone) throws IOException {
    for (String name : List.of("study.yaml", "provenance.json")) {
      Files.copy(Path.of("experiments/reverse-lengths", name), clone.resolve(name));
    }
    Answer answer = type("report", clone.toString());
    assertThat(answer.err()).contains("results.csv is missing", "measures.csv is missing");
    assertThat(clone.resolve("README.md"))
        .content()
        .contains("3 of 3 runs have not been run", "No model can be compared with");
    assertThat(answer.exit()).isZero();
  }

  @Test
  void claimsOverwriteNoPageOfAnotherHand(@TempDir Path folder) throws IOException {
    Path study = Files.createDirectories(folder.resolve("small"));
    Files.writeString(
        study.resolve("study.yaml"),
        """
        study: small
        task: {type: reverse}
        training: {budget: {steps: 1}}
        models: {rnn: {encoder: {type: rnn}, decoder: {type: rnn}}}
        claims:
          - {id: C1, sentence: "two\\nlines", parts: [{type: holds, measure: bleu, of: rnn, above: 1}]}
        """);
    Files.writeString(study.resolve("claims.json"), "a verdict typed by hand");
    Answer judged = type("claims", folder.toString());
    assertThat(judged.out())
        .contains("small: C1 inconclusive: two lines\n", "rnn, seed 1 has not been run");
    Path page = Files.writeString(folder.resolve("README.md"), "# Mine\n");
    Answer refused = type("claims", folder.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("README.md was not written by seqlab claims");
    assertThat(page).hasContent("# Mine\n");
  }
}
