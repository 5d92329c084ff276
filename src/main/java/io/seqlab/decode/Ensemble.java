package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a search decodes with: one model, or M models as an ensemble (Sutskever et al. 2014, section
 * 3.6) with the mean of their probabilities:
 *
 * <pre>
 *   p(y_t | y_{&lt;t}, x) = 1/M Σ_m p_m(y_t | y_{&lt;t}, x)
 * </pre>
 *
 * <p>The models read and write the same vocabularies. The attention of a step is the mean over the
 * models that have attention.
 */
public record Ensemble(List<Seq2Seq> models) {
  public Ensemble {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("no models");
    }
  }

  /** One model. */
  public static Ensemble of(Seq2Seq model) {
    return new Ensemble(List.of(model));
  }

  /** The state before the first token. */
  DecoderState start(ForwardPass pass, TokenBatch source) {
    List<DecoderState> states =
        models.stream()
            .map(m -> m.decoder().initialState(pass, m.encoder().encode(pass, source)))
            .toList();
    return states.size() == 1 ? states.get(0) : new States(states);
  }

  /** One step; the logits of an ensemble are its log-probabilities. */
  DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    if (models.size() == 1) {
      return models.get(0).decoder().step(pass, state, tokens);
    }
    List<DecoderState> members = ((States) state).members();
    List<DecoderStep> steps = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      steps.add(models.get(m).decoder().step(pass, members.get(m), tokens));
    }
    List<NDArray> attention =
        steps.stream().map(DecoderStep::attention).filter(Objects::nonNull).toList();
    return new DecoderStep(
        logMean(steps.stream().map(s -> s.logits().logSoftmax(-1)).toList()), // (B, V)
        new States(steps.stream().map(DecoderStep::state).toList()),
        attention.isEmpty() ? null : mean(attention)); // (B, S)
  }

  /**
   * The log-probability of each token of given targets under teacher forcing, (B, T).
   *
   * @param begin the token before the first
   */
  NDArray logProbabilities(ForwardPass pass, TokenBatch source, TokenBatch target, int begin) {
    TokenBatch previous = target.shiftRight(begin);
    NDArray tokens = target.ids().expandDims(2); // (B, T, 1)
    List<NDArray> all = new ArrayList<>();
    for (Seq2Seq model : models) {
      try (NDArray logits = model.logits(pass, source, previous); // (B, T, V)
          NDArray logProbabilities = logits.logSoftmax(-1)) {
        all.add(logProbabilities.gather(tokens, 2).squeeze(2));
      }
    }
    return logMean(all);
  }

  /** log 1/M Σ_m exp(x_m). */
  private static NDArray logMean(List<NDArray> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    NDArray largest = all.stream().reduce(NDArray::maximum).orElseThrow(); // so that none is 0
    return mean(all.stream().map(each -> each.sub(largest).exp()).toList()).log().add(largest);
  }

  private static NDArray mean(List<NDArray> arrays) {
    return arrays.stream().reduce(NDArray::add).orElseThrow().div(arrays.size());
  }

  /** The states of the models. */
  private record States(List<DecoderState> members) implements DecoderState {
    private States each(Function<DecoderState, DecoderState> change) {
      return new States(members.stream().map(change).toList());
    }

    @Override
    public DecoderState select(NDArray rows) {
      return each(member -> member.select(rows));
    }

    @Override
    public DecoderState reorder(NDArray rows) {
      return each(member -> member.reorder(rows));
    }

    @Override
    public NDList arrays() {
      NDList all = new NDList();
      members.forEach(member -> all.addAll(member.arrays()));
      return all;
    }
  }
}
