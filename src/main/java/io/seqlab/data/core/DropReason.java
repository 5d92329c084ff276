package io.seqlab.data.core;

import java.util.Locale;

/** Why a pair of a corpus is not used. A pair counts for the first reason that applies to it. */
public enum DropReason {
  MALFORMED("not a pair"),
  EMPTY_SOURCE("with an empty source"),
  EMPTY_TARGET("with an empty target"),
  SHORT_SOURCE("with a source shorter than filter.source"),
  SHORT_TARGET("with a target shorter than filter.target"),
  LONG_SOURCE("with a source longer than filter.source"),
  LONG_TARGET("with a target longer than filter.target"),
  RATIO("with lengths beyond filter.ratio"),
  SOURCE_OVER_MAX_LENGTH("with a source longer than max_length"),
  TARGET_OVER_MAX_LENGTH("with a target longer than max_length");

  private final String phrase;

  DropReason(String phrase) {
    this.phrase = phrase;
  }

  /** The reason after a number of pairs: {@code 3 with an empty source}. */
  public String phrase() {
    return phrase;
  }

  /** The name in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
