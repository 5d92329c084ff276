package io.seqlab.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BatchSpec.Unit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatcherTest {

  @Property(tries = 300)
  void everyExampleStandsOnceInAnEpoch(
      @ForAll("pairs") List<EncodedPair> pairs,
      @ForAll("specs") BatchSpec spec,
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int epoch) {
    List<Batch> batches = epoch(new Batcher(pairs, spec, seed), epoch);
    assertThat(batches.stream().flatMapToInt(b -> Arrays.stream(b.indices())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, pairs.size()).boxed().toList());
    for (Batch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        assertThat(batch.sources()[i]).isEqualTo(pairs.get(batch.indices()[i]).source());
        assertThat(batch.targets()[i]).isEqualTo(pairs.get(batch.indices()[i]).target());
      }
      assertWithinSize(batch, spec);
    }
  }

  private static void assertWithinSize(Batch batch, BatchSpec spec) {
    int longest = Arrays.stream(batch.targets()).mapToInt(t -> t.length).max().orElseThrow();
    int used = spec.unit() == Unit.SENTENCES ? batch.size() : longest * batch.size();
    assertThat(batch.size() == 1 || used <= spec.size()).isTrue();
  }

  @Property(tries = 100)
  void theOrderDependsOnSeedAndEpochAlone(
      @ForAll("pairs") List<EncodedPair> pairs,
      @ForAll("specs") BatchSpec spec,
      @ForAll long seed) {
    Batcher forwards = new Batcher(pairs, spec, seed);
    List<int[]> first = examples(epoch(forwards, 0));
    List<int[]> second = examples(epoch(forwards, 1));
    Batcher backwards = new Batcher(pairs, spec, seed);
    assertThat(examples(epoch(backwards, 1))).usingRecursiveComparison().isEqualTo(second);
    assertThat(examples(epoch(backwards, 0))).usingRecursiveComparison().isEqualTo(first);
  }

  @Property(tries = 100)
  void resumesAtAnyBatch(
      @ForAll("pairs") List<EncodedPair> pairs,
      @ForAll("specs") BatchSpec spec,
      @ForAll @IntRange(max = 30) int taken) {
    Batcher batcher = new Batcher(pairs, spec, 7);
    Iterator<Batch> all = batchesFrom(batcher, 0, 0);
    long epoch = 0;
    int index = 0;
    for (int i = 0; i < taken; i++) {
      if (index == batcher.batchesInEpoch(epoch)) {
        epoch++;
        index = 0;
      }
      index++;
      all.next();
    }
    Iterator<Batch> resumed = batchesFrom(new Batcher(pairs, spec, 7), epoch, index);
    for (int i = 0; i < 10; i++) {
      assertThat(resumed.next().indices()).isEqualTo(all.next().indices());
    }
  }

  @Test
  void epochsAndSeedsDiffer() {
    List<EncodedPair> pairs = IntStream.range(0, 100).mapToObj(i -> pair(3, 3)).toList();
    BatchSpec spec = new BatchSpec(8, Unit.SENTENCES, true);
    Batcher batcher = new Batcher(pairs, spec, 1);
    assertThat(batcher.batch(0, 0).indices()).isNotEqualTo(batcher.batch(1, 0).indices());
    assertThat(new Batcher(pairs, spec, 2).batch(0, 0).indices())
        .isNotEqualTo(batcher.batch(0, 0).indices());
  }

  @Test
  void bucketsSavePaddingAndStillComeInRandomOrder() {
    List<EncodedPair> pairs =
        IntStream.range(0, 5000).mapToObj(i -> pair(1 + i * 31 % 50, 1 + i * 17 % 50)).toList();
    List<Batch> bucketed = epoch(new Batcher(pairs, new BatchSpec(32, Unit.SENTENCES, true), 1), 0);
    List<Batch> shuffled =
        epoch(new Batcher(pairs, new BatchSpec(32, Unit.SENTENCES, false), 1), 0);
    assertThat(padding(bucketed)).isLessThan(padding(shuffled) / 10);
    int[] lengths = bucketed.stream().mapToInt(b -> b.sources()[0].length).toArray();
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    assertThat(lengths).isNotEqualTo(sorted);
  }

  private static long padding(List<Batch> batches) {
    return batches.stream()
        .mapToLong(
            b ->
                (long) b.size() * Arrays.stream(b.sources()).mapToInt(s -> s.length).max().orElse(0)
                    - Arrays.stream(b.sources()).mapToInt(s -> s.length).sum())
        .sum();
  }

  @Test
  void aPairLongerThanTheSizeIsABatchOfItsOwn() {
    List<EncodedPair> pairs = List.of(pair(2, 9), pair(2, 2), pair(2, 2));
    List<Batch> batches = epoch(new Batcher(pairs, new BatchSpec(4, Unit.TOKENS, true), 3), 0);
    assertThat(batches).extracting(Batch::size).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void countsRealTokensWithTheirEnds() {
    Batch batch = Batcher.forEvaluation(List.of(pair(2, 5), pair(4, 1)), 2).get(0);
    assertThat(batch.targetTokens()).isEqualTo(6);
  }

  @Property(tries = 100)
  void evaluationSortsByLengthAndNamesTheOriginals(
      @ForAll("pairs") List<EncodedPair> pairs, @ForAll @IntRange(min = 1, max = 9) int size) {
    List<Batch> batches = Batcher.forEvaluation(pairs, size);
    int[] order = batches.stream().flatMapToInt(b -> Arrays.stream(b.indices())).toArray();
    assertThat(order).hasSize(pairs.size()).doesNotHaveDuplicates();
    assertThat(IntStream.of(order).map(i -> pairs.get(i).source().length).toArray()).isSorted();
    assertThat(batches.subList(0, batches.size() - 1)).allMatch(b -> b.size() == size);
  }

  @Test
  void noExamplesAreRefused() {
    assertThatThrownBy(() -> new Batcher(List.of(), new BatchSpec(1, Unit.SENTENCES, true), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Batch> epoch(Batcher batcher, long epoch) {
    return IntStream.range(0, batcher.batchesInEpoch(epoch))
        .mapToObj(i -> batcher.batch(epoch, i))
        .toList();
  }

  private static List<int[]> examples(List<Batch> batches) {
    return batches.stream().map(Batch::indices).toList();
  }

  private static EncodedPair pair(int sourceLength, int targetLength) {
    return new EncodedPair(new int[sourceLength], new int[targetLength]);
  }

  @Provide
  static Arbitrary<List<EncodedPair>> pairs() {
    Arbitrary<Integer> length = Arbitraries.integers().between(1, 12);
    return Combinators.combine(length, length)
        .as(BatcherTest::pair)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Provide
  static Arbitrary<BatchSpec> specs() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40),
            Arbitraries.of(Unit.class),
            Arbitraries.of(true, false))
        .as(BatchSpec::new);
  }

  /** The batches of training from one on, epoch after epoch without end. */
  private static Iterator<Batch> batchesFrom(Batcher batcher, long epoch, int index) {
    return Stream.iterate(epoch, e -> e + 1)
        .flatMap(
            e ->
                IntStream.range(e == epoch ? index : 0, batcher.batchesInEpoch(e))
                    .mapToObj(i -> batcher.batch(e, i)))
        .iterator();
  }
}
