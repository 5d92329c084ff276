/**
 * What a study says: one record for each block of the YAML file. A record that exists is valid: its
 * constructor refuses what cannot be run. Every default stands in a {@link
 * io.seqlab.config.Default} beside the key it belongs to, and nowhere else.
 */
package io.seqlab.config;
