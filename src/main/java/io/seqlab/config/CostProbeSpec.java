package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.List;

/** What a model costs in time, memory and operations. */
@Named("cost")
@Doc("Time, memory, operations and dependent steps of a model against length, batch and threads")
public record CostProbeSpec(
    @Doc("Tokens of source and of target, the end included; each list varies alone")
        @Default("[16, 32, 64, 128]")
        List<Integer> length,
    @Doc("Sentences at once; the first is used while others vary") @Default("[16]")
        List<Integer> batch,
    @Doc("Threads; the first is used while others vary; [] keeps those of the process")
        @Default("[]")
        List<Integer> threads,
    @Doc("Tokens for one block of a Transformer encoder, and for its attention alone")
        @Default("[]")
        List<Integer> attention,
    @Doc("Times each is measured, after warming up; the median counts") @Default("5")
        int repetitions)
    implements ProbeSpec {
  public CostProbeSpec {
    require(!length.isEmpty(), "length", "length needs at least one number of tokens");
    require(!batch.isEmpty(), "batch", "batch needs at least one number of sentences");
    Sizes.rising("length", length);
    Sizes.rising("batch", batch);
    Sizes.rising("threads", threads);
    Sizes.rising("attention", attention);
    Sizes.positive("repetitions", repetitions);
  }
}
