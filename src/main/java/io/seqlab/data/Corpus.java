package io.seqlab.data;

import io.seqlab.config.VocabularySpec;
import java.util.List;

/** The examples of a task, how its text becomes tokens, and which tokens are to be known. */
public record Corpus(
    List<Example> train,
    List<Example> valid,
    List<Example> test,
    Tokenizer sourceTokenizer,
    Tokenizer targetTokenizer,
    VocabularySpec vocabulary) {
  public Corpus {
    train = List.copyOf(train);
    valid = List.copyOf(valid);
    test = List.copyOf(test);
  }
}
