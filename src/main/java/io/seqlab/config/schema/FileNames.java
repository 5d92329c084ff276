package io.seqlab.config.schema;

import static io.seqlab.config.schema.InvalidSpecException.require;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names that Linux, macOS and Windows all accept for a folder and tell apart. */
public final class FileNames {
  /** Leaves room for what SeqLab adds, since most file systems limit a name to 255 bytes. */
  private static final int MAX_LENGTH = 100;

  private static final Pattern PORTABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Names of devices on Windows, also with an extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

  private FileNames() {}

  /** Rejects a name that a common file system cannot hold. */
  public static void requirePortable(String key, String kind, String name) {
    require(
        PORTABLE.matcher(name).matches(),
        key,
        "%s name '%s' must consist of letters, digits, '.', '_' or '-', as it names a folder",
        kind,
        name);
    require(
        name.length() <= MAX_LENGTH,
        key,
        "%s name '%s' has %d characters; it names a folder and may have at most %d",
        kind,
        name,
        name.length(),
        MAX_LENGTH);
    require(
        !name.endsWith("."),
        key,
        "%s name '%s' ends with a dot, which Windows removes from the name of a folder; rename it",
        kind,
        name);
    require(
        !DEVICE.matcher(name).matches(),
        key,
        "%s name '%s' is reserved on Windows and cannot name a folder there; rename it",
        kind,
        name);
  }

  /**
   * Rejects names that differ only in case, which macOS and Windows take for one folder.
   *
   * @param parent key of the mapping with these names as keys
   */
  public static void requireDistinct(String parent, String kind, Collection<String> names) {
    Map<String, String> seen = new TreeMap<>();
    for (String name : names) {
      String same = seen.put(name.toLowerCase(Locale.ROOT), name);
      require(
          same == null,
          parent + "." + name,
          "%s names '%s' and '%s' differ only in case and are one folder on macOS and Windows; rename one",
          kind,
          same,
          name);
    }
  }
}
