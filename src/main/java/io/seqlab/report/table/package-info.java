/**
 * Builds tables and renders them as Markdown, LaTeX and plain text. HTML is in {@code report.html}.
 */
package io.seqlab.report.table;
