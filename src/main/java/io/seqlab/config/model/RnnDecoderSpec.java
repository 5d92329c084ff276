package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A recurrent decoder, with or without attention. */
@TypeName("rnn")
@Doc("A recurrent decoder, with or without attention")
public record RnnDecoderSpec(
    @Doc("Type of recurrent cell") @Default("lstm") CellType cell,
    @Doc("Width of the hidden state") @Default("256") int hidden,
    @Doc("Width of the target embedding; 0 reads one-hot vectors instead, without parameters")
        @Default("128")
        int embedding,
    @Doc("Number of layers") @Default("1") int layers,
    @Doc("Dropout rate on embeddings, between layers and before the output layer") @Default("0.0")
        double dropout,
    @Doc("Attention: none, bahdanau, luong, or a mapping of its keys") @Default("none")
        AttentionSpec attention,
    @Doc("Initial state of the decoder") @Default("bridge") InitialState initialState,
    @Doc("Dropout rate on embeddings; null is dropout") @Default("null")
        Optional<Double> embeddingDropout,
    @Doc("Dropout rate between layers; null is dropout") @Default("null")
        Optional<Double> layerDropout,
    @Doc("Dropout rate before the output layer; null is dropout") @Default("null")
        Optional<Double> outputDropout,
    @Doc(
            "Whether all steps of a sequence share one dropout mask (variational dropout, Gal and Ghahramani 2016)")
        @Default("false")
        boolean variationalDropout,
    @Doc("Whether the cell reads the previous token; false is Keras' RepeatVector") @Default("true")
        boolean feedPrevious,
    @Doc("Whether the cell reads the encoder summary at every step (Cho et al. 2014)")
        @Default("false")
        boolean feedSummary,
    @Doc(
            "Whether the output layer reads the context vector, without attention the encoder summary; null is only with bahdanau")
        @Default("null")
        Optional<Boolean> outputContext,
    @Doc("Whether the output layer reads the embedded previous token") @Default("false")
        boolean outputEmbedding,
    @Doc("Biases of each gate: 2 as in PyTorch, 1 as in Keras") @Default("2") int biasesPerGate,
    @Doc("Initial weights of recurrent layers") @Default("uniform")
        RecurrentInitializer initializer,
    @Doc("Initial bias of the forget gate of an LSTM; null is that of the initializer")
        @Default("null")
        Optional<Double> forgetBias,
    @Doc(
            "Standard deviation of the initial embeddings, such as 1.0 for nn.Embedding of PyTorch; null is 1/√embedding")
        @Default("null")
        Optional<Double> embeddingStd)
    implements DecoderSpec {

  /** The initial state of the decoder. */
  public enum InitialState {
    @Doc("Zeros")
    ZERO,
    @Doc(
        "The last encoder state of each layer; encoder and decoder must have the same cell, layers and width")
    LAST,
    @Doc("tanh of a linear layer on the encoder summary")
    BRIDGE
  }

  public RnnDecoderSpec {
    Require.width("hidden", hidden);
    Require.width("embedding", Math.max(1, embedding));
    Require.nonNegative("embedding", embedding);
    Require.layers("layers", layers);
    Require.rate("dropout", dropout);
    Require.rate("embedding_dropout", embeddingDropout.orElse(0.0));
    Require.rate("layer_dropout", layerDropout.orElse(0.0));
    Require.rate("output_dropout", outputDropout.orElse(0.0));
    require(
        layerDropout.isEmpty() || layerDropout.get() == 0 || layers > 1,
        "layer_dropout",
        "layer_dropout requires at least 2 layers; set layers, or use embedding_dropout");
    require(
        !(initialState == InitialState.ZERO && attention.wiring() == Wiring.NONE && !feedSummary),
        "initial_state",
        "initial_state: zero without attention gives the decoder no access to the source; use last or bridge, or feed_summary: true");
    require(
        feedPrevious
            || feedSummary
            || attention.wiring() == Wiring.BAHDANAU
            || attention.inputFeeding(),
        "feed_previous",
        "feed_previous: false leaves the cell without input; add feed_summary: true, or use attention: bahdanau");
    require(
        !outputContext.orElse(false) || attention.wiring() != Wiring.LUONG,
        "output_context",
        "output_context: true has no effect with luong, whose attentional vector contains the context; use bahdanau, or remove output_context");
    require(
        !outputEmbedding || (feedPrevious && embedding > 0),
        "output_embedding",
        "output_embedding requires an embedded previous token; use feed_previous: true and an embedding above 0");
    require(
        hidden % attention.heads() == 0,
        "attention.heads",
        "hidden %d is not divisible by heads %d; the nearest divisor is heads: %d",
        hidden,
        attention.heads(),
        TransformerChecks.nearestDivisor(hidden, attention.heads()));
    require(
        attention.score() != AttentionSpec.Score.SLOTS || (feedPrevious && embedding > 0),
        "attention",
        "score: slots reads the embedded previous token; use feed_previous: true and an embedding above 0, or another score");
    new RecurrentCellSpec(cell, biasesPerGate, initializer, forgetBias);
    Require.aboveZero("embedding_std", embeddingStd.orElse(1.0));
    require(
        embeddingStd.isEmpty() || (feedPrevious && embedding > 0),
        "embedding_std",
        "embedding_std requires an embedding; set embedding above 0 and feed_previous: true");
  }

  /** A copy with another hidden width and embedding width. */
  public RnnDecoderSpec withSize(int newHidden, int newEmbedding) {
    return new RnnDecoderSpec(
        cell,
        newHidden,
        newEmbedding,
        layers,
        dropout,
        attention,
        initialState,
        embeddingDropout,
        layerDropout,
        outputDropout,
        variationalDropout,
        feedPrevious,
        feedSummary,
        outputContext,
        outputEmbedding,
        biasesPerGate,
        initializer,
        forgetBias,
        embeddingStd);
  }

  /** The cells of all layers. */
  public RecurrentCellSpec cells() {
    return new RecurrentCellSpec(cell, biasesPerGate, initializer, forgetBias);
  }

  /** Dropout rate on the input of a layer: on embeddings for layer 0, else between layers. */
  public double inputDropout(int layer) {
    return (layer == 0 ? embeddingDropout : layerDropout).orElse(dropout);
  }

  /** Dropout rate before the output layer. */
  public double outputRate() {
    return outputDropout.orElse(dropout);
  }

  /** E, or 0 for a decoder without an embedding. */
  @Override
  public int embeddingSize() {
    return feedPrevious ? embedding : 0;
  }

  /**
   * Width of the previous token as the cell reads it, for a target vocabulary; 0 if it does not.
   */
  public int tokenSize(int vocabulary) {
    if (!feedPrevious) {
      return 0;
    }
    return readsOneHotTokens() ? vocabulary : embedding;
  }

  /** Whether the cell reads the previous token as a one-hot vector. */
  public boolean readsOneHotTokens() {
    return feedPrevious && embedding == 0;
  }

  /** Width of what the bottom layer reads beside its attention input: token and summary. */
  public int inputSize(int vocabulary, int stateSize) {
    return tokenSize(vocabulary) + (feedSummary ? stateSize : 0);
  }

  /** Whether the output layer reads the context vector, or without attention the summary. */
  public boolean readsContext() {
    return outputContext.orElse(attention.wiring() == Wiring.BAHDANAU);
  }

  /**
   * The output layer reads a vector of the hidden width, the context of the encoder's width with
   * bahdanau or {@code output_context}, and the previous token with {@code output_embedding}.
   */
  @Override
  public int outputSize(EncoderSpec encoder) {
    return outputSize(encoder.stateSize());
  }

  /** The same for an encoder with states of width D. */
  public int outputSize(int stateSize) {
    return hidden + (readsContext() ? stateSize : 0) + (outputEmbedding ? embedding : 0);
  }

  @Override
  public void requireCompatible(EncoderSpec encoder) {
    if (initialState == InitialState.LAST) {
      require(
          encoder instanceof RnnEncoderSpec e
              && e.cell() == cell
              && e.layers() == layers
              && e.stateSize() == hidden,
          "initial_state",
          "initial_state: last requires an rnn encoder with the decoder's cell (%s), layers (%d) and state width (%d); use bridge",
          cell.name().toLowerCase(Locale.ROOT),
          layers,
          hidden);
    }
    if (attention.needsEqualWidths()) {
      require(
          encoder.stateSize() == hidden,
          "attention",
          "score: %s requires equal widths of encoder states (%d) and decoder states (%d); use general, low_rank or concat, or several heads",
          attention.score().name().toLowerCase(Locale.ROOT),
          encoder.stateSize(),
          hidden);
    }
  }

  @Override
  public int selfAttentionHeads() {
    return 0;
  }

  @Override
  public int sourceAttentionHeads() {
    return attention.wiring() == Wiring.NONE ? 0 : attention.heads();
  }

  @Override
  public OptionalInt maxSourceLength() {
    return attention.maxSourceLength();
  }

  @Override
  public OptionalInt maxLength() {
    return OptionalInt.empty();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.rnn().apply(this);
  }
}
