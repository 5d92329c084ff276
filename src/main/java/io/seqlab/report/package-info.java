/**
 * Tables, figures and pages of an experiment. {@link io.seqlab.report.Report} reads only the
 * committed files at the top of the experiment's folder, so that a clone without runs produces the
 * same bytes. Nothing here depends on time, randomness or the machine, and nothing uses a model.
 */
package io.seqlab.report;
