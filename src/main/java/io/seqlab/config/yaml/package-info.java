/**
 * Reads YAML into records and writes it: strict reading with file, line and key in every error,
 * overrides, inheritance between models, the grid, the resolved form, and the JSON Schema for
 * editors. Not here: the records themselves.
 */
package io.seqlab.config.yaml;
