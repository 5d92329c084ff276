/**
 * YAML into records and back: strict reading that names file, line and key, overrides, inheritance
 * between models, the resolved form, and the JSON Schema for editors.
 */
package io.seqlab.config.yaml;
