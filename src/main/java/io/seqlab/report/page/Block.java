package io.seqlab.report.page;

/** A part of a page. */
@FunctionalInterface
public interface Block {
  /** Its HTML, in which all text is escaped. */
  String html();
}
