package io.seqlab.study.plan;

import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.ExampleMemory;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.Example;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Sizes of a task's data that determine the memory of its runs.
 *
 * @param bytes of all examples in Java's heap
 * @param vocabulary of the target
 * @param tested examples of the larger of validation and test
 * @param longestSource of validation and test, end-of-sequence included
 * @param longestTarget likewise
 */
record TaskSize(double bytes, int vocabulary, int tested, int longestSource, int longestTarget) {
  static TaskSize of(TaskSpec task, StudyData data) {
    TaskData examples = data.taskData();
    return new TaskSize(
        ExampleMemory.bytes(examples, task.isGenerated()),
        data.vocabularies().target().size(),
        Math.max(examples.valid().size(), examples.test().size()),
        longest(examples, example -> example.source().size()),
        longest(examples, example -> example.target().size()));
  }

  private static int longest(TaskData data, ToIntFunction<Example> length) {
    return 1
        + Stream.of(data.valid(), data.test())
            .flatMap(List::stream)
            .mapToInt(length)
            .max()
            .orElse(0);
  }
}
