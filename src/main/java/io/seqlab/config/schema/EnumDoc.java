package io.seqlab.config.schema;

import java.lang.reflect.Field;

/** The documentation of an enum value. */
public final class EnumDoc {
  private EnumDoc() {}

  /** The text of the {@link Doc} of a value, which must have one. */
  public static String of(Enum<?> value) {
    return field(value).getAnnotation(Doc.class).value();
  }

  /** The field that declares a value, with its annotations. */
  public static Field field(Enum<?> value) {
    try {
      return value.getDeclaringClass().getField(value.name());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("enum constant without a field", e);
    }
  }
}
