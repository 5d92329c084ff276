package io.seqlab.study.run;

/** Asked between steps: whether the user wants the study to stop. */
@FunctionalInterface
public interface Cancellation {
  boolean requested();
}
