/**
 * A self-contained HTML page and its elements. Style, script and images are inside; its content
 * security policy forbids every request. It works without script, in print, on small screens, in
 * dark mode, and with keyboard and screen reader. All content is treated as text and escaped. Not
 * here: what a study shows.
 */
package io.seqlab.report.html;
