package io.seqlab.data;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import java.util.List;

/**
 * The examples of a task by split, with its tokenizers and vocabulary definition.
 *
 * @param skippedEmpty training pairs that were skipped because a side is empty
 * @param skippedTooLong training pairs that were skipped because of their length
 */
public record TaskData(
    List<Example> train,
    List<Example> valid,
    List<Example> test,
    Tokenizer sourceTokenizer,
    Tokenizer targetTokenizer,
    VocabularySpec vocabulary,
    int skippedEmpty,
    int skippedTooLong) {
  public TaskData {
    train = List.copyOf(train);
    valid = List.copyOf(valid);
    test = List.copyOf(test);
  }
}
