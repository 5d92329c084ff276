package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;
import java.util.OptionalInt;

/** A recurrent encoder. */
@TypeName("rnn")
@Doc("A recurrent encoder")
public record RnnEncoderSpec(
    @Doc("Type of recurrent cell") @Default("lstm") CellType cell,
    @Doc("Width of the hidden state of each direction") @Default("256") int hidden,
    @Doc("Width of the source embedding; 0 reads one-hot vectors instead, without parameters")
        @Default("128")
        int embedding,
    @Doc("Number of layers") @Default("1") int layers,
    @Doc("Whether the encoder also reads backward; states then have twice the width")
        @Default("false")
        boolean bidirectional,
    @Doc("Dropout rate on embeddings and between layers") @Default("0.0") double dropout,
    @Doc("Dropout rate on embeddings; null is dropout") @Default("null")
        Optional<Double> embeddingDropout,
    @Doc("Dropout rate between layers; null is dropout") @Default("null")
        Optional<Double> layerDropout,
    @Doc(
            "Whether all steps of a sequence share one dropout mask (variational dropout, Gal and Ghahramani 2016)")
        @Default("false")
        boolean variationalDropout,
    @Doc(
            "Whether the tokens before the end of the source are read in reverse order (Sutskever et al. 2014)")
        @Default("false")
        boolean reverseSource,
    @Doc(
            "Width in tokens, an odd number, of a convolution with ReLU over the embedded source (Lee et al. 2017); null is none")
        @Default("null")
        Optional<Integer> convolution,
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
    implements EncoderSpec {
  public RnnEncoderSpec {
    Require.width("hidden", hidden);
    Require.width("embedding", Math.max(1, embedding));
    Require.nonNegative("embedding", embedding);
    Require.layers("layers", layers);
    Require.rate("dropout", dropout);
    Require.rate("embedding_dropout", embeddingDropout.orElse(0.0));
    Require.rate("layer_dropout", layerDropout.orElse(0.0));
    require(
        layerDropout.isEmpty() || layerDropout.get() == 0 || layers > 1,
        "layer_dropout",
        "layer_dropout requires at least 2 layers; set layers, or use embedding_dropout");
    int width = convolution.orElse(1);
    Require.width("convolution", width);
    require(
        width % 2 == 1,
        "convolution",
        "convolution must be an odd number of tokens, such as %d, not %d",
        width + 1,
        width);
    require(
        convolution.isEmpty() || embedding > 0,
        "convolution",
        "convolution requires an embedding; set embedding above 0");
    new RecurrentCellSpec(cell, biasesPerGate, initializer, forgetBias);
    Require.aboveZero("embedding_std", embeddingStd.orElse(1.0));
    require(
        embeddingStd.isEmpty() || embedding > 0,
        "embedding_std",
        "embedding_std requires an embedding; set embedding above 0");
  }

  /** A copy with another hidden width and embedding width. */
  public RnnEncoderSpec withSize(int newHidden, int newEmbedding) {
    return new RnnEncoderSpec(
        cell,
        newHidden,
        newEmbedding,
        layers,
        bidirectional,
        dropout,
        embeddingDropout,
        layerDropout,
        variationalDropout,
        reverseSource,
        convolution,
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

  /** Width of the bottom layer's input, for a source vocabulary. */
  public int inputSize(int vocabulary) {
    return embedding == 0 ? vocabulary : embedding;
  }

  @Override
  public int embeddingSize() {
    return embedding;
  }

  @Override
  public int stateSize() {
    return bidirectional ? 2 * hidden : hidden;
  }

  @Override
  public int selfAttentionHeads() {
    return 0;
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
