/**
 * Claims: a sentence and the tests that support or refute it. Not here: the evaluation of tests,
 * which is in {@code io.seqlab.study.judge}.
 */
package io.seqlab.config.claim;
