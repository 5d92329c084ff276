/**
 * Examples, splits, and random streams that depend only on (seed, stream name, step). Not here: the
 * tasks and corpora that provide examples.
 */
package io.seqlab.data.core;
