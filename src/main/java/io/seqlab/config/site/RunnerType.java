package io.seqlab.config.site;

import io.seqlab.config.schema.Doc;

/** Where runs are executed. */
public enum RunnerType {
  @Doc("On this machine")
  LOCAL,
  @Doc("As jobs of the scheduler Slurm")
  SLURM
}
