package io.seqlab.report.html;

/** A part of a page. */
@FunctionalInterface
public interface Block {
  /** Its HTML, in which all text is escaped. */
  String html();
}
