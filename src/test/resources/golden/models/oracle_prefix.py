"""Prefix language model (Liu et al. 2018; Dong et al. 2019; Raffel et al. 2020, section 3.2).

Each pair is one sequence "source </s> <s> target", computed at once by PyTorch's encoder layers with one
mask: the source sees itself, a target token sees the source and the target up to itself. Options that
PyTorch's layers do not have are those of the layers in oracle_transformer.py.

Shapes: B batch, S source length, T target length, N = S + T of one pair, d width, V vocabulary.
"""

import math
from typing import NamedTuple

import torch
from torch import nn

from oracle_encoders import (
    Part, attention_parts, layer_arguments, linear_parts, norm_parts, sinusoids)
from oracle_transformer import Layer, new_norm, parts_of_norm


class PrefixEncoding(NamedTuple):
    states: torch.Tensor  # (B, S, d), 0 at padding
    real: torch.Tensor  # (B, S), False at padding
    summary: torch.Tensor  # (B, d)
    source: torch.Tensor  # ids (B, S)
    length: torch.Tensor  # (B)


class PrefixEncoder(nn.Module):
    """The embedding of the source; the layers belong to the decoder."""

    def __init__(self, spec, vocabulary):
        super().__init__()
        self.width = spec["d_model"]
        self.embedding = nn.Embedding(vocabulary, self.width)

    def join(self, decoder):
        self.joined = [decoder]  # in a list, so that its parameters are not the encoder's
        decoder.joined = [self]

    def parts(self):
        return {"embedding.weight": Part(self.embedding.weight)}

    def forward(self, source, length):
        states = torch.zeros(*source.shape, self.width)
        for row, size in enumerate(length.tolist()):
            nothing = torch.zeros(0, dtype=torch.int64)
            states[row, :size] = self.joined[0].run(source[row, :size], nothing)[0]
        return PrefixEncoding(
            states, source != 0, states.sum(1) / length.unsqueeze(-1), source, length)


class PrefixDecoder(nn.Module):
    def __init__(self, spec, vocabulary, encoder_width):
        super().__init__()
        self.spec, self.width = spec, spec["d_model"]
        self.embedding = nn.Embedding(vocabulary, self.width)
        if spec["positions"] == "learned":
            self.positions = nn.Embedding(spec["max_positions"], self.width)
        if spec["segments"]:
            self.segments = nn.Embedding(2, self.width)
        self.options = spec["norm"] == "none" or spec["ff"] == 0 or bool(
            {"norm_type", "activation"} & spec.keys())
        self.layers = nn.ModuleList(
            Layer(spec) if self.options else nn.TransformerEncoderLayer(**layer_arguments(spec))
            for _ in range(spec["layers"]))
        self.norm = new_norm(spec) if spec["norm"] == "pre" else None
        self.output = nn.Linear(self.width, vocabulary)
        if not self.options:
            self._keep_weights(self.layers[-1].self_attn)

    def _keep_weights(self, top):
        top.register_forward_pre_hook(
            lambda module, args, kwargs: (
                args, kwargs | {"need_weights": True, "average_attn_weights": False}),
            with_kwargs=True)
        top.register_forward_hook(self._keep)

    def _keep(self, module, arguments, result):
        self.weights = result[1]  # (1, H, N, N)

    def parts(self):
        parts = {"embedding.weight": Part(self.embedding.weight)}
        if self.spec["positions"] == "learned":
            parts["positions.weight"] = Part(self.positions.weight)
        if self.spec["segments"]:
            parts["segments.weight"] = Part(self.segments.weight)
        for index, layer in enumerate(self.layers):
            prefix = f"layers.{index}"
            if self.options:
                parts |= layer.parts(prefix)
                continue
            parts |= attention_parts(f"{prefix}.self_attention", layer.self_attn)
            parts |= norm_parts(f"{prefix}.self_attention_norm", layer.norm1)
            parts |= linear_parts(f"{prefix}.feed_forward.inner", layer.linear1)
            parts |= linear_parts(f"{prefix}.feed_forward.outer", layer.linear2)
            parts |= norm_parts(f"{prefix}.feed_forward_norm", layer.norm2)
        if self.norm is not None:
            parts |= parts_of_norm("norm", self.norm)
        return parts | linear_parts("output", self.output)

    def run(self, source, target):
        """One pair of ids (S) and (T): vectors (N, d), and top weights over the source (T, S)."""
        before, after = len(source), len(target)
        size = before + after
        words = torch.cat([self.joined[0].embedding(source), self.embedding(target)])
        x = words * math.sqrt(self.width)
        if self.spec["positions"] == "learned":
            x = x + self.positions(torch.arange(size))
        elif self.spec["positions"] == "sinusoidal":
            x = x + sinusoids(size, self.width)
        if self.spec["segments"]:
            x = x + self.segments(torch.tensor([0] * before + [1] * after))
        hidden = torch.ones(size, size, dtype=torch.bool).triu(1)
        if self.spec["prefix"] == "bidirectional":
            hidden[:before, :before] = False
        x = x.unsqueeze(0)
        for layer in self.layers:
            x = layer(x, ~hidden.unsqueeze(0))[0] if self.options else layer(x, src_mask=hidden)
        if self.options:
            self.weights = self.layers[-1].self_attention.weights
        if self.norm is not None:
            x = self.norm(x)
        seen = self.weights[0, :, before:, :before]  # (H, T, S)
        return x[0], (seen / seen.sum(-1, keepdim=True)).mean(0)

    def forward(self, target_in, encoding):
        logits = torch.zeros(*target_in.shape, self.output.out_features)
        weights = torch.zeros(*target_in.shape, encoding.source.shape[1])
        for row, size in enumerate(encoding.length.tolist()):
            vectors, seen = self.run(encoding.source[row, :size], target_in[row])
            logits[row] = self.output(vectors[size:])
            weights[row, :, :size] = seen
        return logits, weights
