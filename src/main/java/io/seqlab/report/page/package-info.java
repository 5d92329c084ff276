/**
 * A page in HTML that needs nothing beside itself: style, script and pictures are within, and its
 * policy forbids every request. It can be read without script, in print, on a phone, in the dark,
 * by keyboard and by ear. What stands on it is text, and shown as text, whoever wrote it. Nothing
 * here knows of studies.
 */
package io.seqlab.report.page;
