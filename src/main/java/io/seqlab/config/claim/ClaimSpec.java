package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A sentence about the models of a study, and the tests that support or refute it. */
public record ClaimSpec(
    @Doc("Short name, such as C1") String id,
    @Doc("Group of claims on the page of all verdicts, such as Attention") @Default("''")
        String topic,
    @Doc("The claim, in one sentence") String sentence,
    @Doc(
            "The sentence that the claim is taken from, in the words of its source, with its hedge (often, may)")
        @Default("''")
        String quote,
    @Doc("Where the quote stands: author, year, section") @Default("''") String source,
    @Doc("How the quote became the tests: what stands for its words, and why these bounds")
        @Default("''")
        String interpretation,
    @Doc("What the verdict is limited to, such as sizes, task and device") @Default("''")
        String scope,
    @Doc(
            "Largest probability that the claim is supported though it is false, and that it is refuted though it is true")
        @Default("0.05")
        double level,
    @Doc("Controls that the runs of every test must meet before it counts") @Default("[]")
        List<Control> requires,
    @Doc("Tests that must all pass") List<ClaimTest> parts) {
  private static final int MAX_ID = 60; // part of a file name

  public ClaimSpec {
    require(
        id.matches("[A-Za-z0-9._+-]{1,%d}".formatted(MAX_ID)),
        "id",
        "id '%s' must consist of at most %d letters, digits, '.', '_', '+' or '-', such as C1",
        id,
        MAX_ID);
    require(!sentence.isBlank(), "sentence", "a claim needs a sentence");
    require(
        quote.isBlank() == source.isBlank(),
        quote.isBlank() ? "quote" : "source",
        "a quote and its source stand together; add %s",
        quote.isBlank() ? "the quote" : "source: author, year, section");
    require(level > 0 && level < 0.5, "level", "level must be between 0 and 0.5, not %s", level);
    require(!parts.isEmpty(), "parts", "a claim needs at least one test");
  }

  /** Rejects tests of models that the study does not have and of measures that it will not have. */
  public void validate(String path, Set<String> models, AvailableMeasures measures) {
    for (int i = 0; i < parts.size(); i++) {
      ClaimTest test = parts.get(i);
      String part = "%s.parts[%d]".formatted(path, i);
      for (ClaimOperand operand : test.criterion().operands()) {
        operand.validate(part, models);
        Set<String> keys = new LinkedHashSet<>(test.where().keySet());
        keys.addAll(operand.where().keySet());
        test.criterion().trendDimension().ifPresent(keys::add);
        measures.require(part, test.measureOf(operand), keys);
      }
      measures.requireOpen(part, test);
      validateAll(test.requires(), part, models, measures);
    }
    validateAll(requires, path, models, measures);
  }

  /** Rejects controls of models that the study does not have and of measures it will not have. */
  public static void validateAll(
      List<Control> controls, String path, Set<String> models, AvailableMeasures measures) {
    for (int i = 0; i < controls.size(); i++) {
      controls
          .get(i)
          .validate((path.isEmpty() ? "" : path + ".") + "requires[" + i + "]", models, measures);
    }
  }
}
