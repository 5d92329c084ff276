package io.seqlab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import io.seqlab.probe.core.ProbeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void aNativeLibraryThatDoesNotLoadIsAFailureWithTheReasonOfTheLinker() {
    Throwable linker =
        new UnsatisfiedLinkError("/lib/x.so: /lib/x.so: failed to map segment from shared object");
    assertThat(Failure.of(new EngineException("Failed to load PyTorch native library", linker)))
        .contains(
            new Failure(
                "PyTorch's native library does not load: /lib/x.so: failed to map segment from"
                    + " shared object; seqlab doctor says what to do",
                false));
  }

  @Test
  void aFailedAllocationOfPyTorchSaysHowMuchAndWhatToLower() {
    EngineException engine =
        new EngineException(
            "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate"
                + " memory: you tried to allocate 1610612736 bytes. Error code 12 (Cannot allocate"
                + " memory)");
    for (RuntimeException e : List.of(engine, new ProbeException("gradient", engine))) {
      Failure failure = Failure.of(e).orElseThrow();
      assertThat(failure.invalidInput()).isFalse();
      assertThat(failure.message())
          .contains("PyTorch ran out of memory when it needed 1.5 GiB more; lower the batch size")
          .doesNotContain("enforce", "Exception");
    }
    assertThat(Failure.of(new ProbeException("gradient", engine)).orElseThrow().message())
        .startsWith("the probe 'gradient': PyTorch");
    assertThat(Failure.of(new EngineException("std::bad_alloc")).orElseThrow().message())
        .startsWith("PyTorch ran out of memory; lower");
  }

  @Test
  void tooManyThreadsAreNotCalledASmallHeap() {
    Throwable e = new OutOfMemoryError("unable to create native thread: possibly out of memory");
    assertThat(Failure.of(e))
        .hasValueSatisfying(
            failure ->
                assertThat(failure.message()).contains("no more threads").doesNotContain("-Xmx"));
  }
}
