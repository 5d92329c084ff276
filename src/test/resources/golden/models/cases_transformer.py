"""Definitions of Transformer options and labellers."""

from cases import BRIDGE, bahdanau, model, rnn_decoder, rnn_encoder, transformer


def half(norm="pre", positions="sinusoidal", **options):
    return transformer(norm, positions) | options


def same(**options):
    """A definition for encoder and decoder."""
    return model(half(**options), half(**options))


def transformer_cases():
    """Every (name, model), in the order that numbers the seeds."""
    yield "transformer_rotary", same(positions="rotary")
    yield "transformer_relative", same(positions="relative", max_distance=2, norm="post")
    yield "transformer_rms_pre", same(norm_type="rms")
    yield "transformer_rms_post", same(norm="post", norm_type="rms")
    yield "transformer_gelu", same(activation="gelu")
    yield "transformer_swiglu", same(activation="swiglu")
    yield "transformer_no_feed_forward", same(ff=0, norm="post")
    yield "transformer_no_residual", same(residual=False)
    yield "transformer_no_norm", same(norm="none")
    yield "transformer_one_head", same(heads=1, norm_type="layer")
    yield "transformer_no_causal_mask", model(half(), half(causal=False))
    yield "transformer_options_tie_all", model(
        half(positions="rotary", norm_type="rms", activation="swiglu"),
        half(positions="relative", max_distance=1, norm="none", activation="gelu"), tie="all")
    yield "transformer_local", same(self_attention="local", window=2)
    yield "transformer_local_one", same(self_attention="local", window=1, positions="relative", max_distance=1)
    yield "transformer_local_rotary", same(self_attention="local", window=3, positions="rotary")
    yield "transformer_linear", same(self_attention="linear")
    yield "transformer_linear_cross", model(
        half(self_attention="linear"), half(self_attention="linear", cross_attention="linear"))
    yield "transformer_local_to_linear_cross", model(
        half(self_attention="local", window=2, positions="relative", max_distance=1),
        half(cross_attention="linear", norm="post"))
    yield "local_to_bahdanau_gru", model(
        half(self_attention="local", window=1), rnn_decoder("gru", BRIDGE, bahdanau("additive")))
    yield "labeller_transformer", model(half(), {"type": "labeller"})
    yield "labeller_gru", model(rnn_encoder("gru", 5, bidirectional=True), {"type": "labeller"})
    yield "labeller_padded", model(
        half(norm_type="layer", positions="learned"), {"type": "labeller", "pad_source_to": 8})
    yield "transformer_unscaled", same(scale=False)
    yield "transformer_unscaled_local_relative", same(
        scale=False, self_attention="local", window=2, positions="relative", max_distance=1)
