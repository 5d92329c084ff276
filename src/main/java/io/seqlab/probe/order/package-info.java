/** How much a model's output depends on the order of its input. */
package io.seqlab.probe.order;
