package io.seqlab.data.task;

import io.seqlab.config.task.ScanTaskSpec;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import io.seqlab.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * The splits of SCAN (Lake and Baroni 2018) with their published sizes. The random choices, the
 * test set of the simple split and the validation commands, are the same in every study. Validation
 * commands are removed from training, never from the test set.
 *
 * <p>A primitive that occurs in training only alone is repeated until it is a tenth of training, as
 * in the authors' files: jump is 1,467 of 14,670 commands, turn left 2,189 of 21,890, counted
 * before validation commands are removed.
 */
public final class ScanTask {
  private static final int MAX_TRAINING_ACTIONS = 22;

  private ScanTask() {}

  public static List<Example> generate(ScanTaskSpec spec, Split split) {
    List<Example> commands = new ArrayList<>(ScanGrammar.commands());
    ListSampler.shuffle(RandomStream.of(0, "scan", 0), commands);
    Predicate<Example> isTest = isTest(spec.split(), commands);
    Predicate<Example> isPrimitive = command -> text(command).equals(primitive(spec.split()));
    List<Example> test = commands.stream().filter(isTest).toList();
    List<Example> training = commands.stream().filter(isTest.or(isPrimitive).negate()).toList();
    List<Example> valid = training.subList(0, spec.valid());
    List<Example> train = new ArrayList<>(training.subList(spec.valid(), training.size()));
    commands.stream()
        .filter(isPrimitive)
        .forEach(each -> train.addAll(Collections.nCopies(training.size() / 9, each)));
    return split.select(train, valid, test);
  }

  private static Predicate<Example> isTest(ScanTaskSpec.Kind kind, List<Example> shuffled) {
    return switch (kind) {
      case SIMPLE -> Set.copyOf(shuffled.subList(0, shuffled.size() / 5))::contains;
      case LENGTH -> command -> command.target().size() > MAX_TRAINING_ACTIONS;
      case ADD_JUMP, TURN_LEFT ->
          command ->
              text(command).contains(primitive(kind)) && !text(command).equals(primitive(kind));
    };
  }

  /** The command that occurs in training only alone; empty if the split has none. */
  private static String primitive(ScanTaskSpec.Kind kind) {
    return switch (kind) {
      case SIMPLE, LENGTH -> "";
      case ADD_JUMP -> "jump";
      case TURN_LEFT -> "turn left";
    };
  }

  private static String text(Example command) {
    return Tokenizer.WORD.detokenize(command.source());
  }
}
