package io.seqlab.report.html;

/** A block-level element of a page. */
@FunctionalInterface
public interface Block {
  /** The HTML of the element, with all text escaped. */
  String html();
}
