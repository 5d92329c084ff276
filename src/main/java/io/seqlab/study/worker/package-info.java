/**
 * Executes runs in worker processes ({@code --jobs}), which exchange JSON lines with the parent.
 */
package io.seqlab.study.worker;
