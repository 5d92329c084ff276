package io.seqlab.data.corpus;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.text.SideSpec;
import io.seqlab.config.text.TextSpec;
import io.seqlab.config.text.TokensSpec.Bpe;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Split;
import io.seqlab.data.text.BytePairEncoding;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.storage.IoErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tokenizers of a corpus. Byte-pair encoding is learnt from the training text that passes the
 * filter, whatever the maximum length: from both sides together if they share a vocabulary, else
 * from each. Other models are read from files.
 */
public final class CorpusTokenizers {
  private CorpusTokenizers() {}

  /**
   * The tokenizers of source and target.
   *
   * @throws DataException if a model file is missing or damaged, or the text cannot give the
   *     subwords
   */
  public static Tokenizers of(CorpusTaskSpec spec, DataFolders folders) {
    TextSpec source = spec.sourceText();
    TextSpec target = spec.targetText();
    Map<String, Long> sourceWords = new HashMap<>();
    Map<String, Long> targetWords = spec.vocabulary().shared() ? sourceWords : new HashMap<>();
    if (learns(spec)) {
      Optional<Tokenizer> sourceSplitter = splitter(source);
      Optional<Tokenizer> targetSplitter = splitter(target);
      for (TextPair pair : new CorpusText(spec, folders).read(Split.TRAIN).pairs()) {
        sourceSplitter.ifPresent(words -> count(words, pair.source(), sourceWords));
        targetSplitter.ifPresent(words -> count(words, pair.target(), targetWords));
      }
    }
    return new Tokenizers(
        Tokenizers.of(source, new Models(key("source", spec.source()), sourceWords, folders)),
        Tokenizers.of(target, new Models(key("target", spec.target()), targetWords, folders)));
  }

  /**
   * The tokenizers that lengths of text are counted by before it is known which of it is training
   * text: those of the task, or the words that byte-pair encoding divides.
   */
  static Tokenizers ofLengths(CorpusTaskSpec spec, DataFolders folders) {
    return new Tokenizers(
        ofLengths(spec.sourceText(), key("source", spec.source()), folders),
        ofLengths(spec.targetText(), key("target", spec.target()), folders));
  }

  private static Tokenizer ofLengths(TextSpec text, String key, DataFolders folders) {
    return splitter(text).orElseGet(() -> Tokenizers.of(text, new Models(key, Map.of(), folders)));
  }

  /** The key of the tokens of a side. */
  private static String key(String name, Optional<SideSpec> side) {
    return side.flatMap(SideSpec::tokens).isPresent() ? "task." + name + ".tokens" : "task.tokens";
  }

  /** Whether the tokens of all splits depend on the training text. */
  static boolean learns(CorpusTaskSpec spec) {
    return splitter(spec.sourceText()).isPresent() || splitter(spec.targetText()).isPresent();
  }

  private static Optional<Tokenizer> splitter(TextSpec text) {
    return text.tokens() instanceof Bpe bpe
        ? Optional.of(Tokenizers.words(text, bpe))
        : Optional.empty();
  }

  private static void count(Tokenizer words, String line, Map<String, Long> counts) {
    words.tokenize(line).forEach(word -> counts.merge(word, 1L, Long::sum));
  }

  /** The models of a side, learnt from the words of its training text or read from files. */
  private record Models(String key, Map<String, Long> words, DataFolders folders)
      implements Tokenizers.Models {
    @Override
    public BytePairEncoding bpe(Bpe spec) {
      return BytePairEncoding.learn(words, spec, key);
    }

    @Override
    public Tokenizers.ModelFile file(String model, String extension) {
      Path file =
          folders.find(
              model,
              "set SEQLAB_DATA to the folder that contains it, or correct " + key + ".model");
      try {
        return new Tokenizers.ModelFile(file.toString(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new DataException("cannot read " + file + ": " + IoErrorMessage.of(e), e);
      }
    }
  }
}
