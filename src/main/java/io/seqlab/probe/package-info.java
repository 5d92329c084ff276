/**
 * Probes: measurements of a model beyond test metrics. A study lists them under {@code probes:}
 * ({@code io.seqlab.config.probe} defines their settings); {@link io.seqlab.probe.Probes} maps each
 * definition to its class; the measurements go to measures.csv. The Javadoc of each class says what
 * is measured, with formula, source, unit, examples and limits.
 *
 * <p>After training a probe runs once on the best checkpoint. With {@code initial: true} ({@code
 * attention}, {@code order}, {@code gradient}, {@code retention}) it also runs on the weights
 * before training; those measures have the prefix {@code initial_}.
 *
 * <ul>
 *   <li>{@code slices}, {@link io.seqlab.probe.slices.SlicesProbe}: metrics of free-running output
 *       on slices of the test examples.
 *       <ul>
 *         <li>the metrics asked for, along {@code target_length}
 *         <li>{@code token_accuracy} along {@code position}, {@code log2_frequency}, {@code
 *             alignment_distance}: share of correct reference positions, end-of-sequence included
 *       </ul>
 *   <li>{@code attention}, {@link io.seqlab.probe.attention.AttentionProbe}: attention weights
 *       under teacher forcing.
 *       <ul>
 *         <li>{@code attention_entropy} (nats), {@code attention_entropy_share} (of the maximum),
 *             {@code attention_saturation} (share of rows with a weight above 0.99): concentration
 *             over the source; {@code encoder_…}: of encoder self-attention
 *         <li>{@code attention_softmax_gradient}, {@code attention_softmax_gradient_median}: norm
 *             of the derivative of the weights with respect to their scores; {@code
 *             attention_sum_error}: largest |Σw − 1|; {@code head_divergence}: how much the heads
 *             of a layer differ; {@code encoder_…} likewise
 *         <li>{@code attention_on_gold}: weight on gold-aligned source tokens
 *         <li>{@code encoder_attention_on_gold} along {@code encoder_head}, {@code
 *             encoder_best_head_attention_on_gold}: self-attention weight from given source tokens
 *             ({@code from}), such as pronouns, to gold-aligned ones
 *         <li>{@code alignment_error_rate}, {@code best_head_alignment_error_rate}: AER of the
 *             largest weights against gold alignments
 *         <li>{@code attention_mass}, {@code attention_ratio} along {@code log2_rank}: weight by
 *             frequency of the source token
 *       </ul>
 *   <li>{@code intervene}, {@link io.seqlab.probe.attention.AttentionAblationProbe}: change of the
 *       output when attention is {@code permuted_}, {@code flattened_} or {@code without_head_}.
 *       <ul>
 *         <li>{@code …output_distance}, {@code …argmax_changed}: total variation distance and
 *             changed predictions under teacher forcing
 *         <li>{@code …<metric>}, {@code …<metric>_change}: metrics of free-running output
 *       </ul>
 *   <li>{@code order}, {@link io.seqlab.probe.order.OrderProbe}: change when tokens are shuffled,
 *       under teacher forcing.
 *       <ul>
 *         <li>{@code source_order_state_change}, {@code source_order_summary_change}: largest
 *             change of an encoder state or of the summary
 *         <li>{@code source_order_output_distance}, {@code source_order_argmax_changed}, {@code
 *             target_order_output_distance}, {@code target_order_argmax_changed}: change of the
 *             output distribution
 *         <li>{@code target_future_change}, {@code target_past_change}: largest change of a
 *             probability before and after target tokens that are replaced
 *         <li>with {@code positions}: {@code position_norm_change} along {@code position}, {@code
 *             position_cosine_change} and {@code position_score_change} along {@code distance}: of
 *             queries and keys of the first encoder layer, when their words are moved
 *       </ul>
 *   <li>{@code gradient}, {@link io.seqlab.probe.gradient.GradientProbe}: norms of derivatives with
 *       respect to the input vectors of the encoder.
 *       <ul>
 *         <li>{@code gradient_summary}, {@code gradient_state} along {@code distance}: of the
 *             source summary and of the top encoder layer's state at the last position; {@code
 *             …_log_ratio}: first to last token, log10; {@code …_decay}: slope of ln norm over
 *             distance
 *         <li>{@code gradient_reach} along {@code layer}: number of source positions that affect
 *             the last state
 *         <li>{@code gradient_loss} along {@code distance}, {@code source_position}: of −log p of
 *             the target
 *       </ul>
 *   <li>{@code retention}, {@link io.seqlab.probe.retention.RetentionProbe}: accuracy of a linear
 *       classifier that predicts source tokens from encoder outputs.
 *       <ul>
 *         <li>{@code retention}: from the source summary, above chance; {@code retention_accuracy}:
 *             the accuracy itself
 *         <li>{@code retention_state} along {@code distance}: the first token from later states
 *       </ul>
 *   <li>{@code cost}, {@link io.seqlab.probe.cost.CostProbe}: time, memory and operation counts on
 *       random pairs.
 *       <ul>
 *         <li>{@code train_step_seconds}, {@code train_memory_mb} (MiB): of one training step
 *         <li>{@code teacher_forced_tokens_per_second}, {@code greedy_tokens_per_second}, {@code
 *             uncached_tokens_per_second}: target tokens scored or decoded
 *         <li>{@code flops}, {@code encoder_flops}, {@code decoder_flops}, {@code
 *             sequential_depth}, {@code greedy_depth}, {@code path_length}: counted from the model
 *             definition
 *         <li>{@code attention_…}, {@code block_…}: seconds, flops and MiB of one Transformer
 *             encoder layer; {@code …_exponent}: growth with length
 *       </ul>
 * </ul>
 *
 * <p>Shapes in comments: B batch, S source length, T target length, H heads, D state size, V
 * vocabulary.
 */
package io.seqlab.probe;
