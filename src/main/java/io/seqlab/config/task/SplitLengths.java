package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;

/**
 * Source lengths of the splits, chosen apart, so that a model can be tested on lengths it never
 * saw.
 */
public record SplitLengths(
    @Default("[1, 20]") LengthRange train,
    @Doc("Of the validation examples; null is as train") @Default("null") LengthRange valid,
    @Default("[1, 20]") LengthRange test) {
  public SplitLengths {
    valid = valid == null ? train : valid;
  }
}
