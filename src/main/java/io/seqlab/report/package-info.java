/**
 * Records into tables, figures and a page. {@link io.seqlab.report.Report} reads only the committed
 * files at the top of an experiment's folder, so that a clone without runs gives the same bytes.
 * Nothing here depends on the time, on chance or on the order of a hash table.
 */
package io.seqlab.report;
