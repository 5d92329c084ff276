package io.seqlab.data.task;

import io.seqlab.data.core.Example;
import java.util.function.Supplier;

/**
 * The properties of an example that are sampled before its symbols, such as its length or the
 * position of its answer.
 *
 * @param possible lower bound of the number of different sources with these properties
 * @param sampler samples an example with these properties
 */
record ExampleTemplate(double possible, Supplier<Example> sampler) {}
