/**
 * What a coursework study hands in: the items of its sheet. Not here: how they are written, which
 * is in {@code io.seqlab.report.page}.
 */
package io.seqlab.config.handin;
