package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

/**
 * The encoder-decoder without attention (Sutskever et al. 2014, section 2, eq. 1):
 *
 * <pre>
 *   p(y_t | v, y_1, …, y_{t−1}) = softmax(W·s_t + b)
 *   s_t = f(s_{t−1}, y_{t−1}),  s_0 from v
 * </pre>
 *
 * <p>v is the summary of the source and reaches the decoder through s_0 alone. With {@code
 * feed_summary}, every step reads it too, s_t = f(s_{t−1}, y_{t−1}, v), and with {@code
 * output_context} and {@code output_embedding} so does the output layer, W·[s_t; v; y_{t−1}] + b
 * (Cho et al. 2014, section 2.2, whose output layer has a maxout layer besides).
 */
final class PlainDecoder extends RnnDecoder {
  PlainDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, 0), tied);
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return List.of();
  }

  @Override
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    StepConstants all = constants(pass, encoding).forAllSteps();
    NDArray y = embed(pass, target, all); // (B, T, E)
    NDArray v = repeat(all.summary(), target.getShape().get(1)); // (B, T, D)
    NDArray s = run(pass, input(y, v), initialStates(pass, encoding), all); // s_t: (B, T, H)
    return output(pass, outputInput(s, v, y), all); // (B, T, V)
  }

  @Override
  public DecoderState initialState(ForwardPass pass, Encoding encoding) {
    StepConstants constants = constantsOfSteps(pass, encoding);
    return new RnnState(initialStates(pass, encoding), null, null, constants);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    RnnState previous = (RnnState) state;
    StepConstants constants = previous.constants();
    NDArray v = constants.summary(); // (B, D)
    NDArray y = embed(pass, tokens, constants); // (B, E)
    RnnState next = previous.next(stepLayers(pass, input(y, v), previous), null);
    NDArray logits = output(pass, outputInput(next.top(), v, y), constants);
    return new DecoderStep(logits, next, null);
  }
}
