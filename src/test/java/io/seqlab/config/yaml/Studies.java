package io.seqlab.config.yaml;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.DecodingSpec.LengthPenalty;
import io.seqlab.config.MatchSpec;
import io.seqlab.config.PublishedSpec;
import io.seqlab.config.PublishedSpec.Comparability;
import io.seqlab.config.ReportSpec;
import io.seqlab.config.SeedsSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.handin.HandinItem;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.MilestoneSpec;
import io.seqlab.config.model.AttentionSpec;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.probe.SlicesProbeSpec;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.search.SearchValues;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.CorpusTaskSpec.Malformed;
import io.seqlab.config.task.CorpusTaskSpec.Truncation;
import io.seqlab.config.task.DivisionSpec;
import io.seqlab.config.task.LengthRange;
import io.seqlab.config.task.PairFilterSpec;
import io.seqlab.config.task.SplitFiles;
import io.seqlab.config.task.SplitLengths;
import io.seqlab.config.task.SplitSizes;
import io.seqlab.config.task.SymbolTaskSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.task.VocabularySpec;
import io.seqlab.config.text.Normalization;
import io.seqlab.config.text.SideSpec;
import io.seqlab.config.text.TokensSpec;
import io.seqlab.config.training.AdamSpec;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.config.training.ForcingScheduleSpec;
import io.seqlab.config.training.KeepSpec;
import io.seqlab.config.training.OptimizerSpec;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.config.training.SgdSpec;
import io.seqlab.config.training.TeacherForcingSpec;
import io.seqlab.config.training.TrainingSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random valid studies. */
public final class Studies {
  private static final Arbitrary<Integer> SIZE = Arbitraries.integers().between(1, 5000);
  private static final Arbitrary<Integer> LAYERS = Arbitraries.integers().between(1, 1000);
  private static final Arbitrary<Double> SHARE = Arbitraries.doubles().between(0, 0.99).ofScale(15);
  private static final Arbitrary<Double> RATE =
      Arbitraries.of(1e-3, 2e-3, 1.0E-300, 1.7976931348623157E308, 0.1, 1e7, 4.9E-324, 1.0 / 3);
  private static final Arbitrary<Boolean> FLAG = Arbitraries.of(true, false);
  private static final Arbitrary<String> WORD =
      Arbitraries.of("a", "null", "1", "1e5", "no", "train.de.gz", "with space", "a: b", "日本", "'");

  private static final List<String> CLIP = List.of("1e-3", "[a, 'b, c']", "{a: null, b: \"1\"}");

  private Studies() {}

  static Arbitrary<StudySpec> any() {
    Arbitrary<String> names =
        Arbitraries.of("rnn", "true", "1", "1.5", "null", "a-b_c.d", "yes", "0x1F", "2026-11-20");
    return Combinators.combine(
            names,
            WORD,
            tasks(),
            training(),
            Arbitraries.of(MetricName.class).set().ofMinSize(1).map(List::copyOf),
            Arbitraries.longs().set().ofMinSize(1).ofMaxSize(4).map(List::copyOf),
            Arbitraries.maps(names, models()).ofMinSize(1).ofMaxSize(4),
            Combinators.combine(LAYERS, SIZE, SIZE).as(Studies::decoding))
        .as(
            (study, text, task, training, metrics, seeds, models, decoding) ->
                new StudySpec(
                    study,
                    text,
                    task,
                    training,
                    decoding,
                    metrics,
                    List.of(new SlicesProbeSpec(List.of(SlicesProbeSpec.By.values()), metrics, 2)),
                    List.of(new MilestoneSpec(MetricName.LOSS, decoding.lengthPenalty())),
                    SeedsSpec.of(seeds),
                    models,
                    List.of(),
                    List.of(),
                    Map.of(
                        "training.clip_norm", List.of(new YamlValue(CLIP.get(text.length() % 3)))),
                    search(seeds, decoding.beam()),
                    Optional.of(new MatchSpec(decoding.beam())),
                    new ReportSpec(decoding.beam(), decoding.batch(), decoding.maxLength()),
                    List.of(published(models.keySet().iterator().next(), metrics.get(0), text)),
                    handin(metrics.get(0), text)));
  }

  private static DecodingSpec decoding(int beam, int length, int batch) {
    boolean sample = beam == 1;
    return new DecodingSpec(
        beam,
        beam / 8.0,
        length,
        batch,
        length - 1,
        batch % 4,
        1 + beam / 4.0,
        batch % 2 == 0,
        false,
        sample,
        sample ? 0.5 : 1,
        sample ? batch : 0,
        sample ? 0.25 : 1,
        sample ? batch - 2L : 1,
        sample ? Optional.of(length) : Optional.empty(),
        sample ? MetricName.EDIT_DISTANCE : MetricName.BLEU,
        Optional.empty(),
        batch % 2 == 0 ? LengthPenalty.WU : LengthPenalty.LENGTH);
  }

  private static Optional<SearchSpec> search(List<Long> used, int trials) {
    long seed = 1 + used.stream().mapToLong(Math::abs).max().orElse(0) % (Long.MAX_VALUE - 1);
    SearchValues list =
        new SearchValues(
            Optional.of(List.of(new YamlValue("[a, 1]"), new YamlValue("{b: {c: 1e-3}}"))),
            Optional.empty(),
            Optional.empty(),
            SearchValues.Scale.LINEAR);
    SearchValues bounds =
        new SearchValues(
            Optional.empty(), Optional.of(1e-4), Optional.of(0.01), SearchValues.Scale.LOG);
    return trials < 2 || used.contains(seed)
        ? Optional.empty()
        : Optional.of(
            new SearchSpec(
                Optional.of(trials),
                List.of(seed),
                Optional.of(2),
                new TreeMap<>(Map.of("training.a", list, "model.b", bounds))));
  }

  private static PublishedSpec published(String model, MetricName metric, String text) {
    return new PublishedSpec(
        model,
        metric.key(),
        Map.of("source_length", new ValueRange(new YamlValue("3"), new YamlValue("4"))),
        1.0 / 3,
        text,
        text,
        metric.needsDecoding() ? Comparability.YES : Comparability.ORDERING_ONLY);
  }

  private static Optional<HandinSpec> handin(MetricName metric, String text) {
    return text.length() % 2 == 0
        ? Optional.empty()
        : Optional.of(
            new HandinSpec(
                text,
                List.of(
                    new HandinItem.Table(List.of(metric.key(), "seconds")),
                    new HandinItem.Curve(List.of("valid_" + metric.key()), "epochs"),
                    new HandinItem.Examples(1, 0),
                    new HandinItem.Parameters(),
                    new HandinItem.Published(),
                    new HandinItem.Question(text))));
  }

  private static Arbitrary<TaskSpec> tasks() {
    Arbitrary<SplitSizes> sizes = Combinators.combine(SIZE, SIZE, SIZE).as(SplitSizes::new);
    Arbitrary<LengthRange> range =
        Combinators.combine(SIZE, SIZE)
            .as((a, b) -> new LengthRange(Math.min(a, b), Math.max(a, b)));
    Arbitrary<SplitLengths> lengths =
        Combinators.combine(range, range, range).as(SplitLengths::new);
    Arbitrary<TaskSpec> symbols =
        Combinators.combine(Arbitraries.of(SymbolTaskSpec.Kind.class), SIZE, lengths, sizes)
            .as(SymbolTaskSpec::new);
    return Arbitraries.oneOf(symbols, corpora(), Arbitraries.of(otherTasks()));
  }

  /** The file of a task. */
  public record TaskFile(TaskSpec task) {}

  private static List<TaskSpec> otherTasks() {
    return Stream.of(
            "{type: key_value_recall, pairs: {test: [9, 20]}, distance: {test: [2, 9]}}",
            "{type: delayed_copy, size: 3}",
            "{type: needle, key_tokens: 7}",
            "{type: position_recall}",
            "{type: parity, running: true}",
            "{type: lexicon, language: 7}",
            "{type: frequent_words, translated: all}",
            "{type: coreference, distractors: {test: [4, 9]}}",
            "{type: scan, split: add_jump}")
        .map(text -> SpecReader.read("task: " + text, "task", TaskFile.class).task())
        .toList();
  }

  private static Arbitrary<TaskSpec> corpora() {
    SplitFiles.Columns columns = new SplitFiles.Columns(2, 1);
    SplitFiles.Keys keys = new SplitFiles.Keys("translation.de", "en");
    Optional<String> none = Optional.empty();
    Arbitrary<SplitFiles> pair =
        Combinators.combine(WORD, WORD, SIZE.optional())
            .as(
                (s, t, n) ->
                    new SplitFiles(
                        Optional.of(s), Optional.of(t), none, columns, none, keys, none, n));
    Arbitrary<SplitFiles> tsv =
        WORD.map(
            f ->
                new SplitFiles(
                    none, none, Optional.of(f), columns, none, keys, none, Optional.empty()));
    Arbitrary<SplitFiles> json =
        WORD.map(
            f ->
                new SplitFiles(
                    none, none, none, columns, Optional.of(f), keys, none, Optional.empty()));
    Arbitrary<Optional<SplitFiles>> files = Arbitraries.oneOf(pair, tsv, json).map(Optional::of);
    Arbitrary<VocabularySpec> vocabulary =
        Combinators.combine(SIZE.optional(), SIZE, FLAG).as(VocabularySpec::new);
    return Combinators.combine(
            files, files, selections(), sides(), tokens(), FLAG, SIZE, vocabulary)
        .as(
            (a, b, selection, side, tokens, low, max, v) ->
                new CorpusTaskSpec(
                    none,
                    side,
                    side,
                    a,
                    selection.divided() ? Optional.empty() : b,
                    selection.divided() ? Optional.empty() : b,
                    selection.division(),
                    selection.malformed(),
                    selection.filter(),
                    Normalization.NFC,
                    tokens,
                    low,
                    max,
                    selection.truncation(),
                    selection.divided() ? Optional.empty() : Optional.of(max),
                    v));
  }

  /** Which pairs of a text are used, and for what. */
  private record Selection(
      Optional<DivisionSpec> division,
      Malformed malformed,
      Optional<PairFilterSpec> filter,
      Optional<Truncation> truncation) {
    boolean divided() {
      return division.isPresent();
    }
  }

  private static Arbitrary<Selection> selections() {
    Arbitrary<DivisionSpec> division =
        Combinators.combine(SIZE, SIZE, Arbitraries.longs(), FLAG).as(DivisionSpec::new);
    Arbitrary<Optional<LengthRange>> range = SIZE.map(n -> new LengthRange(n, n + 1)).optional();
    Arbitrary<PairFilterSpec> filter =
        Combinators.combine(range, range, Arbitraries.of(PairFilterSpec.Scope.class))
            .as((s, t, scope) -> new PairFilterSpec(s, t, Optional.of(2.5), scope));
    Arbitrary<Truncation> truncation =
        SIZE.map(n -> new Truncation(Optional.empty(), Optional.of(n)));
    return Combinators.combine(
            division.optional(),
            Arbitraries.of(Malformed.class),
            filter.optional(),
            truncation.optional())
        .as(Selection::new);
  }

  private static Arbitrary<Optional<SideSpec>> sides() {
    return Combinators.combine(Arbitraries.of(Normalization.class).optional(), FLAG.optional())
        .as((form, low) -> new SideSpec(Optional.empty(), form, low, Optional.empty()))
        .optional();
  }

  private static Arbitrary<TokensSpec> tokens() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            new TokensSpec.Word(),
            new TokensSpec.Char(),
            new TokensSpec.Mteval(),
            new TokensSpec.Icu()),
        WORD.map(TokensSpec.SentencePiece::new),
        WORD.map(TokensSpec.HuggingFace::new));
  }

  private static Arbitrary<TrainingSpec> training() {
    Arbitrary<BatchSpec> batch =
        Combinators.combine(SIZE, Arbitraries.of(BatchSpec.Unit.class), FLAG).as(BatchSpec::new);
    Optional<Long> none = Optional.empty();
    Arbitrary<BudgetSpec> budget =
        Arbitraries.oneOf(
            Arbitraries.longs()
                .between(1, BudgetSpec.UNLIMITED)
                .map(n -> new BudgetSpec(Optional.of(n), none, none, Optional.empty())),
            RATE.map(s -> new BudgetSpec(none, none, none, Optional.of(s))));
    Arbitrary<OptimizerSpec> optimizer =
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.of(AdamSpec.Kind.class), RATE, SHARE, SHARE, RATE, SHARE)
                .as(AdamSpec::new),
            Combinators.combine(RATE, SHARE, SHARE).as(SgdSpec::new));
    Arbitrary<ScheduleSpec> schedule =
        Arbitraries.oneOf(
            SIZE.map(ScheduleSpec.Constant::new),
            SIZE.map(ScheduleSpec.InverseSqrt::new),
            Combinators.combine(SIZE, SHARE)
                .as((n, m) -> new ScheduleSpec.Cosine(n, Optional.of(9L), m)),
            SIZE.map(n -> new ScheduleSpec.Exponential(0.5, n)),
            SIZE.map(n -> new ScheduleSpec.InverseTime(1.0 / n)));
    return Combinators.combine(
            batch,
            budget,
            SIZE,
            SIZE.optional(),
            optimizer,
            schedule,
            SHARE,
            Arbitraries.of(MetricName.class))
        .as(
            (b, u, every, patience, o, s, share, best) ->
                new TrainingSpec(
                    b,
                    u,
                    every,
                    stop(patience, s),
                    0,
                    best,
                    o,
                    s,
                    share,
                    share,
                    every,
                    new TeacherForcingSpec(
                        share,
                        TeacherForcingSpec.Unit.SENTENCE,
                        new ForcingScheduleSpec.Constant()),
                    every % 2 == 0
                        ? Optional.empty()
                        : Optional.of(new KeepSpec(Optional.of(1), Optional.empty()))));
  }

  private static Optional<Integer> stop(Optional<Integer> patience, ScheduleSpec schedule) {
    return schedule instanceof ScheduleSpec.Cosine ? Optional.empty() : patience;
  }

  private static Arbitrary<ModelSpec> models() {
    Arbitrary<String> attention =
        Combinators.combine(
                Arbitraries.of(AttentionSpec.Wiring.class),
                Arbitraries.of(AttentionSpec.Score.class)
                    .filter(score -> !score.needsEqualWidths()),
                FLAG,
                SIZE.optional())
            .as(
                (w, s, feed, n) ->
                    w == AttentionSpec.Wiring.NONE
                        ? "none"
                        : "{wiring: %s, score: %s, input_feeding: %b, size: %s%s}"
                            .formatted(
                                key(w),
                                key(s),
                                feed && w == AttentionSpec.Wiring.LUONG,
                                n.filter(any -> s.hasEnergy()).map(String::valueOf).orElse("null"),
                                options(s, n.orElse(3))));
    Arbitrary<ModelSpec> recurrent =
        Combinators.combine(Arbitraries.of(CellType.class), SIZE, LAYERS, FLAG, SHARE, attention)
            .as(
                (cell, hidden, layers, both, dropout, a) -> {
                  String half =
                      "type: rnn, cell: %s, hidden: %d, embedding: %d, layers: %d, dropout: %s"
                          .formatted(key(cell), hidden, layers, layers, dropout);
                  return model(
                      "{%s, bidirectional: %b}".formatted(half, both),
                      "{%s, attention: %s}".formatted(half, a),
                      ModelSpec.Tie.NONE);
                });
    Arbitrary<ModelSpec> transformer =
        Combinators.combine(
                SIZE,
                LAYERS,
                SHARE,
                Arbitraries.of(NormPlacement.class),
                Arbitraries.of(PositionalEncoding.class),
                Arbitraries.of(ModelSpec.Tie.NONE, ModelSpec.Tie.OUTPUT))
            .as(
                (heads, layers, dropout, norm, positions, tie) -> {
                  String half =
                      "type: transformer, d_model: %d, heads: %d, layers: %d, ff: %d, dropout: %s, norm: %s, positions: %s, max_positions: 9"
                          .formatted(
                              2 * heads, heads, layers, layers, dropout, key(norm), key(positions));
                  return model("{%s}".formatted(half), "{%s, scale: false}".formatted(half), tie);
                });
    return Arbitraries.oneOf(recurrent, transformer);
  }

  /** Further options of a score. */
  private static String options(AttentionSpec.Score score, int number) {
    return switch (score) {
      case LOW_RANK -> ", rank: " + number;
      case SLOTS -> ", slots: %d, overflow: cut".formatted(number);
      case ADDITIVE, CONCAT -> ", bias: true, energy: relu";
      case DOT, SCALED_DOT, GENERAL, COSINE -> "";
    };
  }

  private static ModelSpec model(String encoder, String decoder, ModelSpec.Tie tie) {
    return SpecReader.read(
        "{encoder: %s, decoder: %s, tie: %s}".formatted(encoder, decoder, key(tie)),
        "model",
        ModelSpec.class);
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
