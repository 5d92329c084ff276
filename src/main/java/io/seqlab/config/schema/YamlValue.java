package io.seqlab.config.schema;

/**
 * A value of any type, checked only where it is used.
 *
 * @param text its YAML on one line: {@code 64}, {@code [1, 20]}, {@code {steps: 300}}
 */
public record YamlValue(String text) {
  @Override
  public String toString() {
    return text;
  }
}
