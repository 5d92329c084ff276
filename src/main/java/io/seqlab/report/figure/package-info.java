/** Figures as SVG and PNG: line figures, heatmaps, axes, legends and colours. Pages place them. */
package io.seqlab.report.figure;
