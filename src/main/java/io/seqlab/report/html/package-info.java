/**
 * A self-contained HTML page and its elements. Style, script and images are inline; its content
 * security policy forbids every request. It works without script, in print, on small screens, in
 * dark mode, and with keyboard and screen reader. All text is escaped. The contents of a study's
 * page are in {@code io.seqlab.report.page}.
 */
package io.seqlab.report.html;
