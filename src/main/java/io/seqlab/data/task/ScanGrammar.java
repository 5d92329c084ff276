package io.seqlab.data.task;

import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The commands of SCAN and their actions (Lake and Baroni 2018, supplement; <a
 * href="https://arxiv.org/abs/1711.00350">arXiv:1711.00350</a>), by the grammar
 *
 * <pre>
 * C → S | S and S | S after S          H → left | right
 * S → V | V twice | V thrice           D → U | turn
 * V → U | D H | D opposite H | D around H
 * U → walk | look | run | jump
 * </pre>
 */
public final class ScanGrammar {
  private static final List<Phrase> PRIMITIVES =
      List.of(step("walk"), step("look"), step("run"), step("jump"));
  private static final Phrase TURN = new Phrase("turn", List.of());

  private ScanGrammar() {}

  /** A phrase and its actions. */
  private record Phrase(String words, List<String> actions) {
    Example example() {
      return new Example(Tokenizer.WORD.tokenize(words), actions);
    }
  }

  /** All 20,910 commands with their actions. */
  public static List<Example> commands() {
    List<Phrase> sentences = sentences();
    List<Example> commands = new ArrayList<>();
    for (Phrase x : sentences) {
      commands.add(x.example());
      for (Phrase y : sentences) {
        List<String> actions = joined(x.actions(), y.actions());
        commands.add(new Phrase(x.words() + " and " + y.words(), actions).example());
        commands.add(new Phrase(y.words() + " after " + x.words(), actions).example());
      }
    }
    return Collections.unmodifiableList(commands);
  }

  /** S: 102 phrases. */
  private static List<Phrase> sentences() {
    List<Phrase> sentences = new ArrayList<>();
    for (Phrase verb : verbs()) {
      sentences.add(verb);
      sentences.add(new Phrase(verb.words() + " twice", repeated(verb.actions(), 2)));
      sentences.add(new Phrase(verb.words() + " thrice", repeated(verb.actions(), 3)));
    }
    return sentences;
  }

  /** V: 34 phrases. */
  private static List<Phrase> verbs() {
    List<Phrase> verbs = new ArrayList<>(PRIMITIVES);
    for (String heading : List.of("left", "right")) {
      List<String> turn = List.of(action("turn_" + heading));
      for (Phrase act : joined(PRIMITIVES, List.of(TURN))) {
        List<String> turned = joined(turn, act.actions());
        List<String> opposite = joined(turn, turned);
        verbs.add(new Phrase(act.words() + " " + heading, turned));
        verbs.add(new Phrase(act.words() + " opposite " + heading, opposite));
        verbs.add(new Phrase(act.words() + " around " + heading, repeated(turned, 4)));
      }
    }
    return verbs;
  }

  private static Phrase step(String word) {
    return new Phrase(word, List.of(action(word)));
  }

  private static String action(String word) {
    return "I_" + word.toUpperCase(Locale.ROOT);
  }

  private static List<String> repeated(List<String> actions, int times) {
    return Collections.nCopies(times, actions).stream().flatMap(List::stream).toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
