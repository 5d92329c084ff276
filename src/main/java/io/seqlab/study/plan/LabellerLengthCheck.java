package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.model.LabellerDecoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.Example;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that a labeller has a position for each target token, and a target token for each. */
final class LabellerLengthCheck {
  private static final int EXCERPT_LENGTH = 60;

  private LabellerLengthCheck() {}

  /** Whether a model is a labeller. */
  static boolean appliesTo(ModelSpec model) {
    return model.decoder() instanceof LabellerDecoderSpec;
  }

  /** Rejects the run of a labeller by the first example whose target does not fit its source. */
  static void require(RunSpec run, TaskData data) {
    if (!(run.definition().decoder() instanceof LabellerDecoderSpec labeller)) {
      return;
    }
    Map<String, List<Example>> splits = new LinkedHashMap<>();
    splits.put("training", data.train());
    splits.put("validation", data.valid());
    splits.put("test", data.test());
    splits.forEach(
        (split, examples) -> {
          int number = 0;
          for (Example example : examples) {
            number++;
            if (!fits(labeller, example)) {
              String place = "%s example %d".formatted(split, number);
              throw new ConfigException(message(run.model(), labeller, place, example));
            }
          }
        });
  }

  /** End-of-sequence takes a position of the source and one of the target. */
  private static boolean fits(LabellerDecoderSpec labeller, Example example) {
    int source = example.source().size();
    int target = example.target().size();
    return labeller.padSourceTo().isPresent()
        ? target + 1 <= labeller.positions(source + 1)
        : target == source;
  }

  private static String message(
      String model, LabellerDecoderSpec labeller, String place, Example example) {
    int source = example.source().size();
    int target = example.target().size();
    String found =
        "%s has %d source and %d target tokens: '%s' → '%s'"
            .formatted(place, source, target, excerpt(example.source()), excerpt(example.target()));
    return labeller.padSourceTo().isPresent()
        ? "models.%s.decoder.pad_source_to: %d positions are too few, as %s; set at least the longest target and its end, here pad_source_to: %d"
            .formatted(model, labeller.padSourceTo().get(), found, target + 1)
        : "models.%s.decoder: type: labeller requires targets as long as their sources, but %s; pad sources with pad_source_to: %d or more, or use another decoder, such as type: transformer"
            .formatted(model, found, Math.max(source, target) + 1);
  }

  private static String excerpt(List<String> tokens) {
    String text = String.join(" ", tokens.subList(0, Math.min(EXCERPT_LENGTH, tokens.size())));
    return text.length() <= EXCERPT_LENGTH ? text : text.substring(0, EXCERPT_LENGTH) + "…";
  }
}
