/** Tables: their contents, and their form in Markdown, LaTeX and plain text. Not here: HTML. */
package io.seqlab.report.table;
