package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Studies with invalid keys and values. */
class BadInputTest {
  @TempDir private Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "training:",
            "trainig:",
            "study.yaml:3: unknown key 'trainig'; did you mean 'training'? (keys: study, description,"),
        arguments(
            "training:",
            "probes: [{type: slices}, {type: slices, by: [position]}]\ntraining:",
            "study.yaml:3: probes: two probes have the same type"),
        arguments(
            "training:",
            "probes: [{type: slice}]\ntraining:",
            "study.yaml:3: unknown type 'slice' in probes[0]; did you mean 'slices'?"),
        arguments(
            "training:",
            "probes: [{type: slices, by: [frequency, frequency]}]\ntraining:",
            "study.yaml:3: probes[0].by: duplicate value frequency in by; remove one"),
        arguments(
            "hidden: 8",
            "hiden: 8",
            "study.yaml:6: unknown key 'hiden' in models.rnn; did you mean 'hidden'?"),
        arguments(
            "hidden: 8",
            "encoder: {hiden: 8}",
            "study.yaml:6: unknown key 'hiden' in models.rnn.encoder; did you mean 'hidden'?"),
        arguments(
            "hidden: 8",
            "hidden: eight",
            "study.yaml:6: models.rnn.encoder.hidden must be an integer such as 1000, not the text 'eight'"),
        arguments("hidden: 8", "hidden: '8'", "must be an integer such as 1000, not the text '8'"),
        arguments(
            "hidden: 8", "hidden: 8.0", "must be an integer such as 1000, not the number 8.0"),
        arguments(
            "hidden: 8", "hidden: 1e3", "must be an integer such as 1000, not the number 1e3"),
        arguments(
            "hidden: 8",
            "hidden: 3000000000",
            "must be an integer from -2147483648 to 2147483647, not the number 3000000000"),
        arguments(
            "hidden: 8", "hidden: 99999999999999999999", "must be an integer from -2147483648"),
        arguments("hidden: 8", "hidden:", "must be an integer such as 1000, not null"),
        arguments("hidden: 8", "hidden: [8]", "must be an integer such as 1000, not a list"),
        arguments(
            "hidden: 8",
            "hidden: 0",
            "study.yaml:6: models.rnn.encoder.hidden: hidden must be at least 1, not 0"),
        arguments(
            "hidden: 8",
            "dropout: .nan",
            "models.rnn.encoder.dropout must be a finite number, not the text '.nan'"),
        arguments(
            "hidden: 8",
            "dropout: 1e999",
            "models.rnn.encoder.dropout must be a finite number, not the number 1e999"),
        arguments(
            "hidden: 8",
            "bidirectional: yes",
            "models.rnn.encoder.bidirectional must be true or false, not the text 'yes'"),
        arguments(
            "heads: 2",
            "heads: 3",
            "study.yaml:8: models.big.encoder.heads: d_model 8 is not divisible by heads 3; the nearest divisor is heads: 2"),
        arguments(
            "d_model: 8, heads: 2",
            "d_model: 9",
            "study.yaml:8: models.big.encoder.heads: d_model 9 is not divisible by heads 4; the nearest divisor is heads: 3"),
        arguments(
            "type: transformer",
            "type: transfomer",
            "study.yaml:8: unknown type 'transfomer' in models.big; did you mean 'transformer'? (types: rnn, transformer, conv, prefix_lm)"),
        arguments(
            "type: rnn, ",
            "",
            "study.yaml:6: missing required key 'type' in models.rnn (types: rnn, transformer, conv, prefix_lm)"),
        arguments(
            "attention: luong",
            "attention: loung",
            "study.yaml:7: unknown value 'loung' for models.luong.decoder.attention.wiring; did you mean 'luong'? (values: none, bahdanau, luong)"),
        arguments(
            "attention: luong",
            "tie: output, embedding: 9",
            "study.yaml:7: models.luong.tie: tie: output requires equal widths of target embedding (9) and output layer input (8); set the embedding of the decoder to 8"),
        arguments(
            "attention: luong",
            "initial_state: last, decoder: {layers: 2}",
            "study.yaml:7: models.luong.decoder.initial_state: initial_state: last requires"),
        arguments(
            "{type: reverse}\n",
            "{type: dates}\nmetrics: [foo]\n",
            "study.yaml:3: unknown value 'foo' for metrics[0]; values: exact_match, token_accuracy"),
        arguments(
            "attention: luong",
            "d_model: 9",
            "study.yaml:7: unknown key 'd_model' in models.luong"),
        arguments(
            "attention: luong",
            "type: transformer",
            "study.yaml:6: unknown key 'hidden' in models.luong"),
        arguments(
            "extends: rnn",
            "extends: rn",
            "study.yaml:7: models.luong extends unknown model 'rn'; did you mean 'rnn'? (models: rnn, luong, big)"),
        arguments(
            "{type: rnn,",
            "{extends: luong,",
            "study.yaml:7: circular extends between models: rnn -> luong -> rnn"),
        arguments(
            "extends: rnn", "extends: luong", "circular extends between models: luong -> luong"),
        arguments(
            "type: reverse",
            "type: revers",
            "study.yaml:2: unknown type 'revers' in task; did you mean 'reverse'? (types: copy, reverse,"),
        arguments(
            "{type: reverse}",
            "{symbols: 5}",
            "study.yaml:2: missing required key 'type' in task (types: copy,"),
        arguments(
            "{type: reverse}",
            "reverse",
            "study.yaml:2: task must be a mapping of keys to values, not the text 'reverse'"),
        arguments(
            "{type: reverse}",
            "{type: reverse, lengths: {train: [5]}}",
            "task.lengths.train must have 2 items [min, max], not 1"),
        arguments(
            "{type: reverse}",
            "{type: reverse, lengths: {train: [5, 2]}}",
            "study.yaml:2: task.lengths.train.max: the maximum 2 must not be below the minimum 5"),
        arguments(
            "{type: reverse}",
            "{type: corpus, train: x}",
            "study.yaml:2: task.train: 'x' is a split of a dataset"),
        arguments(
            "{type: reverse}",
            "{type: corpus, dataset: d, target: en, train: {source: a, target: b}}",
            "study.yaml:2: task.source: dataset requires source"),
        arguments(
            "steps: 10",
            "steps: 10, epochs: 2",
            "study.yaml:4: training.budget: budget must have exactly one of the keys"),
        arguments(
            "models:\n",
            "  teacher_forcing: 0.9\nmodels:\n  leak: {type: transformer, d_model: 8, heads: 2, decoder: {causal: false}}\n",
            "study.yaml:5: training.teacher_forcing: the decoder of model 'leak' has causal: false, which shows only when all of the reference is read at once; set teacher_forcing: 1"),
        arguments(
            "{type: transformer, d_model: 8, heads: 2}",
            "{type: prefix_lm, d_model: 8, heads: 2, frequency_bias: 0.5}",
            "frequency_bias is not available in a prefix language model"),
        arguments(
            "steps: 10",
            "",
            "study.yaml:4: training.budget: budget must have exactly one of the keys"),
        arguments(
            "  budget: {steps: 10}\n",
            "  patience: 3\n",
            "study.yaml:4: missing required key 'budget' in training"),
        arguments(
            "  budget: {steps: 10}",
            "  budget: {epochs: 1}\n  schedule: {type: cosine}",
            "study.yaml:5: training.schedule: a cosine schedule requires steps if"),
        arguments(
            "models:",
            "grid: {task.examples.seed: [every]}\nmodels:",
            "task.examples.seed: seed must be each or an integer such as 0, not every"),
        arguments(
            "  budget: {steps: 10}",
            "  budget: {steps: 10}\n  patience: 3\n  schedule: {type: cosine}",
            "study.yaml:5: training.patience: a cosine schedule lowers the learning rate up to a fixed"),
        arguments(
            "  budget: {steps: 10}",
            "  budget: {steps: 10}\n  patience: 3\n  schedule: {type: plateau}",
            "study.yaml:5: training.patience: patience 3 would end training before the plateau schedule"),
        arguments(
            "  budget: {steps: 10}",
            "  budget: {steps: 10}\n  min_delta: 0.1",
            "study.yaml:5: training.min_delta: min_delta has no effect without patience or a plateau"),
        arguments(
            "task:",
            "milestones: [{metric: exact_match, reaches: 95}]\ntask:",
            "study.yaml:2: milestones[0].reaches: exact_match never is 95.0; its values are from 0 to 1"),
        arguments(
            "task:",
            "metrics: [bleu]\nmilestones: [{metric: exact_match, reaches: 0.95}]\ntask:",
            "study.yaml:3: milestones: validation does not measure exact_match; add it to metrics"),
        arguments(
            "  budget: {steps: 10}",
            "  budget: {steps: 10}\n  budget: {steps: 11}",
            "study.yaml:5: duplicate key 'budget', first at study.yaml:4"),
        arguments(
            "task:",
            "metrics: [exact_match, blue]\ntask:",
            "study.yaml:2: unknown value 'blue' for metrics[1]; did you mean 'bleu'? (values: exact_match,"),
        arguments(
            "task:",
            "metrics: [bleu, bleu]\ntask:",
            "study.yaml:2: metrics: duplicate value bleu in metrics; remove one"),
        arguments(
            "task:",
            "seeds: 1\ntask:",
            "study.yaml:2: seeds.list must be a list, such as [a, b], not the number 1"),
        arguments(
            "task:",
            "seeds: [1, 1]\ntask:",
            "study.yaml:2: seeds.list: duplicate value 1 in list; remove one"),
        arguments("study: small\n", "", "study.yaml:1: missing required key 'study'"),
        arguments(
            "study: small",
            "study: a/b",
            "study.yaml:1: study: study name 'a/b' must consist of letters"),
        arguments(
            "study: small",
            "study: small.",
            "study.yaml:1: study: study name 'small.' ends with a dot"),
        arguments("study: small", "study: CON", "study name 'CON' is reserved on Windows"),
        arguments(
            "study: small",
            "study: " + "x".repeat(300),
            "has 300 characters; it names a folder and may have at most 100"),
        arguments(
            "  luong:",
            "  RNN:",
            "study.yaml:7: models.RNN: model names 'rnn' and 'RNN' differ only in case"),
        arguments(
            "  luong:",
            "  aux.b:",
            "study.yaml:7: models.aux.b: model name 'aux.b' is reserved on Windows"),
        arguments("  luong:", "  x.y.:", "study.yaml:7: models.x.y.: model name 'x.y.' ends"),
        arguments(
            "models:",
            "grid: {task.type: [copy, COPY]}\nmodels:",
            "study.yaml:5: grid: values of task.type differ only in case"),
        arguments(
            "study: small",
            "study: 2024",
            "study.yaml:1: study must be text (put it in quotes), not the number 2024"),
        arguments(
            "study: small",
            "study: null",
            "study.yaml:1: study must be text (put it in quotes), not null"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("mistakes")
  void reportsLocationKeyAndValidValues(String good, String bad, String message) {
    assertThat(StudyText.BASE).contains(good);
    String refusal = new StudyText(folder).refusal(StudyText.BASE.replace(good, bad));
    assertThat(refusal).contains(message).doesNotContain("\n");
  }
}
