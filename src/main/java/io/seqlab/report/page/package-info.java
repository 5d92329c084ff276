/**
 * Pages and their wording: {@code report.html}, {@code README.md}, and the page of all verdicts.
 * Not here: HTML elements, which are in {@code report.html}.
 */
package io.seqlab.report.page;
