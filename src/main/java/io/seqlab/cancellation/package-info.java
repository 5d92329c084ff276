/**
 * How a user stops long work: the interface that the work polls, and the exception that ends it.
 */
package io.seqlab.cancellation;
