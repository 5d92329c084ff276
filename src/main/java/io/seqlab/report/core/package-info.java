/**
 * Shared by tables, figures and pages: the records of an experiment, names and formats of
 * quantities, and variants (a model with one combination of grid values).
 */
package io.seqlab.report.core;
