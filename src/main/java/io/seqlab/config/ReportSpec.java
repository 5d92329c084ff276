package io.seqlab.config;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;

/** Options of tables and figures. */
public record ReportSpec(
    @Doc("Number of test examples whose attention is plotted") @Default("3") int attention,
    @Doc("Width of the source-length bins of metrics, in tokens") @Default("1") int lengthBin,
    @Doc("Smallest source length, in tokens, of examples whose attention is plotted") @Default("0")
        int attentionMinLength) {
  public ReportSpec {
    Require.nonNegative("attention", attention);
    Require.length("length_bin", lengthBin);
    Require.nonNegative("attention_min_length", attentionMinLength);
  }
}
