package io.seqlab.data.corpus;

import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The English words of a text: the letters a to z in any case, with hyphens between them; what
 * spaces and punctuation separate. Text with other letters, digits or apostrophes, such as "don't",
 * is left out.
 */
public final class WordList {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern WORD =
      Pattern.compile("[^\\p{L}\\p{N}]*([a-z]+(?:-[a-z]+)*)[^\\p{L}\\p{N}]*");

  private WordList() {}

  /**
   * The different words of a file in small letters, the most frequent first, in order of first
   * occurrence if equally frequent.
   *
   * @param name path, searched as the files of a corpus; one that a dataset lists must have the
   *     digest in its descriptor
   * @throws DataException if the file is missing, changed or no text
   */
  public static List<String> read(String name, DataFolders folders) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String line : TextFile.lines(find(name, folders))) {
      for (String token : SPACES.split(line.toLowerCase(Locale.ROOT), 0)) {
        Matcher word = WORD.matcher(token);
        if (word.matches()) {
          counts.merge(word.group(1), 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Path find(String name, DataFolders folders) {
    Optional<DatasetSpec> dataset =
        Datasets.names(folders).stream()
            .map(each -> Datasets.read(each, folders))
            .filter(each -> each.files().containsKey(name))
            .findFirst();
    String elsewhere = "set SEQLAB_DATA to the folder that contains it, or correct task.words";
    Path file =
        folders.find(
            name,
            dataset
                .map(each -> "run: seqlab data fetch %s, or %s".formatted(each.name(), elsewhere))
                .orElse(elsewhere));
    dataset.ifPresent(each -> requireDigest(file, each.name(), each.files().get(name)));
    return file;
  }

  private static void requireDigest(Path file, String dataset, RemoteFile expected) {
    try {
      if (!Sha256.of(file).equals(expected.sha256())) {
        throw new DataException(
            "%s does not have the SHA-256 of the descriptor of the dataset %s: the file was changed or damaged; delete or rename it, and run: seqlab data fetch %s",
            file, dataset, dataset);
      }
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + IoErrorMessage.of(e), e);
    }
  }
}
