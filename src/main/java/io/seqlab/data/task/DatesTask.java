package io.seqlab.data.task;

import io.seqlab.config.task.DatesTaskSpec;
import io.seqlab.config.task.SplitSizes;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import io.seqlab.data.text.Tokenizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;

/**
 * Days from 1900 to 2099, each written in one of the {@link DateFormats} at random, in mixed, lower
 * or upper case (2 : 1 : 1), to ISO 8601. No day occurs twice, so the splits of a seed are
 * disjoint.
 */
public final class DatesTask {
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final int DAYS =
      Math.toIntExact(LocalDate.of(2100, 1, 1).toEpochDay() - FIRST.toEpochDay());

  private DatesTask() {}

  public static List<Example> generate(DatesTaskSpec spec, Split split) {
    SplitSizes sizes = spec.examples();
    long requested = (long) sizes.train() + sizes.valid() + sizes.test();
    if (requested > DAYS) {
      throw new DataException(
          "dates: %d examples requested, but there are only %d days from 1900 to 2099 and each occurs"
              + " once; lower task.examples (train %d, valid %d, test %d)",
          requested, DAYS, sizes.train(), sizes.valid(), sizes.test());
    }
    int from = split.select(sizes.test() + sizes.valid(), sizes.test(), 0);
    long seed = sizes.streamSeed();
    int[] days =
        ArraySampler.shuffle(
            RandomStream.of(seed, "dates/days", 0), IntStream.range(0, DAYS).toArray());
    UniformRandomProvider random = RandomStream.of(seed, "dates/" + split.key(), 0);
    return IntStream.range(from, from + split.size(sizes))
        .mapToObj(i -> example(FIRST.plusDays(days[i]), random))
        .toList();
  }

  private static Example example(LocalDate day, UniformRandomProvider random) {
    String written = DateFormats.write(day, random.nextInt(DateFormats.COUNT));
    String cased =
        switch (random.nextInt(4)) {
          case 0 -> written.toLowerCase(Locale.ROOT);
          case 1 -> written.toUpperCase(Locale.ROOT);
          default -> written;
        };
    return new Example(Tokenizer.CHAR.tokenize(cased), Tokenizer.CHAR.tokenize(day.toString()));
  }
}
