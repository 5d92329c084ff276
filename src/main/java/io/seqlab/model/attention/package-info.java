/**
 * How a query weighs the states of an encoder: score functions, and attention with several heads.
 */
package io.seqlab.model.attention;
