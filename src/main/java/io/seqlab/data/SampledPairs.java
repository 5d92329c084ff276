package io.seqlab.data;

import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.EpochPairs;
import io.seqlab.data.core.Example;
import java.util.List;
import java.util.stream.IntStream;

/** Training pairs in memory whose segmentation is drawn again in each epoch. */
record SampledPairs(List<Example> examples, PairEncoder encoder) implements EpochPairs {
  @Override
  public List<EncodedPair> of(long epoch) {
    PairEncoder drawn = encoder.inEpoch(epoch);
    return IntStream.range(0, examples.size())
        .mapToObj(i -> drawn.encode(examples.get(i), i))
        .toList();
  }
}
