package io.seqlab.study.run;

/** Whether the user has asked to stop; polled between training steps. */
@FunctionalInterface
public interface Cancellation {
  boolean requested();
}
