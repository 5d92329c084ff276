/**
 * Examples, splits, and random streams that depend only on (seed, stream name, step). Not here:
 * where examples come from.
 */
package io.seqlab.data.core;
