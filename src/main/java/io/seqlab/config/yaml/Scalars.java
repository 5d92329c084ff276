package io.seqlab.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/**
 * What a scalar says, by the rules of the YAML 1.2 core schema without its hexadecimal, octal,
 * infinite and NaN forms. Nothing is converted: a number in quotes is text, and text is no number.
 */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private Scalars() {}

  static boolean isNull(YamlNode.Scalar scalar) {
    return scalar.plain() && isNull(scalar.text());
  }

  private static boolean isNull(String text) {
    return text.isEmpty() || text.equals("~") || text.equals("null");
  }

  private static boolean isBoolean(String text) {
    return text.equals("true") || text.equals("false");
  }

  /** Whether the text, written without quotes, would be something else than text. */
  static boolean needsQuotes(String text) {
    return isNull(text) || isBoolean(text) || NUMBER.matcher(text).matches();
  }

  static String describe(YamlNode.Scalar scalar) {
    String text = scalar.text();
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    if (!scalar.plain() || !needsQuotes(text)) {
      return "the text '" + shown + "'";
    }
    return isNull(text) ? "null" : isBoolean(text) ? text : "the number " + shown;
  }

  static boolean toBoolean(YamlNode tree, String path) {
    if (tree instanceof YamlNode.Scalar scalar && scalar.plain() && isBoolean(scalar.text())) {
      return scalar.text().equals("true");
    }
    throw tree.wrong(path, "true or false");
  }

  static long toWhole(YamlNode tree, String path, long min, long max) {
    if (tree instanceof YamlNode.Scalar scalar
        && scalar.plain()
        && WHOLE.matcher(scalar.text()).matches()) {
      try {
        long value = Long.parseLong(scalar.text());
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException beyondLong) {
        // The message below says the range.
      }
      throw tree.wrong(path, "a whole number from " + min + " to " + max);
    }
    throw tree.wrong(path, "a whole number in plain digits");
  }

  static double toDouble(YamlNode tree, String path) {
    if (tree instanceof YamlNode.Scalar scalar
        && scalar.plain()
        && NUMBER.matcher(scalar.text()).matches()) {
      double value = Double.parseDouble(scalar.text());
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw tree.wrong(path, "a finite number");
  }

  static String toText(YamlNode tree, String path) {
    if (!(tree instanceof YamlNode.Scalar scalar)) {
      throw tree.wrong(path, "text");
    }
    if (scalar.plain() && needsQuotes(scalar.text())) {
      throw tree.wrong(path, "text (put it in quotes)");
    }
    return scalar.text();
  }

  /** The same value in JSON. */
  static JsonNode json(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (!scalar.plain() || !needsQuotes(text)) {
      return TextNode.valueOf(text);
    } else if (isNull(text)) {
      return NullNode.getInstance();
    } else if (isBoolean(text)) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    return WHOLE.matcher(text).matches()
        ? LongNode.valueOf(Long.parseLong(text))
        : DoubleNode.valueOf(Double.parseDouble(text));
  }
}
