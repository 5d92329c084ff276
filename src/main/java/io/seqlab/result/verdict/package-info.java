/** Verdicts on claims, with the results of their tests and controls. */
package io.seqlab.result.verdict;
