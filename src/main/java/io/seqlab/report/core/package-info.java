/**
 * Shared by tables, figures and pages: the records of an experiment, names and formats of
 * quantities, and variants (a model at a grid point).
 */
package io.seqlab.report.core;
