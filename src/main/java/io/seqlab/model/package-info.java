/** The one place that turns a definition into a model. */
package io.seqlab.model;
