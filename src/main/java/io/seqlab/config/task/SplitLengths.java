package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;

/**
 * Source lengths by split. They are independent, so that a model can be tested on lengths that
 * training does not have.
 */
public record SplitLengths(
    @Default("[1, 20]") LengthRange train,
    @Doc("Range of the validation split; null is that of train") @Default("null") LengthRange valid,
    @Default("[1, 20]") LengthRange test) {
  public SplitLengths {
    valid = valid == null ? train : valid;
  }
}
