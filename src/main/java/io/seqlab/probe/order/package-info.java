/** Sensitivity of a model to token order ({@link io.seqlab.probe.order.OrderProbe}). */
package io.seqlab.probe.order;
