package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.JsonSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seqlab schema}. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of study files, for completion and validation in editors.",
    footer = {
      "",
      "Example:",
      "  seqlab schema > seqlab.schema.json",
      "  then start a study file with  # yaml-language-server: $$schema=seqlab.schema.json"
    })
public final class SchemaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Output.of(spec).text(JsonSchema.of(StudySpec.class));
  }
}
