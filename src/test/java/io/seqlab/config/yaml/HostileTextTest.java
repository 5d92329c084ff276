package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any edit of a study is read, or rejected in one line that starts with its location. */
class HostileTextTest {
  private static final Path QUICKSTART = Path.of("configs/quickstart.yaml");

  /** Text put in place of some of the study's own. */
  private record Edit(double at, int cut, String insert) {
    String apply(String text) {
      int from = (int) (at * text.length());
      return text.substring(0, from) + insert + text.substring(Math.min(text.length(), from + cut));
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "",
            "\n",
            "  ",
            ":",
            ": ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&a ",
            "*a",
            "!!int ",
            "'",
            "\"",
            "|",
            ">",
            "#",
            "?",
            "%",
            "\t",
            "---",
            "...",
            "null",
            "true",
            "1",
            "-1",
            "1e9",
            "x",
            "<<: ",
            "\\x1b",
            "é",
            "type",
            "extends",
            "\u0000",
            "0",
            "9999999999",
            "rnn",
            "{}",
            "[]",
            "\r",
            "=");
    return Combinators.combine(
            Arbitraries.doubles().between(0, true, 1, false),
            Arbitraries.integers().between(0, 12),
            pieces)
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 500)
  void isReadOrRejectedInOneLine(@ForAll("edits") List<Edit> edits) throws IOException {
    String text = Files.readString(QUICKSTART);
    for (Edit edit : edits) {
      text = edit.apply(text);
    }
    Path file = Files.createTempFile("study", ".yaml");
    try {
      Files.writeString(file, text);
      StudySpec study = StudyReader.read(file, List.of());
      assertThat(SpecReader.read(ResolvedYaml.write(study), "again", StudySpec.class))
          .isEqualTo(study);
    } catch (ConfigException refused) {
      assertThat(refused.getMessage()).startsWith(file.toString()).doesNotContain("\n", "\u001b");
    } finally {
      Files.delete(file);
    }
  }
}
