package io.seqlab.report;

import io.seqlab.config.claim.TestStatistic;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.file.SampleFile;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Validation;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Elsewhere;
import io.seqlab.result.verdict.PartVerdict.Errors;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.result.verdict.PartVerdict.Quantity;
import io.seqlab.result.verdict.PartVerdict.Range;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.result.verdict.Verdict.Context;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An experiment like a real one: four models, three seeds, lengths to 60, attention in four
 * scripts.
 */
public final class SampleStudy {
  private static final List<String> MODELS = List.of("rnn", "bahdanau", "luong", "transformer");
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  private static final String STUDY =
      """
      study: sample
      task: {type: dates}
      training: {budget: {steps: 4000}}
      metrics: [exact_match, token_accuracy, bleu, perplexity]
      seeds: [1, 2, 3]
      models:
        rnn: {encoder: {type: rnn}, decoder: {type: rnn}}
        bahdanau: {encoder: {type: rnn}, decoder: {type: rnn}}
        luong: {encoder: {type: rnn}, decoder: {type: rnn}}
        transformer: {encoder: {type: rnn}, decoder: {type: rnn}}
      claims:
        - {id: C1, sentence: s, parts: [{type: greater, measure: exact_match, of: luong, than: rnn}]}
        - {id: C2, sentence: s, parts: [{type: holds, measure: bleu, of: luong, above: 60}]}
      published:
        - {model: luong, measure: bleu, value: 33, source: "<b>Author</b> 2016, table 2",
           protocol: "other tokens | no case", comparable: no}
      """;

  /** Texts that must be escaped. */
  public static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"quotes\" 'single' &amp; </td> {{text}}",
          "\u05E9\u05DC\u05D5\u05DD \u202Elive\u202C \uD83C\uDF89",
          "long ".repeat(1000));

  private SampleStudy() {}

  /** Writes and collects the run folders. */
  public static ExperimentFolder write(Path path) throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(path);
    Environment environment =
        new Environment(
            "0123abc", false, "OpenJDK 17", "Linux", "CPU|2", 2, Map.of("DJL", "0.35.1"));
    experiment.writeProvenance(
        new Provenance(
            "sample",
            "Does attention remove the *bottleneck*?",
            "./seqlab run a.yaml",
            environment));
    experiment.writeStudy(STUDY);
    List<RunKey> keys = new ArrayList<>();
    for (String model : MODELS) {
      for (long seed : SEEDS) {
        RunKey key = new RunKey(model, seed);
        keys.add(key);
        writeRun(experiment.run(key), key, environment);
      }
    }
    experiment.collect(keys, tables -> {});
    new SampleFile(experiment).write(new SampleFile(experiment).find(keys).orElseThrow());
    experiment.writeVerdicts(verdicts());
    experiment.writeDifferences(List.of(difference("bleu"), difference("exact_match")));
    return experiment;
  }

  /** An open claim with a test that is supported and one without data, and a supported one. */
  public static List<Verdict> verdicts() {
    return List.of(verdict(), holding());
  }

  private static Verdict verdict() {
    Estimate gain = new Estimate(3, 0.301, 0.2745, 0.3291, 0.05);
    ControlResult learnt =
        new ControlResult("exact_match of luong, at least 0.95", 3, 4, 0.75, 0.981);
    ControlResult ofAllSeeds =
        new ControlResult("exact_match of luong, at least 0.95", 3, 5, 0.75, 0.97);
    PartVerdict supported =
        new PartVerdict(
            "exact_match of luong minus exact_match of rnn",
            new Quantity(TestStatistic.DIFFERENCE, "exact_match", "source_length"),
            Ruling.SUPPORTED,
            "above 0.1",
            new Range(0.1, Double.POSITIVE_INFINITY),
            "t test over seeds",
            gain,
            new Estimate(4, 0.25, 0.2, 0.3, 0.05),
            1,
            List.of(learnt),
            List.of(ofAllSeeds),
            new Errors(0.00012, 1),
            12.5,
            "supported for bounds below 0.2745",
            "",
            List.of(
                new Elsewhere(
                    "source_length 1 to 8",
                    new Estimate(3, 0.02, -0.01, 0.05, 0.05),
                    Ruling.REFUTED),
                new Elsewhere("source_length 9 to 16", Estimate.NONE, Ruling.INVALID)));
    PartVerdict unclear =
        new PartVerdict(
            "median over seeds of seconds of luong",
            new Quantity(TestStatistic.VALUE, "seconds", ""),
            Ruling.INCONCLUSIVE,
            "below 2",
            new Range(Double.NEGATIVE_INFINITY, 2),
            "",
            Estimate.NONE,
            Estimate.NONE,
            0,
            List.of(),
            List.of(),
            Errors.NONE,
            Double.NaN,
            "",
            "luong, seed 3 is failed",
            List.of());
    return new Verdict(
        "C1",
        "Attention | <i>removes</i> it",
        new Context(
            "The *bottleneck*",
            "A fixed-length vector <b>may</b> be | a bottleneck",
            "Author 2015, section 1",
            "May: on the longest sources, by 10 points",
            "Dates of 8 to 40 characters"),
        Ruling.INCONCLUSIVE,
        0.05,
        List.of(supported, unclear),
        Registration.NONE);
  }

  private static Verdict holding() {
    Estimate median = new Estimate(5, 70, 69, 71, 0.05);
    PartVerdict part =
        new PartVerdict(
            "median over seeds of bleu of luong",
            new Quantity(TestStatistic.VALUE, "bleu", ""),
            Ruling.SUPPORTED,
            "above 60",
            new Range(60, Double.POSITIVE_INFINITY),
            "sign test over seeds",
            median,
            median,
            0,
            List.of(),
            List.of(),
            new Errors(0.03125, 1),
            Double.NaN,
            "supported for bounds below 69",
            "",
            List.of());
    return new Verdict(
        "C2",
        "It\nholds\u001B[31m",
        Context.NONE,
        Ruling.SUPPORTED,
        0.05,
        List.of(part),
        Registration.NONE);
  }

  private static Difference difference(String metric) {
    return new Difference(
        metric,
        "luong",
        Map.of(),
        "rnn",
        Map.of(),
        3,
        0.3,
        new Difference.Range(0.27, 0.33),
        new Difference.Range(Double.NaN, Double.NaN),
        0.012,
        Double.NaN,
        9.5,
        1);
  }

  private static void writeRun(RunFolder run, RunKey key, Environment environment)
      throws Exception {
    int strength = MODELS.indexOf(key.model());
    Random random = new Random(31L * strength + key.seed());
    for (int step = 200; step <= 4000; step += 500) {
      double loss = 3.2 * Math.exp(-step / (2600.0 - 500 * strength)) + 0.05 * random.nextDouble();
      double match = Math.max(0, 1 - 1.1 * loss);
      Map<String, Double> scores = new LinkedHashMap<>();
      scores.put("loss", loss);
      scores.put("exact_match", match);
      scores.put("bleu", 100 * match);
      run.logs()
          .append(
              new Validation(step, step / 800, step / 20.0, step * 64L, 1e-3, loss + .1, scores));
    }
    List<Measure> lengths = new ArrayList<>();
    for (int length = 1; length <= 60; length++) {
      double middle = 14 + 13 * strength;
      double share = 1 / (1 + Math.exp((length - middle) / 3)) - 0.03 * random.nextDouble();
      lengths.add(new Measure(key, "exact_match", "source_length", length, Math.max(0, share), 17));
    }
    run.writeMeasures(lengths);
    if (strength > 0) {
      writeAttention(run, random, strength);
    }
    run.writePredictions(
        HOSTILE.stream().map(t -> new Prediction(t, t, strength > 1 ? t : t + "!", -1)).toList());
    run.writeRecord(
        new RunRecord(
            result(key, strength, random),
            "",
            "",
            DataDigests.UNKNOWN,
            environment,
            Instant.EPOCH,
            Instant.EPOCH,
            ""));
  }

  private static RunResult result(RunKey key, int strength, Random random) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("exact_match", 0.5 + 0.15 * strength + 0.02 * random.nextDouble());
    metrics.put("token_accuracy", 0.7 + 0.09 * strength + 0.01 * random.nextDouble());
    metrics.put("bleu", 40 + 15 * strength + random.nextDouble());
    metrics.put("perplexity", 4.0 - strength + 0.1 * random.nextDouble());
    boolean failed = key.model().equals("luong") && key.seed() == 3;
    RunStatus status = failed ? RunStatus.FAILED : RunStatus.DONE;
    return new RunResult(
        key,
        status,
        123_456 + 10_000L * strength,
        4000,
        100 + 10 * strength + random.nextDouble(),
        9000 - 700 * strength,
        250 - 40 * strength,
        700 + 20 * strength,
        failed ? Map.of() : metrics);
  }

  private static void writeAttention(RunFolder run, Random random, int strength) throws Exception {
    write(run, random, strength, "test-1", chars("3rd of May, 79"), chars("1979-05-03"));
    write(
        run,
        random,
        strength,
        "test-2",
        words(
            "zwei junge weiße Männer sind im Freien in der Nähe vieler Büsche und sehen einem"
                + " Donaudampfschifffahrtskapitän beim Angeln zu ."),
        words("two young , white males are outside near many bushes and watch a captain fish ."));
    write(
        run,
        random,
        strength,
        "test-3",
        words("猫 は 魚 を 食べ まし た 。"),
        words("the cat ate <unk> & \"fish\" ."));
  }

  private static void write(
      RunFolder run,
      Random random,
      int strength,
      String name,
      List<String> source,
      List<String> output)
      throws Exception {
    float[][] weights = new float[output.size()][source.size()];
    for (int t = 0; t < output.size(); t++) {
      double centre = (t + 0.5) * source.size() / output.size();
      double sum = 0;
      for (int s = 0; s < source.size(); s++) {
        double distance = (s + 0.5 - centre) / (2.4 - 0.6 * strength);
        weights[t][s] = (float) (Math.exp(-distance * distance) + 0.02 * random.nextDouble());
        sum += weights[t][s];
      }
      for (int s = 0; s < source.size(); s++) {
        weights[t][s] /= (float) sum;
      }
    }
    run.writeAttention(AttentionMap.of(name, source, output, weights));
  }

  private static List<String> chars(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" "));
  }
}
