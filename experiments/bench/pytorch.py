#!/usr/bin/env python3
"""Speed of the model families of `seqlab bench --turns` written by hand in PyTorch, with the same sizes and protocol.

    echo train_ms | python3 pytorch.py --family lstm --batch 64 --length 25 --vocab 8000 --embed 256 --hidden 512 --threads 2 --beam 5

Families, as in `seqlab bench`:
    lstm          LSTM encoder and decoder without attention
    additive      GRU encoder and decoder with additive attention (Bahdanau et al. 2015)
    general       LSTM encoder and decoder with general attention (Luong et al. 2015)
    general-feed  the same with input feeding
    transformer   3 + 3 layers, 4 heads, post-norm, d_model = embed, ff = 4 * embed (Vaswani et al. 2017)

Each line of standard input names what is measured next: train_ms, the median of a training step (forward, backward, clipping, Adam);
fused_ms, the same with PyTorch's fused Adam; greedy and beam, sentences a second. These searches decode 64 sentences for exactly
`length` steps and keep the decoder's state between steps (for the Transformer, keys and values).
"""
import argparse
import json
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

SENTENCES = 64


class Model(nn.Module):
    """Teacher forcing (`forward`), and one step at a time: `start` gives the state, `step` logits and the next state."""

    def __init__(self, vocab, embed):
        super().__init__()
        self.source = nn.Embedding(vocab, embed)
        self.target = nn.Embedding(vocab, embed)

    def rows(self, state, index):
        """The state of the given rows; each part has the batch in its first dimension."""
        return tuple(part.index_select(0, index) for part in state)


class Stepwise(Model):
    """A decoder that must go step by step in training, too: `advance` gives what the output layer reads, and the next state."""

    def forward(self, source, target):
        state, tops = self.start(source), []
        for embedded in self.target(target).unbind(1):
            top, state = self.advance(embedded, state)
            tops.append(top)
        return self.output(torch.stack(tops, 1))

    def step(self, token, state):
        top, state = self.advance(self.target(token), state)
        return self.output(top), state


class Lstm(Model):
    def __init__(self, vocab, embed, hidden):
        super().__init__(vocab, embed)
        self.encoder = nn.LSTM(embed, hidden, batch_first=True)
        self.decoder = nn.LSTM(embed, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab)

    def forward(self, source, target):
        _, last = self.encoder(self.source(source))
        states, _ = self.decoder(self.target(target), last)
        return self.output(states)

    def start(self, source):
        return self.encoder(self.source(source))[1]

    def step(self, token, state):
        top, state = self.decoder(self.target(token)[:, None], state)
        return self.output(top[:, 0]), state

    def rows(self, state, index):
        return tuple(part.index_select(1, index) for part in state)


class Additive(Stepwise):
    def __init__(self, vocab, embed, hidden):
        super().__init__(vocab, embed)
        self.encoder = nn.GRU(embed, hidden, batch_first=True)
        self.cell = nn.GRUCell(embed + hidden, hidden)
        self.key, self.query = nn.Linear(hidden, hidden, bias=False), nn.Linear(hidden, hidden, bias=False)
        self.energy = nn.Linear(hidden, 1, bias=False)
        self.output = nn.Linear(2 * hidden, vocab)

    def start(self, source):
        states, last = self.encoder(self.source(source))
        return states, self.key(states), last[0]

    def advance(self, embedded, state):
        states, keys, h = state
        weights = self.energy(torch.tanh(keys + self.query(h)[:, None])).squeeze(2).softmax(-1)
        context = torch.bmm(weights[:, None], states)[:, 0]
        h = self.cell(torch.cat((embedded, context), 1), h)
        return torch.cat((h, context), 1), (states, keys, h)


class General(Model):
    def __init__(self, vocab, embed, hidden):
        super().__init__(vocab, embed)
        self.encoder = nn.LSTM(embed, hidden, batch_first=True)
        self.decoder = nn.LSTM(embed, hidden, batch_first=True)
        self.key = nn.Linear(hidden, hidden, bias=False)
        self.combine = nn.Linear(2 * hidden, hidden, bias=False)
        self.output = nn.Linear(hidden, vocab)

    def attentional(self, h, states, keys):
        weights = torch.bmm(h, keys.transpose(1, 2)).softmax(-1)
        return torch.tanh(self.combine(torch.cat((torch.bmm(weights, states), h), 2)))

    def forward(self, source, target):
        states, last = self.encoder(self.source(source))
        h, _ = self.decoder(self.target(target), last)
        return self.output(self.attentional(h, states, self.key(states)))

    def start(self, source):
        states, (h, c) = self.encoder(self.source(source))
        return states, self.key(states), h[0], c[0]

    def step(self, token, state):
        states, keys, h, c = state
        top, (h, c) = self.decoder(self.target(token)[:, None], (h[None], c[None]))
        return self.output(self.attentional(top, states, keys)[:, 0]), (states, keys, h[0], c[0])


class GeneralFeed(Stepwise, General):
    def __init__(self, vocab, embed, hidden):
        super().__init__(vocab, embed, hidden)
        self.decoder = nn.LSTMCell(embed + hidden, hidden)

    def start(self, source):
        states, keys, h, c = super().start(source)
        return states, keys, h, c, torch.zeros_like(h)

    def advance(self, embedded, state):
        states, keys, h, c, fed = state
        h, c = self.decoder(torch.cat((embedded, fed), 1), (h, c))
        fed = self.attentional(h[:, None], states, keys)[:, 0]
        return fed, (states, keys, h, c, fed)


class Transformer(Model):
    HEADS, LAYERS = 4, 3

    def __init__(self, vocab, embed, hidden):
        super().__init__(vocab, embed)
        self.body = nn.Transformer(embed, self.HEADS, self.LAYERS, self.LAYERS, 4 * embed, 0.0, batch_first=True)
        self.output = nn.Linear(embed, vocab)

    def forward(self, source, target):
        mask = nn.Transformer.generate_square_subsequent_mask(target.shape[1])
        memory = self.body.encoder(self.source(source))
        return self.output(self.body.decoder(self.target(target), memory, tgt_mask=mask, tgt_is_causal=True))

    def heads(self, x):
        return x.unflatten(2, (self.HEADS, -1)).transpose(1, 2)

    def projections(self, attention, x, first, count):
        """Projections of x for `count` of queries, keys and values, from the one numbered `first`, as heads."""
        size = x.shape[2]
        rows = slice(first * size, (first + count) * size)
        projected = F.linear(x, attention.in_proj_weight[rows], attention.in_proj_bias[rows])
        return [self.heads(part) for part in projected.chunk(count, 2)]

    def attend(self, attention, query, key, value):
        return attention.out_proj(F.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2))

    def start(self, source):
        memory = self.body.encoder(self.source(source))
        state = []
        for layer in self.body.decoder.layers:
            keys, values = self.projections(layer.multihead_attn, memory, 1, 2)
            state += [keys, values, keys[:, :, :0], values[:, :, :0]]
        return tuple(state)

    def step(self, token, state):
        x, following = self.target(token)[:, None], []
        for number, layer in enumerate(self.body.decoder.layers):
            keys, values, own_keys, own_values = state[4 * number : 4 * number + 4]
            query, key, value = self.projections(layer.self_attn, x, 0, 3)
            own_keys, own_values = torch.cat((own_keys, key), 2), torch.cat((own_values, value), 2)
            x = layer.norm1(x + self.attend(layer.self_attn, query, own_keys, own_values))
            (query,) = self.projections(layer.multihead_attn, x, 0, 1)
            x = layer.norm2(x + self.attend(layer.multihead_attn, query, keys, values))
            x = layer.norm3(x + layer.linear2(F.relu(layer.linear1(x))))
            following += [keys, values, own_keys, own_values]
        return self.output(self.body.decoder.norm(x)[:, 0]), tuple(following)


FAMILIES = {"lstm": Lstm, "additive": Additive, "general": General, "general-feed": GeneralFeed, "transformer": Transformer}


def greedy(model, source, steps):
    state, token = model.start(source), torch.ones(source.shape[0], dtype=torch.long)
    tokens = []
    for _ in range(steps):
        logits, state = model.step(token, state)
        token = logits.argmax(-1)
        tokens.append(token)
    return torch.stack(tokens, 1)


def beam(model, source, steps, size):
    """The whole batch at once; the encoded source is repeated for each hypothesis, as in most toolkits."""
    batch = source.shape[0]
    logits, state = model.step(torch.ones(batch, dtype=torch.long), model.start(source))
    vocab = logits.shape[1]
    scores, token = logits.log_softmax(-1).topk(size, -1)
    tokens, first = token[:, :, None], torch.arange(batch)[:, None] * size
    state = model.rows(state, torch.arange(batch).repeat_interleave(size))
    for _ in range(steps - 1):
        logits, state = model.step(token.reshape(-1), state)
        totals = scores[:, :, None] + logits.log_softmax(-1).view(batch, size, vocab)
        scores, flat = totals.view(batch, -1).topk(size, -1)
        parent, token = flat // vocab, flat % vocab
        tokens = torch.cat((tokens.gather(1, parent[:, :, None].expand_as(tokens)), token[:, :, None]), 2)
        state = model.rows(state, (first + parent).view(-1))
    return tokens


def median_seconds(task, repetitions=10**9, limit=0.5):
    """After one run to warm up: so many runs, or as many as begin within `limit` seconds."""
    task()
    times = []
    while len(times) < repetitions and sum(times) < limit:
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def training(model, options, fused):
    adam = torch.optim.Adam(model.parameters(), 1e-3, fused=fused or None)
    source, target, reference = (torch.randint(3, options.vocab, (options.batch, options.length)) for _ in range(3))

    def step():
        loss = F.cross_entropy(model(source, target).flatten(0, 1), reference.flatten())
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()

    return lambda: 1e3 * median_seconds(step, 30, 1)


def decoding(model, options, search):
    source = torch.randint(3, options.vocab, (SENTENCES, options.length))

    def measure():
        model.eval()
        with torch.inference_mode():
            seconds = median_seconds(lambda: search(model, source, options.length))
        model.train()
        return SENTENCES / seconds

    return measure


def measures(options):
    torch.manual_seed(1)
    model = FAMILIES[options.family](options.vocab, options.embed, options.hidden)
    return {
        "train_ms": training(model, options, False),
        "fused_ms": training(model, options, True),
        "greedy": decoding(model, options, greedy),
        "beam": decoding(model, options, lambda *of: beam(*of, options.beam)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", choices=FAMILIES, required=True)
    for name, value in {"batch": 64, "length": 25, "vocab": 8000, "embed": 256, "hidden": 512, "threads": 2, "beam": 5}.items():
        parser.add_argument("--" + name, type=int, default=value)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    named = measures(options)
    for line in sys.stdin:
        name = line.strip()
        print(json.dumps({name: named[name]()}), flush=True)


if __name__ == "__main__":
    main()
