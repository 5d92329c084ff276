package io.seqlab.data;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import java.util.List;

/** The examples of a task by split, with its tokenizers and vocabulary definition. */
public record TaskData(
    List<Example> train,
    List<Example> valid,
    List<Example> test,
    Tokenizer sourceTokenizer,
    Tokenizer targetTokenizer,
    VocabularySpec vocabulary) {
  public TaskData {
    train = List.copyOf(train);
    valid = List.copyOf(valid);
    test = List.copyOf(test);
  }
}
