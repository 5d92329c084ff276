/**
 * What tables, figures and pages share: the records that a report is made from, how quantities are
 * named and formatted, and variants (a model at a point of the grid).
 */
package io.seqlab.report.core;
