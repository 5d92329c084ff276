"""Transformer options and the labeller, written from the papers with plain tensor operations.

Each attention is the quadratic form of its definition, masked, whatever SeqLab computes instead:
blocks for local attention, sums over features for linear attention.

Shapes: B batch, S source length, T target length, N queries, M keys, H heads, d_k width of a head,
D width of the states, V vocabulary.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from oracle_encoders import Embedded, Encoding, Part, linear_parts, norm_parts

HIDDEN = -1e30  # finite: a position of padding may have no key at all


def rotate(x):
    """Su et al. 2021, eq. 12: pairs (2i, 2i+1) as complex numbers, times exp(i p theta_i), (B, H, N, d_k)."""
    size = x.shape[-1]
    theta = 10000.0 ** (-torch.arange(0, size, 2) / size)
    turn = torch.polar(torch.ones(x.shape[-2], size // 2),
                       torch.arange(x.shape[-2]).unsqueeze(-1) * theta)
    pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)).contiguous())
    return torch.view_as_real(pairs * turn).flatten(-2)


class Attention(nn.Module):
    """Heads of queries (B, N, d) over keys and values (B, M, D): `kind` is full, local or linear."""

    def __init__(self, spec, width, kind, positions):
        super().__init__()
        d = spec["d_model"]
        self.spec, self.kind, self.positions, self.size = spec, kind, positions, d // spec["heads"]
        self.query, self.output = nn.Linear(d, d), nn.Linear(d, d)
        self.key, self.value = nn.Linear(width, d), nn.Linear(width, d)
        if positions == "relative":
            distances = 2 * spec["max_distance"] + 1
            self.relative_key = nn.Parameter(torch.empty(distances, self.size))
            self.relative_value = nn.Parameter(torch.empty(distances, self.size))

    def parts(self, prefix):
        parts = {}
        for name in ("query", "key", "value", "output"):
            parts |= linear_parts(f"{prefix}.{name}", getattr(self, name))
        if self.positions == "relative":
            parts |= {f"{prefix}.relative.key": Part(self.relative_key),
                      f"{prefix}.relative.value": Part(self.relative_value)}
        return parts

    def forward(self, x, memory, allowed):
        """`allowed` broadcasts to (B, N, M). Returns vectors (B, N, d) and weights (B, N, M)."""
        q, k, v = (self._heads(layer(y)) for layer, y in
                   ((self.query, x), (self.key, memory), (self.value, memory)))
        if self.positions == "rotary":
            q, k = rotate(q), rotate(k)
        distance = torch.arange(k.shape[2]) - torch.arange(q.shape[2]).unsqueeze(-1)  # j - i, (N, M)
        if self.kind == "local":
            allowed = allowed & (distance.abs() <= self.spec["window"])
        allowed = allowed.unsqueeze(1)  # (B, 1, N, M)
        if self.kind == "linear":  # Katharopoulos et al. 2020, eq. 4 with eq. 7
            similarity = (F.elu(q) + 1) @ (F.elu(k) + 1).transpose(-1, -2) * allowed
            weights = similarity / similarity.sum(-1, keepdim=True)
            return self._joined(weights @ v), None
        scores = q @ k.transpose(-1, -2)  # (B, H, N, M)
        if self.positions == "relative":  # Shaw et al. 2018, eq. 3 and 4
            limit = self.spec["max_distance"]
            clipped = distance.clamp(-limit, limit) + limit
            scores = scores + torch.einsum("bhnd,nmd->bhnm", q, self.relative_key[clipped])
        if self.spec.get("scale", True):
            scores = scores / math.sqrt(self.size)
        weights = scores.masked_fill(~allowed, HIDDEN).softmax(-1)
        self.weights = weights  # (B, H, N, M)
        vectors = weights @ v
        if self.positions == "relative":
            vectors = vectors + torch.einsum("bhnm,nmd->bhnd", weights, self.relative_value[clipped])
        return self._joined(vectors), weights.mean(1)

    def _heads(self, x):
        return x.unflatten(-1, (-1, self.size)).transpose(1, 2)  # (B, H, N, d_k)

    def _joined(self, x):
        return self.output(x.transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    def __init__(self, spec):
        super().__init__()
        self.activation = spec.get("activation", "relu")
        self.inner = nn.Linear(spec["d_model"], spec["ff"])
        self.outer = nn.Linear(spec["ff"], spec["d_model"])
        if self.activation == "swiglu":
            self.gate = nn.Linear(spec["d_model"], spec["ff"])

    def parts(self, prefix):
        parts = linear_parts(f"{prefix}.inner", self.inner) | linear_parts(f"{prefix}.outer", self.outer)
        return parts | linear_parts(f"{prefix}.gate", self.gate) if self.activation == "swiglu" else parts

    def forward(self, x):
        if self.activation == "swiglu":  # Shazeer 2020, eq. 6
            return self.outer(F.silu(self.gate(x)) * self.inner(x))
        return self.outer({"relu": F.relu, "gelu": F.gelu}[self.activation](self.inner(x)))


def new_norm(spec):
    if spec["norm"] == "none":
        return None
    kind = {"layer": nn.LayerNorm, "rms": nn.RMSNorm}[spec.get("norm_type", "layer")]
    return kind(spec["d_model"], eps=1e-5)


def parts_of_norm(prefix, module):
    if module is None:
        return {}
    return {f"{prefix}.gamma": Part(module.weight)} if isinstance(module, nn.RMSNorm) else norm_parts(
        prefix, module)


class Layer(nn.Module):
    """Self-attention, in a decoder attention to the encoder, feed-forward, each with its residual."""

    def __init__(self, spec, encoder_width=None):
        super().__init__()
        self.spec = spec
        kind = spec.get("self_attention", "full")
        self.self_attention = Attention(spec, spec["d_model"], kind, spec["positions"])
        self.self_attention_norm = new_norm(spec)
        if encoder_width:
            self.cross_attention = Attention(
                spec, encoder_width, spec.get("cross_attention", "full"), "none")
            self.cross_attention_norm = new_norm(spec)
        if spec["ff"]:
            self.feed_forward = FeedForward(spec)
            self.feed_forward_norm = new_norm(spec)

    def parts(self, prefix):
        parts = {}
        for name in ("self_attention", "cross_attention", "feed_forward"):
            if hasattr(self, name):
                parts |= getattr(self, name).parts(f"{prefix}.{name}")
                parts |= parts_of_norm(f"{prefix}.{name}_norm", getattr(self, f"{name}_norm"))
        return parts

    def _around(self, norm, x, sub_layer):
        y = sub_layer(norm(x) if self.spec["norm"] == "pre" else x)
        y = x + y if self.spec.get("residual", True) else y
        return norm(y) if self.spec["norm"] == "post" else y

    def forward(self, x, allowed, states=None, real=None):
        weights = None

        def cross(y):
            nonlocal weights
            vectors, weights = self.cross_attention(y, states, real)
            return vectors

        x = self._around(
            self.self_attention_norm, x, lambda y: self.self_attention(y, y, allowed)[0])
        if states is not None:
            x = self._around(self.cross_attention_norm, x, cross)
        if self.spec["ff"]:
            x = self._around(self.feed_forward_norm, x, self.feed_forward)
        return x, weights


class OptionEncoder(nn.Module):
    def __init__(self, spec, vocabulary):
        super().__init__()
        self.spec, self.width = spec, spec["d_model"]
        self.embedded = Embedded(spec, vocabulary)
        self.layers = nn.ModuleList(Layer(spec) for _ in range(spec["layers"]))
        self.norm = new_norm(spec) if spec["norm"] == "pre" else None

    @property
    def embedding(self):
        return self.embedded.embedding

    def parts(self):
        parts = self.embedded.parts()
        for index, layer in enumerate(self.layers):
            parts |= layer.parts(f"layers.{index}")
        return parts | parts_of_norm("norm", self.norm)

    def forward(self, source, length, real=None):
        real = source != 0 if real is None else real
        states = self.embedded(source)
        for layer in self.layers:
            states, _ = layer(states, real.unsqueeze(1))
        states = states if self.norm is None else self.norm(states)
        states = states * real.unsqueeze(-1)
        return Encoding(states, real, states.sum(1) / real.sum(1, keepdim=True), [])


class OptionDecoder(nn.Module):
    def __init__(self, spec, vocabulary, encoder_width):
        super().__init__()
        self.spec = spec
        self.embedded = Embedded(spec, vocabulary)
        self.layers = nn.ModuleList(Layer(spec, encoder_width) for _ in range(spec["layers"]))
        self.norm = new_norm(spec) if spec["norm"] == "pre" else None
        self.output = nn.Linear(spec["d_model"], vocabulary)

    @property
    def embedding(self):
        return self.embedded.embedding

    def parts(self):
        parts = self.embedded.parts()
        for index, layer in enumerate(self.layers):
            parts |= layer.parts(f"layers.{index}")
        return parts | parts_of_norm("norm", self.norm) | linear_parts("output", self.output)

    def forward(self, target_in, encoding):
        length = target_in.shape[1]
        if self.spec.get("causal", True):
            allowed = torch.ones(length, length, dtype=torch.bool).tril().unsqueeze(0)
        else:
            allowed = (target_in != 0).unsqueeze(1)
        states = self.embedded(target_in)
        for layer in self.layers:
            states, weights = layer(states, allowed, encoding.states, encoding.real.unsqueeze(1))
        states = states if self.norm is None else self.norm(states)
        return self.output(states), weights


class Labeller(nn.Module):
    """The logits of target position t: an output layer on encoder state t."""

    def __init__(self, spec, vocabulary, encoder_width):
        super().__init__()
        self.output = nn.Linear(encoder_width, vocabulary)

    def parts(self):
        return linear_parts("output", self.output)

    def forward(self, target_in, encoding):
        return self.output(encoding.states[:, : target_in.shape[1]]), None
