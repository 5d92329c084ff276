package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;

/** What the tables and figures show. */
public record ReportSpec(
    @Doc("Test examples whose attention is drawn") @Default("3") int attention,
    @Doc("Width in tokens of the bins of source length that metrics are also given by")
        @Default("1")
        int lengthBin) {
  public ReportSpec {
    require(attention >= 0, "attention", "attention must not be negative, not %d", attention);
    require(lengthBin >= 1, "length_bin", "length_bin must be at least 1, not %d", lengthBin);
  }
}
