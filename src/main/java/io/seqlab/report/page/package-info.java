/**
 * The contents of {@code report.html}, {@code README.md}, and the page of all verdicts. HTML
 * elements are in {@code io.seqlab.report.html}.
 */
package io.seqlab.report.page;
