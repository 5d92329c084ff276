package io.seqlab.campaign;

import static io.seqlab.campaign.Damage.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Damages one file of an experiment, finished or killed while training, and runs a command on it:
 * it must name the file, or give the results of an undamaged experiment.
 */
final class DamagedFiles {
  private static final String RUN = "runs/luong/s1/";

  private final TinyStudy study;
  private final Path finished;
  private final Path killed;
  private final Snapshot reference;
  private final Map<String, String> pages;
  private final String translation;

  DamagedFiles(TinyStudy study) throws Exception {
    this.study = study;
    finished = study.home().resolve("finished");
    reference = study.finish(finished);
    killed = study.home().resolve("killed");
    killWhileTraining(killed);
    Path untouched = copy(finished);
    assertThat(study.report(untouched).exit()).isZero();
    pages = pages(untouched);
    translation = study.translate(untouched.resolve(RUN)).out();
  }

  private void killWhileTraining(Path out) throws Exception {
    Process process =
        SeqlabCommand.start(study.home(), study.logs(), Map.of(), study.words(out)).process();
    while (process.isAlive() && !Files.exists(out.resolve(RUN + "checkpoints/latest/state.json"))) {
      Thread.sleep(1);
    }
    process.destroyForcibly().waitFor();
    assertThat(out.resolve("results.csv")).doesNotExist();
  }

  List<Campaign.Case> cases() {
    List<Campaign.Case> cases = new ArrayList<>();
    for (String name : List.of("latest/model.safetensors", "latest/optimizer.safetensors")) {
      for (Damage damage : List.of(BIT_FLIPPED, TRUNCATED, EMPTIED, FOLDER_INSTEAD, NAN_WEIGHTS)) {
        cases.add(resumed(damage, RUN + "checkpoints/" + name));
      }
    }
    for (Damage damage :
        List.of(HUGE_NUMBER, TRUNCATED, EMPTIED, ZEROED, BAD_UTF8, FOLDER_INSTEAD, DANGLING_LINK)) {
      cases.add(resumed(damage, RUN + "checkpoints/latest/state.json"));
      cases.add(resumed(damage, RUN + "run.json"));
    }
    for (Damage damage : List.of(TRUNCATED, BAD_UTF8, FOLDER_INSTEAD)) {
      cases.add(resumed(damage, RUN + "metrics.jsonl"));
      cases.add(resumed(damage, RUN + "validations.tsv"));
      cases.add(resumed(damage, RUN + "vocabulary.source.txt"));
    }
    for (Damage damage :
        List.of(BIT_FLIPPED, TRUNCATED, SWAPPED, NAN_WEIGHTS, DELETED, DANGLING_LINK)) {
      cases.add(translated(damage, RUN + "checkpoints/best/model.safetensors"));
    }
    for (Damage damage : List.of(TRUNCATED, EMPTIED, SWAPPED, LINE_TWICE, BAD_UTF8, DELETED)) {
      cases.add(translated(damage, RUN + "vocabulary.source.txt"));
    }
    for (String table : List.of("results.csv", "measures.csv", "examples.csv")) {
      for (Damage damage :
          List.of(TRUNCATED, EMPTIED, LINE_TWICE, HUGE_NUMBER, BAD_UTF8, SWAPPED)) {
        cases.add(reported(damage, table));
      }
    }
    for (String json :
        List.of("samples.json", "attention.json", "claims.json", "provenance.json")) {
      for (Damage damage : List.of(TRUNCATED, ZEROED, FOLDER_INSTEAD, SWAPPED)) {
        cases.add(reported(damage, json));
      }
    }
    for (Damage damage : List.of(TRUNCATED, EMPTIED, DANGLING_LINK)) {
      cases.add(reported(damage, "study.yaml"));
      cases.add(collected(damage, RUN + "measures.csv"));
      cases.add(collected(damage, RUN + "examples.csv"));
      cases.add(collected(damage, RUN + "predictions.tsv"));
    }
    return cases;
  }

  private Campaign.Case resumed(Damage damage, String file) {
    return of(damage, file, "resumed", killed, (out, words) -> rerun(out, words, ""));
  }

  /**
   * A finished study is run again, which collects the files of its runs; the damaged file itself
   * may stay as it is if nothing needs it.
   */
  private Campaign.Case collected(Damage damage, String file) {
    return of(damage, file, "collected", finished, (out, words) -> rerun(out, words, file));
  }

  private Campaign.Case translated(Damage damage, String file) {
    return of(
        damage,
        file,
        "translated",
        finished,
        (out, words) -> {
          SeqlabCommand.Ended ended = study.translate(out.resolve(RUN));
          if (ended.exit() == 0) {
            Outputs.requireClean(ended, 0);
            assertThat(ended.out()).as("translation").isEqualTo(translation);
          } else {
            Outputs.requireRefusal(ended, List.of(1, 2), words);
          }
        });
  }

  private Campaign.Case reported(Damage damage, String file) {
    return of(
        damage,
        file,
        "reported",
        finished,
        (out, words) -> {
          SeqlabCommand.Ended ended = study.report(out);
          if (ended.exit() == 0 && !ended.text().contains(words[0])) {
            Outputs.requireClean(ended, 0);
            assertThat(pages(out)).as("pages, without a word: %s", ended.text()).isEqualTo(pages);
          } else {
            Outputs.requireRefusal(ended, List.of(0, 1, 2), words);
          }
        });
  }

  private void rerun(Path out, String[] words, String except) throws Exception {
    SeqlabCommand.Ended ended =
        SeqlabCommand.start(study.home(), study.logs(), Map.of(), study.words(out)).await();
    if (ended.exit() == 0) {
      Outputs.requireClean(ended, 0);
      Snapshot.of(out).without(except).requireEqual(reference.without(except));
    } else {
      Outputs.requireRefusal(ended, List.of(1, 2), words);
    }
  }

  @FunctionalInterface
  private interface Use {
    void of(Path out, String[] words) throws Exception;
  }

  private Campaign.Case of(Damage damage, String file, String verb, Path from, Use use) {
    String name = file + " is " + verb;
    String fault = "file damaged: " + damage.name().toLowerCase(Locale.ROOT);
    return new Campaign.Case(
        fault,
        name,
        () -> {
          Path out = copy(from);
          damage.apply(out.resolve(file));
          use.of(out, new String[] {file.substring(file.lastIndexOf('/') + 1)});
          TinyStudy.delete(out);
        });
  }

  private Path copy(Path from) throws IOException {
    Path to = study.home().resolve(UUID.randomUUID().toString());
    TinyStudy.copy(from, to);
    return to;
  }

  /** The written tables and pages, without the folder's name. */
  private static Map<String, String> pages(Path out) throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.filter(each -> each.toString().matches(".*\\.(md|tex)")).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        pages.put(
            file.getFileName().toString(), text.replace(out.getFileName().toString(), "FOLDER"));
      }
    }
    return pages;
  }
}
