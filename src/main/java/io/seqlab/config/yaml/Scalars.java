package io.seqlab.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.seqlab.config.yaml.YamlNode.Scalar;
import java.util.regex.Pattern;

/**
 * Reads scalars by the rules of the YAML 1.2 core schema, without hexadecimal, octal, infinity and
 * NaN. Types are never converted: a number in quotes is text.
 */
final class Scalars {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private Scalars() {}

  static boolean isInteger(String text) {
    return INTEGER.matcher(text).matches();
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static boolean isNull(Scalar scalar) {
    return scalar.plain() && isNull(scalar.text());
  }

  private static boolean isNull(String text) {
    return text.isEmpty() || text.equals("~") || text.equals("null");
  }

  private static boolean isBoolean(String text) {
    return text.equals("true") || text.equals("false");
  }

  /** Whether this text, written without quotes, would be read as another type than text. */
  static boolean needsQuotes(String text) {
    return isNull(text) || isBoolean(text) || isNumber(text);
  }

  static String describe(Scalar scalar) {
    String text = scalar.text();
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    if (!scalar.plain() || !needsQuotes(text)) {
      return "the text '" + shown + "'";
    }
    return isNull(text) ? "null" : isBoolean(text) ? text : "the number " + shown;
  }

  static boolean toBoolean(YamlNode node, String path) {
    if (node instanceof Scalar scalar && scalar.plain() && isBoolean(scalar.text())) {
      return scalar.text().equals("true");
    }
    throw node.typeError(path, "true or false");
  }

  static long toInteger(YamlNode node, String path, long min, long max) {
    if (node instanceof Scalar scalar
        && scalar.plain()
        && INTEGER.matcher(scalar.text()).matches()) {
      try {
        long value = Long.parseLong(scalar.text());
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException beyondLong) {
        // the message below names the range
      }
      throw node.typeError(path, "an integer from " + min + " to " + max);
    }
    throw node.typeError(path, "an integer such as 1000");
  }

  static double toDouble(YamlNode node, String path) {
    if (node instanceof Scalar scalar
        && scalar.plain()
        && NUMBER.matcher(scalar.text()).matches()) {
      double value = Double.parseDouble(scalar.text());
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw node.typeError(path, "a finite number");
  }

  static String toText(YamlNode node, String path) {
    if (!(node instanceof Scalar scalar)) {
      throw node.typeError(path, "text");
    }
    if (scalar.plain() && needsQuotes(scalar.text())) {
      throw node.typeError(path, "text (put it in quotes)");
    }
    return scalar.text();
  }

  /** The scalar as JSON. */
  static JsonNode json(Scalar scalar) {
    String text = scalar.text();
    if (!scalar.plain() || !needsQuotes(text)) {
      return TextNode.valueOf(text);
    } else if (isNull(text)) {
      return NullNode.getInstance();
    } else if (isBoolean(text)) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    return isInteger(text)
        ? LongNode.valueOf(Long.parseLong(text))
        : DoubleNode.valueOf(Double.parseDouble(text));
  }
}
