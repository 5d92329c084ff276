/** Tables: their contents, and their output as Markdown, LaTeX and plain text, but not HTML. */
package io.seqlab.report.table;
