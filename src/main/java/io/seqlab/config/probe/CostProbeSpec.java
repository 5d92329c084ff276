package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a model costs in time, memory and operations. */
@TypeName("cost")
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
    Require.rising("length", length);
    Require.rising("batch", batch);
    Require.rising("threads", threads);
    Require.rising("attention", attention);
    Require.positive("repetitions", repetitions);
  }

  @Override
  public List<MeasureDefinition> measures() {
    List<MeasureDefinition> findings = new ArrayList<>();
    for (String timed :
        List.of(
            "train_step_seconds",
            "train_memory_mb",
            "teacher_forced_tokens_per_second",
            "greedy_tokens_per_second",
            "uncached_tokens_per_second")) {
      findings.add(new MeasureDefinition(timed, varied()));
    }
    findings.add(MeasureDefinition.along("flops", "length"));
    findings.add(MeasureDefinition.along("sequential_depth", "length"));
    findings.add(MeasureDefinition.along("greedy_depth", "length"));
    for (String fitted : List.of("train_step_seconds", "flops", "sequential_depth")) {
      findings.add(MeasureDefinition.scalar(fitted + "_exponent"));
    }
    for (String part : attention.isEmpty() ? List.<String>of() : List.of("attention", "block")) {
      for (String kind : List.of("_seconds", "_flops", "_memory_mb")) {
        findings.add(MeasureDefinition.along(part + kind, "length"));
        findings.add(MeasureDefinition.scalar(part + kind + "_exponent"));
      }
    }
    return findings;
  }

  private Set<String> varied() {
    Set<String> varied = new LinkedHashSet<>(Set.of("length"));
    if (batch.size() > 1) {
      varied.add("batch");
    }
    if (threads.size() > 1) {
      varied.add("threads");
    }
    return varied;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.cost().apply(this);
  }
}
