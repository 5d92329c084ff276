package io.seqlab.data.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.seqlab.data.core.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Subwords of a Hugging Face {@code tokenizer.json}, as its library gives them, without the special
 * tokens that its template adds. A part of the text that the model does not know is a token with
 * the text of this part, so that joining restores references.
 */
final class HuggingFaceJsonTokenizer implements Tokenizer {
  private static final Map<String, String> OPTIONS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer library;
  private final HuggingFaceVocabulary vocabulary;
  private final TokenizerModel model;

  /**
   * Reads a tokenizer.
   *
   * @param name of the file, for messages
   * @throws DataException if it is damaged or of another kind
   */
  HuggingFaceJsonTokenizer(byte[] content, String name) {
    model = new TokenizerModel(TokenizerModel.HUGGING_FACE, content);
    vocabulary = HuggingFaceVocabulary.read(content, name);
    try {
      library = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(content), OPTIONS);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new DataException(
          "%s is not a Hugging Face tokenizer that can be read here: %s; give a file tokenizer.json"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  @Override
  public List<String> tokenize(String text) {
    Encoding encoding = library.encode(text, false, false);
    String[] tokens = encoding.getTokens();
    CharSpan[] spans = encoding.getCharTokenSpans();
    List<String> named = new ArrayList<>(tokens.length);
    for (int i = 0; i < tokens.length; i++) {
      String part = vocabulary.isUnknown(tokens[i]) ? part(text, spans[i]) : "";
      named.add(part.isEmpty() ? tokens[i] : part);
    }
    return named;
  }

  private static String part(String text, CharSpan span) {
    int start = text.offsetByCodePoints(0, span.getStart());
    return text.substring(start, text.offsetByCodePoints(start, span.getEnd() - span.getStart()));
  }

  @Override
  public String detokenize(List<String> tokens) {
    return vocabulary.unknown().isPresent() ? decode(tokens) : decodeKnown(tokens);
  }

  /** A model that knows all text has no token for the unknown: such tokens stay as they are. */
  private String decodeKnown(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    List<String> known = new ArrayList<>();
    for (String token : tokens) {
      if (vocabulary.id(token).isPresent()) {
        known.add(token);
      } else {
        text.append(decode(known)).append(token);
        known.clear();
      }
    }
    return text.append(decode(known)).toString();
  }

  private String decode(List<String> tokens) {
    List<String> unknown = new ArrayList<>();
    long[] ids = new long[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      Optional<Long> id = vocabulary.id(tokens.get(i));
      ids[i] = id.or(vocabulary::unknown).orElseThrow();
      if (id.isEmpty()) {
        unknown.add(tokens.get(i));
      }
    }
    return vocabulary.withUnknown(library.decode(ids, false), unknown);
  }

  @Override
  public Optional<TokenizerModel> model() {
    return Optional.of(model);
  }
}
