/**
 * Figures as SVG and PNG: line figures, heatmaps, axes, legends and colours. Not here: their place
 * on a page.
 */
package io.seqlab.report.figure;
