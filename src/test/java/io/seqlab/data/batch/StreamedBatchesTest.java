package io.seqlab.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BatchSpec.Unit;
import io.seqlab.data.core.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StreamedBatchesTest {
  /** Pairs of which the source is the number of the pair, and the target has a random length. */
  private record Numbers(int size, int shuffleBuffer, int read, AtomicInteger open)
      implements PairStream {
    Numbers(int size, int shuffleBuffer) {
      this(size, shuffleBuffer, size, new AtomicInteger());
    }

    static int length(int i) {
      return 1 + (i * 7919) % 13;
    }

    @Override
    public double meanTarget() {
      return IntStream.range(0, size).map(Numbers::length).average().orElseThrow();
    }

    @Override
    public Reader open(long epoch) {
      open.incrementAndGet();
      return new Reader() {
        private int next;

        @Override
        public Optional<EncodedPair> next() {
          return next == read
              ? Optional.empty()
              : Optional.of(new EncodedPair(new int[] {next}, new int[length(next++)]));
        }

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }
  }

  @Property(tries = 200)
  void everyExampleIsInOneBatchOfAnEpoch(
      @ForAll @IntRange(min = 1, max = 400) int size,
      @ForAll @IntRange(min = 1, max = 500) int buffer,
      @ForAll @IntRange(min = 1, max = 9) int batch,
      @ForAll Unit unit,
      @ForAll boolean bucket,
      @ForAll long seed) {
    BatchSpec spec = new BatchSpec(batch, unit, bucket);
    try (Batches batches = new Numbers(size, buffer).batches(spec, seed)) {
      for (long epoch = 0; epoch < 3; epoch++) {
        List<Batch> all = epoch(batches, epoch, 0);
        int[] indices = all.stream().flatMapToInt(b -> Arrays.stream(b.indices())).toArray();
        assertThat(IntStream.of(indices).sorted().boxed())
            .containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
        for (Batch each : all) {
          for (int i = 0; i < each.size(); i++) {
            assertThat(each.sources()[i]).containsExactly(each.indices()[i]);
          }
          int longest = Arrays.stream(each.targets()).mapToInt(t -> t.length).max().orElseThrow();
          assertThat(unit == Unit.SENTENCES ? each.size() : each.size() * longest)
              .isLessThanOrEqualTo(each.size() == 1 ? Integer.MAX_VALUE : batch);
        }
      }
    }
  }

  @Property(tries = 100)
  void trainingResumesAtAnyBatch(
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 1, max = 60) int buffer,
      @ForAll boolean bucket,
      @ForAll @IntRange(min = 0, max = 2) int epoch,
      @ForAll @IntRange(min = 0, max = 100) int place) {
    BatchSpec spec = new BatchSpec(3, Unit.SENTENCES, bucket);
    PairStream stream = new Numbers(size, buffer);
    try (Batches whole = stream.batches(spec, 7)) {
      List<Batch> before = epoch(whole, epoch, 0);
      int index = place % before.size();
      double share = whole.shareBefore(epoch, index);
      assertThat(share)
          .isEqualTo(before.stream().limit(index).mapToInt(Batch::size).sum() / (double) size);
      try (Batches resumed = stream.batches(spec, 7)) {
        assertThat(texts(epoch(resumed, epoch, index)))
            .isEqualTo(texts(before.subList(index, before.size())));
        assertThat(texts(epoch(resumed, epoch + 1, 0)))
            .isEqualTo(texts(epoch(whole, epoch + 1, 0)));
        assertThat(resumed.shareBefore(epoch, index)).isEqualTo(share); // back again
      }
    }
  }

  @Example
  void theOrderDependsOnSeedAndEpochAndIsShuffledWithinTheBuffer() {
    BatchSpec spec = new BatchSpec(1, Unit.SENTENCES, false);
    try (Batches one = new Numbers(1000, 50).batches(spec, 1);
        Batches two = new Numbers(1000, 50).batches(spec, 2)) {
      List<Batch> first = epoch(one, 0, 0);
      assertThat(texts(first)).isNotEqualTo(texts(epoch(two, 0, 0)));
      assertThat(texts(first)).isNotEqualTo(texts(epoch(one, 1, 0)));
      double distance = 0;
      for (int i = 0; i < first.size(); i++) {
        int index = first.get(i).indices()[0];
        assertThat(index).isLessThan(i + 50); // no pair is drawn before it is read
        distance += Math.abs(index - i);
      }
      assertThat(distance / first.size()).isBetween(20.0, 60.0);
    }
  }

  @Example
  void bucketedBatchesHaveLessPadding() {
    List<Long> padding = new ArrayList<>();
    for (boolean bucket : List.of(true, false)) {
      try (Batches batches =
          new Numbers(3000, 600).batches(new BatchSpec(16, Unit.SENTENCES, bucket), 1)) {
        padding.add(
            epoch(batches, 0, 0).stream()
                .mapToLong(
                    b ->
                        (long) b.size()
                                * Arrays.stream(b.targets()).mapToInt(t -> t.length).max().orElse(0)
                            - b.targetTokens())
                .sum());
      }
    }
    assertThat(padding.get(0)).isLessThan(padding.get(1) / 5);
  }

  @Example
  void aTextThatHasChangedIsRefused() {
    PairStream changed = new Numbers(100, 10, 90, new AtomicInteger());
    try (Batches batches = changed.batches(new BatchSpec(4, Unit.SENTENCES, true), 1)) {
      assertThatThrownBy(() -> epoch(batches, 0, 0))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(
              "it had 100 examples when the study was started, but 90 in epoch 1");
    }
  }

  @Example
  void filesAreClosed() throws InterruptedException {
    Numbers stream = new Numbers(100, 10);
    try (Batches batches = stream.batches(new BatchSpec(4, Unit.SENTENCES, true), 1)) {
      batches.at(3, 2);
      batches.at(1, 5);
    }
    for (int i = 0; stream.open().get() > 0 && i < 500; i++) {
      Thread.sleep(10);
    }
    assertThat(stream.open()).hasValue(0);
  }

  private static List<Batch> epoch(Batches batches, long epoch, int from) {
    List<Batch> all = new ArrayList<>();
    for (Optional<Batch> batch = batches.at(epoch, from);
        batch.isPresent();
        batch = batches.at(epoch, from + all.size())) {
      all.add(batch.get());
    }
    return all;
  }

  private static List<String> texts(List<Batch> batches) {
    return batches.stream()
        .map(b -> Arrays.toString(b.indices()) + Arrays.deepToString(b.targets()))
        .toList();
  }
}
