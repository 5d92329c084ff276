package io.seqlab.data.text;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.core.DataException;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Tokens and their ids: four special tokens, then the tokens of the training text by decreasing
 * frequency, ties by code point. A token of the text with the spelling of a special token, such as
 * {@code <s>}, is an ordinary token with its own id.
 */
public final class Vocabulary {
  public static final int PAD = 0;
  public static final int UNK = 1;
  public static final int BOS = 2;
  public static final int EOS = 3;

  private static final List<String> SPECIAL = List.of("<pad>", "<unk>", "<s>", "</s>");

  /** Number of special tokens, which have the first ids. */
  static final int SPECIAL_TOKENS = SPECIAL.size();

  private static final String RESTORE =
      "restore a copy of it, or repeat the run: seqlab run STUDY.yaml --fresh --only model=NAME,seed=N";

  private final List<String> tokens;
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * The special tokens, then these tokens in this order.
   *
   * @throws IllegalArgumentException if a token is duplicate, empty or contains a line feed
   */
  public Vocabulary(List<String> ordinary) {
    tokens = Stream.concat(SPECIAL.stream(), ordinary.stream()).toList();
    for (int id = SPECIAL.size(); id < tokens.size(); id++) {
      String token = tokens.get(id);
      if (token.isEmpty() || token.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("token " + id + " is empty or contains a line feed");
      }
      if (ids.put(token, id) != null) {
        throw new IllegalArgumentException("duplicate token '" + token + "'");
      }
    }
  }

  /**
   * Counts the tokens of these sentences and keeps those that the spec selects.
   *
   * @throws DataException if no token is selected
   */
  public static Vocabulary of(Stream<List<String>> sentences, VocabularySpec spec) {
    Map<String, Integer> counts = new HashMap<>();
    sentences.forEach(sentence -> sentence.forEach(token -> counts.merge(token, 1, Integer::sum)));
    List<String> kept =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= spec.minFrequency())
            .sorted(byFrequencyThenCodePoints())
            .limit(spec.limit().orElse(Integer.MAX_VALUE))
            .map(Map.Entry::getKey)
            .toList();
    if (kept.isEmpty()) {
      throw new DataException(
          "the vocabulary is empty: none of the %d different tokens of the training text occurs"
              + " at least %d times; lower task.vocabulary.min_frequency",
          counts.size(), spec.minFrequency());
    }
    return new Vocabulary(kept);
  }

  /**
   * All of these tokens, by their frequency in these sentences, whether or not they occur there.
   *
   * @param tokens of a tokenizer that can give no others
   */
  public static Vocabulary of(Stream<List<String>> sentences, Collection<String> tokens) {
    Map<String, Integer> counts = new HashMap<>();
    tokens.forEach(token -> counts.put(token, 0));
    sentences.forEach(
        sentence -> sentence.forEach(token -> counts.computeIfPresent(token, (any, n) -> n + 1)));
    return new Vocabulary(sorted(counts));
  }

  /**
   * The vocabulary of counted tokens: all of the tokenizer, if it knows them, else those that the
   * spec selects, in the memory of these.
   *
   * @throws DataException if no token is selected
   */
  public static Vocabulary of(TokenCounts counts, VocabularySpec spec, Tokenizer tokenizer) {
    Optional<Collection<String>> known = tokenizer.tokens();
    if (known.isPresent()) {
      Map<String, Integer> ofKnown = new HashMap<>();
      known.get().forEach(token -> ofKnown.put(token, 0));
      counts.forEach((token, n) -> ofKnown.computeIfPresent(token, (any, zero) -> clamp(n)));
      return new Vocabulary(sorted(ofKnown));
    }
    int limit = spec.limit().orElse(Integer.MAX_VALUE);
    Comparator<Map.Entry<String, Integer>> order = byFrequencyThenCodePoints();
    PriorityQueue<Map.Entry<String, Integer>> kept = new PriorityQueue<>(order.reversed());
    counts.forEach(
        (token, n) -> {
          if (n >= spec.minFrequency()) {
            kept.add(Map.entry(token, clamp(n)));
            if (kept.size() > limit) {
              kept.remove(); // the rarest
            }
          }
        });
    if (kept.isEmpty()) {
      throw new DataException(
          "the vocabulary is empty: no token of the training text occurs at least %d times; lower"
              + " task.vocabulary.min_frequency",
          spec.minFrequency());
    }
    return new Vocabulary(kept.stream().sorted(order).map(Map.Entry::getKey).toList());
  }

  private static int clamp(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private static List<String> sorted(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(byFrequencyThenCodePoints())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Comparator<Map.Entry<String, Integer>> byFrequencyThenCodePoints() {
    Comparator<Map.Entry<String, Integer>> byFrequency = Map.Entry.comparingByValue();
    return byFrequency
        .reversed()
        .thenComparing(entry -> entry.getKey().codePoints().toArray(), Arrays::compare);
  }

  /** Number of tokens, special tokens included. */
  public int size() {
    return tokens.size();
  }

  /** The token of an id. */
  public String token(int id) {
    return tokens.get(id);
  }

  /** The number of tokens of a sentence that it does not have. */
  public long unknown(List<String> sentence) {
    return sentence.stream().filter(token -> !ids.containsKey(token)).count();
  }

  /** The ids of a sentence followed by {@link #EOS}; unknown tokens become {@link #UNK}. */
  public int[] encode(List<String> sentence) {
    int[] encoded = new int[sentence.size() + 1];
    for (int i = 0; i < sentence.size(); i++) {
      encoded[i] = ids.getOrDefault(sentence.get(i), UNK);
    }
    encoded[sentence.size()] = EOS;
    return encoded;
  }

  /** Whether {@link #decode} keeps an id: padding and beginning of sequence are dropped. */
  private static boolean isDecoded(int id) {
    return id != PAD && id != BOS;
  }

  /** The tokens before the first {@link #EOS}, without {@link #PAD} and {@link #BOS}. */
  public List<String> decode(int[] encoded) {
    List<String> sentence = new ArrayList<>();
    for (int id : encoded) {
      if (id == EOS) {
        break;
      }
      if (isDecoded(id)) {
        sentence.add(tokens.get(id));
      }
    }
    return sentence;
  }

  /** Writes one token per line in UTF-8, in id order. */
  public void save(Path file) throws IOException {
    AtomicFile.write(file, text());
  }

  /** The SHA-256 digest of the file that {@link #save} writes. */
  public String digest() {
    return Sha256.of(text().getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    return String.join("\n", tokens) + "\n";
  }

  /**
   * Reads a file written by {@link #save}.
   *
   * @throws DataException if the file is missing or is not a vocabulary
   */
  public static Vocabulary load(Path file) {
    List<String> lines;
    try {
      lines = List.of(Files.readString(file).split("\n", -1));
    } catch (NoSuchFileException e) {
      throw new DataException("the vocabulary " + file + " is missing; " + RESTORE, e);
    } catch (IOException e) {
      throw new DataException(
          "cannot read the vocabulary %s: %s; %s".formatted(file, IoErrorMessage.of(e), RESTORE),
          e);
    }
    int last = lines.size() - 1;
    if (last < SPECIAL.size()
        || !lines.get(last).isEmpty()
        || !lines.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new DataException(
          "%s is not a complete vocabulary: it must start with the lines %s and end with a line feed; %s",
          file, String.join(", ", SPECIAL), RESTORE);
    }
    try {
      return new Vocabulary(lines.subList(SPECIAL.size(), last));
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "the vocabulary %s is corrupt: %s; %s".formatted(file, e.getMessage(), RESTORE), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + tokens.size() + " tokens";
  }
}
