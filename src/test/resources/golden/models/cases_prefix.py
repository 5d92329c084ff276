"""Model definitions of the golden values of the prefix language model, with all SeqLab keys."""

from cases import model


def prefix_lm(norm, positions, prefix="bidirectional", segments=False, layers=2):
    return {"type": "prefix_lm", "d_model": 8, "heads": 2, "layers": layers, "ff": 12,
            "dropout": 0.0, "norm": norm, "positions": positions, "max_positions": 12,
            "prefix": prefix, "segments": segments}


def prefix_cases():
    for name, half, tie in (
            ("prefix_lm_post_sinusoidal", prefix_lm("post", "sinusoidal"), "none"),
            ("prefix_lm_pre_learned", prefix_lm("pre", "learned"), "none"),
            ("prefix_lm_none_segments", prefix_lm("post", "none", segments=True), "none"),
            ("prefix_lm_causal", prefix_lm("pre", "sinusoidal", prefix="causal"), "none"),
            ("prefix_lm_tie_output", prefix_lm("pre", "sinusoidal", layers=1), "output"),
            ("prefix_lm_tie_all", prefix_lm("pre", "learned", segments=True), "all"),
            ("prefix_lm_short_rows", prefix_lm("pre", "learned"), "none"),
            ("prefix_lm_rms", prefix_lm("pre", "sinusoidal") | {"norm_type": "rms"}, "none"),
            ("prefix_lm_rms_post", prefix_lm("post", "learned") | {"norm_type": "rms"}, "none"),
            ("prefix_lm_gelu", prefix_lm("pre", "sinusoidal") | {"activation": "gelu"}, "none"),
            ("prefix_lm_swiglu_causal",
             prefix_lm("pre", "sinusoidal", prefix="causal") | {"activation": "swiglu"}, "none"),
            ("prefix_lm_no_norm", prefix_lm("none", "sinusoidal"), "none"),
            ("prefix_lm_no_feed_forward", prefix_lm("pre", "learned") | {"ff": 0}, "none")):
        yield name, model(half, half, tie)
