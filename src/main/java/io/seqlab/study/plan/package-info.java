/**
 * What a study would run: its runs, their data, the widths that match parameters, and everything
 * that can be rejected before training. Not here: execution.
 */
package io.seqlab.study.plan;
