package io.seqlab.study.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.evaluation.UnknownWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The DJL translator for a {@link SearchBlock}: from a line of text to its translation. */
final class LineTranslator implements Translator<String, Translation> {
  private static final String LINE = "line";

  private final Tokenizers tokenizers;
  private final Vocabularies vocabularies;
  private final boolean replaceUnknown;
  private final Consumer<Example> check;

  /**
   * A translator.
   *
   * @param check throws if a line cannot be translated
   */
  LineTranslator(
      Tokenizers tokenizers,
      Vocabularies vocabularies,
      boolean replaceUnknown,
      Consumer<Example> check) {
    this.tokenizers = tokenizers;
    this.vocabularies = vocabularies;
    this.replaceUnknown = replaceUnknown;
    this.check = check;
  }

  @Override
  public NDList processInput(TranslatorContext context, String line) {
    List<String> tokens = tokenizers.source().tokenize(line);
    check.accept(new Example(tokens, List.of()));
    context.setAttachment(LINE, tokens);
    long[] ids = Arrays.stream(vocabularies.source().encode(tokens)).asLongStream().toArray();
    return new NDList(context.getNDManager().create(ids, new Shape(1, ids.length)));
  }

  @Override
  public Translation processOutput(TranslatorContext context, NDList list) {
    @SuppressWarnings("unchecked") // set by processInput
    List<String> source = (List<String>) context.getAttachment(LINE);
    int[] ids = list.get(0).toIntArray();
    List<String> output = vocabularies.target().decode(ids);
    List<float[]> attention = new ArrayList<>();
    if (list.size() > 2) {
      NDArray weights = list.get(2); // (T, S)
      for (int t = 0; t < weights.getShape().get(0); t++) {
        attention.add(weights.get(t).toFloatArray());
      }
    }
    if (replaceUnknown) {
      output = UnknownWords.replace(output, ids, source, attention);
    }
    return new Translation(
        tokenizers.target().detokenize(output), list.get(1).getFloat(), source, output, attention);
  }

  @Override
  public Batchifier getBatchifier() {
    return null; // one line at a time
  }
}
