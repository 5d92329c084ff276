package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import java.util.Optional;

/** The decoding settings of all models. */
public record DecodingSpec(
    @Doc("Beam size; 1 is greedy decoding") @Default("1") int beam,
    @Doc(
            "Exponent a of the length penalty: hypotheses are ranked by log p / ((5 + length) / 6)^a, or as length_penalty_type says")
        @Default("0.6")
        double lengthPenalty,
    @Doc("Maximum length of an answer in tokens, end of sequence excluded") @Default("100")
        int maxLength,
    @Doc("Batch size in sentences") @Default("64") int batch,
    @Doc("Minimum length of an answer in tokens, end of sequence excluded") @Default("0")
        int minLength,
    @Doc("n-gram blocking: no n-gram of this size occurs twice in an answer; 0 allows all")
        @Default("0")
        int noRepeatNgramSize,
    @Doc(
            "Repetition penalty: the log-probability of a token that the answer already has is multiplied by this (Keskar et al. 2019); 1 disables it")
        @Default("1.0")
        double repetitionPenalty,
    @Doc("Whether an answer may contain the unknown word <unk>") @Default("true")
        boolean generateUnk,
    @Doc("Replace <unk> in an answer by the source word with the highest attention weight")
        @Default("false")
        boolean replaceUnknown,
    @Doc("Draw answers from the model instead of searching for the most probable one")
        @Default("false")
        boolean sample,
    @Doc("Temperature of sampling: log-probabilities are divided by it") @Default("1.0")
        double temperature,
    @Doc("Sample only from this number of most probable tokens; 0 is all (Fan et al. 2018)")
        @Default("0")
        int topK,
    @Doc(
            "Sample only from the fewest most probable tokens whose probabilities sum to this (Holtzman et al. 2020)")
        @Default("1.0")
        double topP,
    @Doc("Seed of sampling; draws depend only on it and on the source sentence") @Default("1")
        long seed,
    @Doc(
            "Minimum Bayes risk: number of samples, of which the answer is the one with the highest mean utility against all; null disables it")
        @Default("null")
        Optional<Integer> mbrSamples,
    @Doc("Utility of minimum Bayes risk: a metric of two outputs, of sentences for bleu")
        @Default("bleu")
        MetricName mbrUtility,
    @Doc(
            "Decode with the mean of the weights of this number of checkpoints that training.keep has kept; null decodes with the best checkpoint")
        @Default("null")
        Optional<Integer> average,
    @Doc("What log p is divided by, for a beam above 1") @Default("wu")
        LengthPenalty lengthPenaltyType) {
  private static final int MAX_BEAM = 1_000;
  private static final int MAX_SAMPLES = 10_000;

  /** What log p of a hypothesis of n tokens, end of sequence included, is divided by. */
  public enum LengthPenalty {
    @Doc("((5 + n) / 6)^a (Wu et al. 2016, eq. 14)")
    WU,
    @Doc("n^a, as fairseq and Hugging Face")
    LENGTH
  }

  public DecodingSpec {
    Require.upTo("beam", beam, MAX_BEAM);
    Require.nonNegative("length_penalty", lengthPenalty);
    Require.length("max_length", maxLength);
    Require.positive("batch", batch);
    Require.nonNegative("min_length", minLength);
    require(
        minLength <= maxLength,
        "min_length",
        "min_length %d is above max_length %d",
        minLength,
        maxLength);
    Require.nonNegative("no_repeat_ngram_size", noRepeatNgramSize);
    Require.aboveZero("repetition_penalty", repetitionPenalty);
    Require.aboveZero("temperature", temperature);
    Require.nonNegative("top_k", topK);
    Require.aboveZero("top_p", topP);
    Require.fraction("top_p", topP);
    Require.upTo("mbr_samples", mbrSamples.orElse(1), MAX_SAMPLES);
    require(
        mbrUtility.needsDecoding(),
        "mbr_utility",
        "mbr_utility compares two outputs, and %s does not; use a metric of outputs, such as bleu, chrf or edit_distance",
        mbrUtility.key());
    Require.positive("average", average.orElse(1));
    if (sample) {
      require(
          beam == 1,
          "sample",
          "sample: true draws answers, and beam %d searches for the most probable ones; set beam: 1, or remove sample",
          beam);
    } else {
      requireSampling("temperature", temperature == 1);
      requireSampling("top_k", topK == 0);
      requireSampling("top_p", topP == 1);
      requireSampling("seed", seed == 1);
      requireSampling("mbr_samples", mbrSamples.isEmpty());
    }
    require(
        mbrSamples.isPresent() || mbrUtility == MetricName.BLEU,
        "mbr_utility",
        "mbr_utility has no effect without minimum Bayes risk; set mbr_samples, such as 32, or remove it");
  }

  private static void requireSampling(String key, boolean unset) {
    require(unset, key, "%s has no effect without sampling; set sample: true, or remove it", key);
  }

  /** A copy with another beam size. */
  public DecodingSpec withBeam(int size) {
    return with(size, minLength, maxLength);
  }

  /** A copy with another maximum length, and a minimum length of at most that. */
  public DecodingSpec withMaxLength(int length) {
    return with(beam, Math.min(minLength, length), length);
  }

  private DecodingSpec with(int size, int shortest, int longest) {
    return new DecodingSpec(
        size,
        lengthPenalty,
        longest,
        batch,
        shortest,
        noRepeatNgramSize,
        repetitionPenalty,
        generateUnk,
        replaceUnknown,
        sample,
        temperature,
        topK,
        topP,
        seed,
        mbrSamples,
        mbrUtility,
        average,
        lengthPenaltyType);
  }

  /** Hypotheses of a source that are decoded at the same time. */
  public int hypotheses() {
    return sample ? mbrSamples.orElse(1) : beam;
  }
}
