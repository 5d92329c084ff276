package io.seqlab.data.task;

import io.seqlab.data.core.Example;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What is chosen of an example before its symbols, such as its length or where its answer stands.
 *
 * @param possible how many sources have this form, or fewer
 * @param draw an example of this form at random
 */
record ExampleTemplate(double possible, Function<UniformRandomProvider, Example> draw) {}
