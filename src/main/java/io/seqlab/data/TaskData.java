package io.seqlab.data;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.ExampleStream;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.text.Tokenizer;
import java.util.List;
import java.util.Map;

/**
 * The examples of a task by split, with its tokenizers and vocabulary definition.
 *
 * @param dropped pairs of the text that are not among the examples; splits without any may lack
 */
public record TaskData(
    List<Example> train,
    List<Example> valid,
    List<Example> test,
    Tokenizer sourceTokenizer,
    Tokenizer targetTokenizer,
    VocabularySpec vocabulary,
    Map<Split, DroppedPairs> dropped) {
  public TaskData {
    train = train instanceof ExampleStream ? train : List.copyOf(train);
    valid = List.copyOf(valid);
    test = List.copyOf(test);
    dropped = Map.copyOf(dropped);
  }

  /** The examples of a split, with the pairs that are not among them. */
  public SplitExamples split(Split split) {
    return new SplitExamples(
        split.select(train, valid, test), dropped.getOrDefault(split, DroppedPairs.NONE));
  }
}
