package io.seqlab.data;

import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.PairStream;
import io.seqlab.data.core.ExampleStream;
import java.util.Optional;

/** The pairs of a stream of examples. */
record EncodedStream(ExampleStream examples, PairEncoder encoder) implements PairStream {
  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public double meanTarget() {
    return 1 + examples.summary().targetTokens() / (double) examples.size();
  }

  @Override
  public int shuffleBuffer() {
    return examples.shuffleBuffer();
  }

  @Override
  public Reader open(long epoch) {
    PairEncoder drawn = encoder.inEpoch(epoch);
    ExampleStream.Reader reader = examples.open();
    return new Reader() {
      private int index;

      @Override
      public Optional<EncodedPair> next() {
        return reader.next().map(example -> drawn.encode(example, index++));
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
