package io.seqlab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
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
  void tooManyThreadsAreNotCalledASmallHeap() {
    Throwable e = new OutOfMemoryError("unable to create native thread: possibly out of memory");
    assertThat(Failure.of(e))
        .hasValueSatisfying(
            failure ->
                assertThat(failure.message()).contains("no more threads").doesNotContain("-Xmx"));
  }
}
