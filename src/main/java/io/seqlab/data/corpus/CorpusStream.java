package io.seqlab.data.corpus;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.ExampleStream;
import io.seqlab.data.core.ExamplesDigest;
import io.seqlab.data.core.Split;
import io.seqlab.data.text.TokenCounts;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.data.text.Vocabulary;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The training examples of a corpus with a shuffle buffer. One pass over the text counts them and
 * their tokens; its memory does not grow with the text.
 */
public final class CorpusStream extends ExampleStream {
  private final CorpusTaskSpec spec;
  private final Tokenizers tokenizers;
  private final CorpusFiles files;
  private final Optional<PairFilter> filter;
  private final Summary summary;
  private final DroppedPairs dropped;
  private final Vocabulary source;
  private final Vocabulary target;

  /**
   * Reads the text once.
   *
   * @throws io.seqlab.data.core.DataException if it is damaged or no token is in the vocabulary
   */
  CorpusStream(CorpusTaskSpec spec, DataFolders folders, Tokenizers tokenizers) {
    this.spec = spec;
    this.tokenizers = tokenizers;
    files = new CorpusFiles(spec, folders);
    filter =
        spec.filter().map(each -> new PairFilter(each, CorpusTokenizers.ofLengths(spec, folders)));
    boolean shared = spec.vocabulary().shared();
    try (TokenCounts sourceCounts = new TokenCounts();
        TokenCounts targetCounts = shared ? sourceCounts : new TokenCounts();
        TextReader reader = new TextReader(true)) {
      ExamplesDigest digest = new ExamplesDigest();
      int examples = 0;
      int longestSource = 0;
      int longestTarget = 0;
      long sourceTokens = 0;
      long targetTokens = 0;
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        Example example = next.get();
        sourceCounts.add(example.source());
        targetCounts.add(example.target());
        digest.add(example);
        examples = Math.addExact(examples, 1);
        longestSource = Math.max(longestSource, example.source().size());
        longestTarget = Math.max(longestTarget, example.target().size());
        sourceTokens += example.source().size();
        targetTokens += example.target().size();
      }
      dropped = reader.dropped();
      CorpusTask.requireSome(examples, dropped, spec, Split.TRAIN);
      summary =
          new Summary(
              examples, longestSource, longestTarget, sourceTokens, targetTokens, digest.hex());
      source = Vocabulary.of(sourceCounts, spec.vocabulary(), tokenizers.source());
      target =
          shared ? source : Vocabulary.of(targetCounts, spec.vocabulary(), tokenizers.target());
    }
  }

  @Override
  public Reader open() {
    return new TextReader(false);
  }

  @Override
  public Summary summary() {
    return summary;
  }

  @Override
  public int shuffleBuffer() {
    return spec.shuffleBuffer().orElseThrow();
  }

  /** Pairs of the text that are not among the examples. */
  DroppedPairs dropped() {
    return dropped;
  }

  /** The vocabulary of the sources, the same object as that of the targets if it is shared. */
  public Vocabulary sourceVocabulary() {
    return source;
  }

  public Vocabulary targetVocabulary() {
    return target;
  }

  /** A pass over the text. */
  private final class TextReader implements Reader {
    private final PairReader pairs = files.open(Split.TRAIN);
    private final int limit = files.limit(Split.TRAIN);
    private final Map<DropReason, Integer> reasons = new EnumMap<>(DropReason.class);
    private final boolean finish;
    private int read;

    /**
     * A pass over the text.
     *
     * @param finish whether what follows the limit is checked too
     */
    TextReader(boolean finish) {
      this.finish = finish;
    }

    @Override
    public Optional<Example> next() {
      while (read < limit) {
        Optional<TextPair> pair = pairs.next();
        if (pair.isEmpty()) {
          return Optional.empty();
        }
        read++;
        Optional<Example> example = example(pair.get());
        if (example.isPresent()) {
          return example;
        }
      }
      if (finish) {
        pairs.finish();
      }
      return Optional.empty();
    }

    private Optional<Example> example(TextPair pair) {
      Optional<DropReason> filtered = filter.flatMap(each -> each.reason(pair));
      if (filtered.isPresent()) {
        return drop(filtered.get());
      }
      Example example = CorpusTask.truncated(CorpusTask.example(pair, tokenizers), spec);
      return CorpusTask.notTrained(example, spec.maxLength())
          .map(this::drop)
          .orElseGet(() -> Optional.of(example));
    }

    private Optional<Example> drop(DropReason reason) {
      reasons.merge(reason, 1, Integer::sum);
      return Optional.empty();
    }

    DroppedPairs dropped() {
      return new DroppedPairs(reasons)
          .plus(new DroppedPairs(Map.of(DropReason.MALFORMED, pairs.malformed())));
    }

    @Override
    public void close() {
      pairs.close();
    }
  }
}
