"""Model definitions of the golden values, with all SeqLab keys."""

BRIDGE, LAST, ZERO = "bridge", "last", "zero"
NONE = {"wiring": "none"}


def rnn_encoder(cell, hidden=8, layers=1, bidirectional=False, embedding=6):
    return {"type": "rnn", "cell": cell, "hidden": hidden, "embedding": embedding, "layers": layers,
            "bidirectional": bidirectional, "dropout": 0.0}


def rnn_decoder(cell, initial_state, attention, layers=1, **widths):
    return {"type": "rnn", "cell": cell, "hidden": 8, "embedding": 6, "layers": layers,
            "dropout": 0.0, "attention": attention, "initial_state": initial_state} | widths


def transformer(norm, positions, d_model=8, heads=2, layers=2, ff=12):
    return {"type": "transformer", "d_model": d_model, "heads": heads, "layers": layers, "ff": ff,
            "dropout": 0.0, "norm": norm, "positions": positions, "max_positions": 9}


def bahdanau(score, **more):
    return {"wiring": "bahdanau", "score": score, "input_feeding": False} | more


def luong(score, feed=False):
    return {"wiring": "luong", "score": score, "input_feeding": feed}


def model(encoder, decoder, tie="none"):
    return {"encoder": encoder, "decoder": decoder, "tie": tie}


def without_attention():
    for cell in ("rnn", "lstm", "gru"):
        yield f"{cell}_plain", model(rnn_encoder(cell), rnn_decoder(cell, LAST, NONE))
        yield f"{cell}_bidirectional_bridge", model(
            rnn_encoder(cell, 5, bidirectional=True), rnn_decoder(cell, BRIDGE, NONE))
        yield f"{cell}_two_layers", model(
            rnn_encoder(cell, layers=2), rnn_decoder(cell, LAST, NONE, layers=2))
    yield "lstm_two_layers_bidirectional_bridge", model(
        rnn_encoder("lstm", 5, 2, True), rnn_decoder("lstm", BRIDGE, NONE, layers=2))
    yield "lstm_two_layers_bidirectional_last", model(
        rnn_encoder("lstm", 4, 2, True), rnn_decoder("lstm", LAST, NONE, layers=2))
    yield "gru_two_layers_to_lstm_one", model(
        rnn_encoder("gru", layers=2), rnn_decoder("lstm", BRIDGE, NONE))


def with_bahdanau():
    yield "bahdanau_additive_gru", model(
        rnn_encoder("gru", 5, bidirectional=True), rnn_decoder("gru", BRIDGE, bahdanau("additive")))
    yield "bahdanau_additive_size_rnn", model(
        rnn_encoder("rnn"), rnn_decoder("rnn", ZERO, bahdanau("additive", size=5)))
    yield "bahdanau_dot_lstm", model(
        rnn_encoder("lstm"), rnn_decoder("lstm", LAST, bahdanau("dot")))
    yield "bahdanau_scaled_dot_gru", model(
        rnn_encoder("gru", 4, 2, True), rnn_decoder("gru", LAST, bahdanau("scaled_dot"), layers=2))
    yield "bahdanau_general_lstm", model(
        rnn_encoder("lstm", 5, bidirectional=True),
        rnn_decoder("lstm", ZERO, bahdanau("general"), layers=2))
    yield "bahdanau_short_rows", model(
        rnn_encoder("gru", 5, 2, True), rnn_decoder("lstm", BRIDGE, bahdanau("additive")))


def with_luong():
    yield "luong_additive_lstm", model(
        rnn_encoder("lstm", 5, bidirectional=True), rnn_decoder("lstm", BRIDGE, luong("additive")))
    yield "luong_dot_gru", model(rnn_encoder("gru"), rnn_decoder("gru", LAST, luong("dot")))
    yield "luong_scaled_dot_lstm", model(
        rnn_encoder("lstm"), rnn_decoder("lstm", ZERO, luong("scaled_dot"), layers=2))
    yield "luong_general_gru", model(
        rnn_encoder("lstm", 5, bidirectional=True), rnn_decoder("gru", BRIDGE, luong("general")))
    yield "luong_general_rnn", model(
        rnn_encoder("rnn", layers=2), rnn_decoder("rnn", LAST, luong("general"), layers=2))
    yield "luong_additive_feed_gru", model(
        rnn_encoder("gru"), rnn_decoder("gru", ZERO, luong("additive", feed=True), layers=2))
    yield "luong_dot_feed_lstm", model(
        rnn_encoder("lstm", layers=2), rnn_decoder("lstm", LAST, luong("dot", feed=True), layers=2))
    yield "luong_scaled_dot_feed_gru", model(
        rnn_encoder("gru", 4, bidirectional=True),
        rnn_decoder("gru", BRIDGE, luong("scaled_dot", feed=True)))
    yield "luong_general_feed_lstm", model(
        rnn_encoder("lstm", 5, 2, True),
        rnn_decoder("lstm", BRIDGE, luong("general", feed=True), layers=2))
    yield "luong_general_feed_rnn", model(
        rnn_encoder("rnn"), rnn_decoder("rnn", BRIDGE, luong("general", feed=True)))


def transformers():
    for norm in ("post", "pre"):
        for positions in ("sinusoidal", "learned", "none"):
            half = transformer(norm, positions)
            yield f"transformer_{norm}_{positions}", model(half, half)
    yield "transformer_unlike_halves", model(
        transformer("pre", "learned", d_model=6, layers=1, ff=7), transformer("post", "sinusoidal"))
    yield "transformer_odd_width", model(
        transformer("post", "sinusoidal", d_model=9, heads=3, layers=1),
        transformer("pre", "sinusoidal", d_model=9, heads=3, layers=1))
    yield "transformer_short_rows", model(
        transformer("pre", "sinusoidal"), transformer("pre", "sinusoidal"))


def tied():
    half = transformer("post", "sinusoidal")
    yield "transformer_tie_output", model(half, half, tie="output")
    yield "transformer_tie_all", model(half, half, tie="all")
    wide = rnn_encoder("lstm", embedding=8)
    feeding = rnn_decoder("lstm", LAST, luong("general", feed=True), embedding=8)
    yield "luong_lstm_tie_output", model(rnn_encoder("lstm"), feeding, tie="output")
    yield "luong_lstm_tie_all", model(wide, feeding, tie="all")
    yield "bahdanau_gru_tie_output", model(
        rnn_encoder("gru", 5), rnn_decoder("gru", BRIDGE, bahdanau("additive"), embedding=13),
        tie="output")


def mixed():
    yield "transformer_to_lstm", model(
        transformer("post", "sinusoidal"), rnn_decoder("lstm", BRIDGE, NONE, layers=2))
    yield "transformer_to_bahdanau_gru", model(
        transformer("pre", "sinusoidal", d_model=6),
        rnn_decoder("gru", BRIDGE, bahdanau("additive")))
    yield "transformer_to_luong_lstm", model(
        transformer("pre", "learned"), rnn_decoder("lstm", ZERO, luong("scaled_dot", feed=True)))
    yield "bidirectional_gru_to_transformer", model(
        rnn_encoder("gru", 5, bidirectional=True), transformer("pre", "sinusoidal"))
    yield "lstm_to_transformer", model(
        rnn_encoder("lstm", layers=2), transformer("post", "learned"))


def cases():
    """Every (name, model), in the order that numbers the seeds."""
    for family in (without_attention, with_bahdanau, with_luong, transformers, tied, mixed):
        yield from family()
