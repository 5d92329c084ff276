package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.task.DatasetSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final Path QUICKSTART = Path.of("configs/quickstart.yaml");

  @Provide
  Arbitrary<StudySpec> studies() {
    return Studies.any();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> nasty =
        Arbitraries.of(
            "",
            " ",
            "null",
            "~",
            "true",
            "no",
            "1",
            "1e-3",
            "0x10",
            "2026-11-20",
            "a: b",
            "a #b",
            "#",
            "- a",
            "'",
            "\"",
            "\\",
            "\\n",
            "\n",
            "a\n\nb ",
            "\t",
            "{",
            "[x",
            "&a",
            "*a",
            "!t",
            "%",
            "@",
            "`",
            "?",
            ":",
            "<<",
            "=",
            "...",
            "---",
            "\uFEFF",
            "\u0085",
            "\u2028",
            "\u0000",
            "é",
            "日本語",
            "😀",
            "e\u0301",
            "x".repeat(300),
            "two words ".repeat(30));
    return Arbitraries.oneOf(
        nasty,
        Arbitraries.strings().ofMaxLength(12),
        nasty.list().ofMaxSize(3).map(l -> String.join("", l)));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theResolvedStudyReadsBackEqual(@ForAll("studies") StudySpec study) {
    String text = ResolvedYaml.write(study);
    assertThat(SpecReader.read(text, "study.yaml", StudySpec.class)).isEqualTo(study);
    assertThat(ResolvedYaml.write(SpecReader.read(text, "study.yaml", StudySpec.class)))
        .isEqualTo(text);
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void aRunIsKnownByWhatItIs(@ForAll("studies") StudySpec study) {
    String model = study.models().keySet().iterator().next();
    RunSpec run = RunSpec.of(study, model, 1);
    RunSpec again = SpecReader.read(ResolvedYaml.write(run), "run.yaml", RunSpec.class);
    assertThat(again).isEqualTo(run);
    assertThat(ResolvedYaml.sha256(again))
        .isEqualTo(ResolvedYaml.sha256(run))
        .matches("[0-9a-f]{64}");
    assertThat(ResolvedYaml.sha256(RunSpec.of(study, model, 2)))
        .isNotEqualTo(ResolvedYaml.sha256(run));
  }

  @Test
  void aRunSavedBeforeThereWereProbesHasNone() {
    RunSpec run = RunSpec.of(StudyReader.read(QUICKSTART, List.of()), "luong", 1);
    String yaml = ResolvedYaml.write(run);
    assertThat(yaml).contains("\nprobes: []\n");
    RunSpec old = SpecReader.read(yaml.replace("\nprobes: []\n", "\n"), "run", RunSpec.class);
    assertThat(old).isEqualTo(run);
  }

  @Property(tries = 500)
  void everyTextReadsBackEqual(@ForAll("texts") String text, @ForAll("texts") String key) {
    DatasetSpec.RemoteFile file =
        new DatasetSpec.RemoteFile("0".repeat(64), Optional.empty(), Optional.of(7L));
    DatasetSpec.Split split = new DatasetSpec.Split(Map.of(key, "f"), Optional.empty(), Map.of());
    DatasetSpec dataset =
        new DatasetSpec(text, key, text, "", Map.of(text, split), Map.of("f", file));
    String yaml = ResolvedYaml.write(dataset);
    assertThat(SpecReader.read(yaml, "dataset.yaml", DatasetSpec.class)).isEqualTo(dataset);
  }

  @Test
  void orderAndCommentsDoNotChangeARun() {
    StudySpec study = StudyReader.read(QUICKSTART, List.of());
    StudySpec resolved =
        SpecReader.read("# a comment\n" + ResolvedYaml.write(study), "study.yaml", StudySpec.class);
    assertThat(resolved).isEqualTo(study);
    assertThat(ResolvedYaml.sha256(RunSpec.of(resolved, "luong", 1)))
        .isEqualTo(ResolvedYaml.sha256(RunSpec.of(study, "luong", 1)));
    assertThat(ResolvedYaml.sha256(RunSpec.of(study, "bahdanau", 1)))
        .isNotEqualTo(ResolvedYaml.sha256(RunSpec.of(study, "luong", 1)));
  }
}
