/**
 * What all records of {@link io.seqlab.config} share: annotations for names, defaults,
 * documentation and short forms of keys, checks of values, the exceptions for invalid values, and
 * the search for the nearest valid name. Not here: any record of a study.
 */
package io.seqlab.config.schema;
