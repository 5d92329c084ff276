package io.seqlab.metric;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Text metrics by name, such as {@code bleu_zh}, and by signature: a name with settings as
 * sacreBLEU writes them, such as {@code bleu|case:lc|tok:zh} or {@code
 * chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0}.
 */
public final class TextMetrics {
  private static final Map<String, TextMetric> NAMES = names();

  /** Names in signatures of sacreBLEU that are not names here. */
  private static final Map<String, String> SYNONYMS =
      Map.of("chrf2", "chrf", "chrf2++", "chrf_pp", "chrf++", "chrf_pp");

  /** Settings that say what was scored and with which program, not how. */
  private static final Set<String> IGNORED = Set.of("nrefs", "refs_cut", "version");

  private TextMetrics() {}

  private static Map<String, TextMetric> names() {
    Map<String, TextMetric> names = new LinkedHashMap<>();
    names.put("bleu", Bleu.DEFAULT);
    for (int order = 1; order < 4; order++) {
      names.put("bleu_" + order, Bleu.DEFAULT.ofOrder(order));
    }
    for (String tokenizer : List.of("intl", "zh", "char", "none")) {
      names.put("bleu_" + tokenizer, Bleu.DEFAULT.with("tok", tokenizer));
    }
    names.put("bleu_lc", Bleu.DEFAULT.with("case", "lc"));
    names.put("chrf", Chrf.CHRF);
    names.put("chrf_pp", Chrf.CHRF_PP);
    names.put("ter", Ter.DEFAULT);
    names.put("wer", new ErrorRate(ErrorRate.Unit.WORD, false));
    names.put("cer", new ErrorRate(ErrorRate.Unit.CHARACTER, false));
    names.put("rouge_l", new RougeL(true));
    names.put("exact_match", new SentenceMatch(false));
    return Collections.unmodifiableMap(names);
  }

  /** All names. */
  public static Set<String> all() {
    return NAMES.keySet();
  }

  /**
   * The metric with this name or signature.
   *
   * @throws IllegalArgumentException if there is none; says what is wrong and what is valid
   */
  public static TextMetric of(String signature) {
    TextMetric named = NAMES.get(signature);
    return named == null ? parsed(signature) : named;
  }

  /** Whether a signature, valid or not, starts with the name of a metric. */
  public static boolean isNamed(String signature) {
    return NAMES.containsKey(key(signature.split("\\|", -1)[0]));
  }

  /** The key of a name as it stands in a signature. */
  private static String key(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return SYNONYMS.getOrDefault(key, key);
  }

  private static TextMetric parsed(String signature) {
    String[] parts = signature.split("\\|", -1);
    TextMetric metric = NAMES.get(key(parts[0]));
    if (metric == null) {
      throw new IllegalArgumentException(
          "unknown metric '%s'; metrics: %s"
              .formatted(parts[0], String.join(", ", NAMES.keySet())));
    }
    for (String setting : Arrays.asList(parts).subList(1, parts.length)) {
      int colon = setting.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "'%s' in '%s' is not a setting; write key:value, such as %s"
                .formatted(setting, signature, metric.settings().get(0)));
      }
      String key = setting.substring(0, colon);
      if (!IGNORED.contains(key)) {
        metric = metric.with(key, setting.substring(colon + 1));
      }
    }
    return metric;
  }
}
