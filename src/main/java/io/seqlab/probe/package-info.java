/**
 * Probes: measurements of a model beyond test metrics. A study lists them under {@code probes:};
 * {@link io.seqlab.probe.Probes} maps each definition to its class, and the measurements go to
 * measures.csv. The records of {@code io.seqlab.config.probe} define the settings of a probe and
 * each of its measures in a sentence, which pages show; the Javadoc of its class has the formulas,
 * sources, examples and limits.
 *
 * <ul>
 *   <li>{@code slices}, {@link io.seqlab.probe.slices.SlicesProbe}: metrics of free-running output
 *       on slices of the test examples
 *   <li>{@code attention}, {@link io.seqlab.probe.attention.AttentionProbe}: attention weights
 *       under teacher forcing
 *   <li>{@code intervene}, {@link io.seqlab.probe.attention.AttentionAblationProbe}: change of the
 *       output when attention is permuted or uniform, or a head is removed
 *   <li>{@code order}, {@link io.seqlab.probe.order.OrderProbe}: change when tokens are shuffled,
 *       under teacher forcing
 *   <li>{@code gradient}, {@link io.seqlab.probe.gradient.GradientProbe}: norms of derivatives with
 *       respect to the input vectors of the encoder
 *   <li>{@code retention}, {@link io.seqlab.probe.retention.RetentionProbe}: accuracy of a linear
 *       classifier that predicts source tokens from encoder outputs
 *   <li>{@code cost}, {@link io.seqlab.probe.cost.CostProbe}: time, memory and operation counts on
 *       random pairs
 * </ul>
 *
 * <p>After training a probe runs once on the best checkpoint. With {@code initial: true} ({@code
 * attention}, {@code order}, {@code gradient}, {@code retention}) it also runs on the weights
 * before training; those measures have the prefix {@code initial_}.
 *
 * <p>Shapes in comments: B batch, S source length, T target length, H heads, D state size, V
 * vocabulary.
 */
package io.seqlab.probe;
