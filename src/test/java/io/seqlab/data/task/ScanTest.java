package io.seqlab.data.task;

import static io.seqlab.data.task.TaskText.load;
import static io.seqlab.data.task.TaskText.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.data.TaskData;
import io.seqlab.data.core.Example;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTest {
  private static final List<Example> COMMANDS = ScanGrammar.commands();

  /** The actions of a command by rewriting its text, from the outside in. */
  private static String rewritten(String command) {
    return Stream.of(command.replaceAll("(.*) after (.*)", "$2 and $1").split(" and "))
        .map(sentence -> sentence.replaceAll("(.*) twice", "$1 ; $1"))
        .map(sentence -> sentence.replaceAll("(.*) thrice", "$1 ; $1 ; $1"))
        .map(sentence -> sentence.replaceAll("(\\w+ )around (\\w+)", "$1$2 ; $1$2 ; $1$2 ; $1$2"))
        .map(sentence -> sentence.replaceAll("(\\w+ )opposite (\\w+)", "turn $2 ; $1$2"))
        .map(sentence -> sentence.replaceAll("(walk|look|run|jump) (left|right)", "turn $2 ; $1"))
        .map(sentence -> sentence.replaceAll("turn (\\w+)", "turn_$1"))
        .flatMap(sentence -> Stream.of(sentence.split(" ; ")))
        .map(step -> "I_" + step.toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  @Test
  void theGrammarHas20910CommandsWithOneMeaningEach() {
    assertThat(COMMANDS).hasSize(20_910);
    assertThat(COMMANDS.stream().map(Example::source).distinct()).hasSize(20_910);
    for (Example command : COMMANDS) {
      assertThat(String.join(" ", command.target()))
          .isEqualTo(rewritten(String.join(" ", command.source())));
    }
  }

  /** The examples of the paper's first figure. */
  @ParameterizedTest
  @CsvSource({
    "jump, JUMP",
    "jump left, LTURN JUMP",
    "jump around right, RTURN JUMP RTURN JUMP RTURN JUMP RTURN JUMP",
    "turn left twice, LTURN LTURN",
    "jump thrice, JUMP JUMP JUMP",
    "jump opposite left and walk thrice, LTURN LTURN JUMP WALK WALK WALK",
    "jump opposite left after walk around left, "
        + "LTURN WALK LTURN WALK LTURN WALK LTURN WALK LTURN LTURN JUMP"
  })
  void commandsMeanWhatThePaperSays(String command, String actions) {
    List<String> named =
        Stream.of(actions.split(" "))
            .map(each -> each.replace("LTURN", "TURN_LEFT").replace("RTURN", "TURN_RIGHT"))
            .map("I_"::concat)
            .toList();
    assertThat(COMMANDS).contains(new Example(List.of(command.split(" ")), named));
  }

  @ParameterizedTest
  @CsvSource({
    "simple, 16728, 4182",
    "length, 16990, 3920",
    "add_jump, 14670, 7706",
    "turn_left, 21890, 1208"
  })
  void splitsHaveTheirPublishedSizes(String split, int training, int test) {
    TaskData corpus = load("type: scan, valid: 300, split: " + split);
    assertThat(corpus.train()).hasSize(training - 300);
    assertThat(corpus.valid()).hasSize(300);
    assertThat(corpus.test()).hasSize(test);
    Set<Example> all = new HashSet<>(corpus.train());
    assertThat(corpus.valid()).allMatch(all::add);
    assertThat(corpus.test()).allMatch(all::add);
    assertThat(all).isEqualTo(new HashSet<>(COMMANDS));
  }

  @Test
  void theLengthSplitTestsOnLongerActions() {
    TaskData corpus = load("type: scan, split: length");
    assertThat(corpus.test()).allMatch(e -> e.target().size() >= 24 && e.target().size() <= 48);
    assertThat(corpus.train()).allMatch(e -> e.target().size() <= 22);
    assertThat(corpus.valid()).allMatch(e -> e.target().size() <= 22);
  }

  @ParameterizedTest
  @CsvSource({"add_jump, jump, 1467", "turn_left, turn left, 2189"})
  void aPrimitiveStandsAloneInTrainingAndNeverAloneInTest(String split, String words, long times) {
    TaskData corpus = load("type: scan, split: " + split);
    assertThat(texts(corpus.train()).filter(words::equals)).hasSize((int) times);
    assertThat(texts(corpus.train())).noneMatch(text -> text.matches(".+ " + words + ".*"));
    assertThat(texts(corpus.valid())).noneMatch(text -> text.contains(words));
    assertThat(texts(corpus.test()))
        .allMatch(text -> text.contains(words))
        .noneMatch(words::equals);
  }

  private static Stream<String> texts(List<Example> examples) {
    return examples.stream().map(example -> String.join(" ", example.source()));
  }

  @Test
  void validationIsOfOneToTenThousandCommands() {
    assertThat(load("type: scan, split: add_jump, valid: 10000").train()).hasSize(4670);
    assertThatThrownBy(() -> read("type: scan, valid: 10001"))
        .hasMessageContaining("valid must be 1 to 10000 commands, not 10001");
  }
}
