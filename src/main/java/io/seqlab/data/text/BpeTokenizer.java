package io.seqlab.data.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Subwords of words by byte-pair encoding. A token that does not end its word ends in {@code @@},
 * as in subword-nmt: {@code low@@ er}. Joining restores the text that the words restore.
 */
final class BpeTokenizer implements Tokenizer, SegmentationSampler {
  private static final int MAX_CACHED_WORDS = 100_000;

  private final Tokenizer words;
  private final BytePairEncoding encoding;
  private final double dropout;
  private final Map<String, List<String>> cache = new ConcurrentHashMap<>();

  /**
   * A tokenizer.
   *
   * @param words splits text into the words
   * @param dropout of the segmentations that are drawn in training
   */
  BpeTokenizer(Tokenizer words, BytePairEncoding encoding, double dropout) {
    this.words = words;
    this.encoding = encoding;
    this.dropout = dropout;
  }

  @Override
  public List<String> tokenize(String text) {
    List<String> tokens = new ArrayList<>();
    for (String word : words.tokenize(text)) {
      tokens.addAll(segment(word));
    }
    return tokens;
  }

  private List<String> segment(String word) {
    List<String> cached = cache.get(word);
    if (cached != null) {
      return cached;
    }
    List<String> tokens = List.copyOf(encoding.segment(word));
    if (cache.size() < MAX_CACHED_WORDS) {
      cache.put(word, tokens);
    }
    return tokens;
  }

  @Override
  public String detokenize(List<String> tokens) {
    return words.detokenize(words(tokens));
  }

  /** The words of tokens; the last one may lack its end. */
  private static List<String> words(List<String> tokens) {
    List<String> joined = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String token : tokens) {
      Subword subword = Subword.ofToken(token);
      if (subword.isByte()) {
        bytes.write(subword.byteValue());
      } else {
        flush(bytes, word);
        word.append(subword.text());
      }
      if (subword.last()) {
        flush(bytes, word);
        joined.add(word.toString());
        word.setLength(0);
      }
    }
    flush(bytes, word);
    if (!word.isEmpty()) {
      joined.add(word.toString());
    }
    return joined;
  }

  /** Appends bytes as UTF-8; what is not valid becomes U+FFFD. */
  private static void flush(ByteArrayOutputStream bytes, StringBuilder word) {
    word.append(bytes.toString(StandardCharsets.UTF_8));
    bytes.reset();
  }

  @Override
  public List<String> sample(List<String> tokens, UniformRandomProvider random) {
    int end = tokens.size(); // of whole words: a cut sequence may end inside one
    while (end > 0 && !Subword.ofToken(tokens.get(end - 1)).last()) {
      end--;
    }
    List<String> sampled = new ArrayList<>();
    for (String word : words(tokens.subList(0, end))) {
      sampled.addAll(encoding.segment(word, dropout, random));
    }
    sampled.addAll(tokens.subList(end, tokens.size()));
    return sampled;
  }

  @Override
  public Optional<SegmentationSampler> sampler() {
    return dropout == 0 ? Optional.empty() : Optional.of(this);
  }

  @Override
  public Optional<Collection<String>> tokens() {
    return Optional.of(encoding.tokens());
  }

  @Override
  public Optional<TokenizerModel> model() {
    return Optional.of(encoding.model());
  }

  /** As the end of a sentence: {@code 9,812 merges}. */
  @Override
  public String toString() {
    return "bpe of " + encoding.size() + " merges";
  }
}
