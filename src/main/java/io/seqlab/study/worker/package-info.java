/**
 * Executes runs in worker processes ({@code --jobs}): the pool, the protocol of JSON lines, and
 * both of its ends.
 */
package io.seqlab.study.worker;
