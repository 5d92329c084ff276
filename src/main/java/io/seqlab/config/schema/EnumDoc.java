package io.seqlab.config.schema;

/** The documentation of an enum value. */
public final class EnumDoc {
  private EnumDoc() {}

  /** The text of the {@link Doc} of a value, which must have one. */
  public static String of(Enum<?> value) {
    try {
      return value.getDeclaringClass().getField(value.name()).getAnnotation(Doc.class).value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
