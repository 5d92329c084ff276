/**
 * Batches of encoded pairs, in an order that depends only on the seed, the epoch and the
 * specification. Not here: device arrays.
 */
package io.seqlab.data.batch;
