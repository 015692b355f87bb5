"""The network: a Transformer as Marian builds it, so that OPUS-MT's layers can be its beginning.

Norms come after the residual sum, the activation is swish, positions are sines then cosines, and
the target's embeddings are its output as well (Vaswani et al. 2017; Junczys-Dowmunt et al. 2018).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional

from training.loss import cross_entropy
from training.vocabulary import PAD
from workflow.engines.convert.marian import sinusoids

if TYPE_CHECKING:
    from torch import Tensor

    from training.shape import Shape

LONGEST = 256
"""Positions; longer sentences are not trained on."""


class Attention(nn.Module):
    """Several heads, with the sum and the norm that follow."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.memory = nn.Linear(shape.width, 2 * shape.width)  # keys, then values
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width)

    def recall(self, memory: Tensor) -> tuple[Tensor, Tensor]:
        """Return the keys and values of what is looked at."""
        keys, values = self.memory(memory).chunk(2, dim=-1)
        return self._split(keys), self._split(values)

    def forward(
        self,
        states: Tensor,
        recalled: tuple[Tensor, Tensor],
        *,
        mask: Tensor | None = None,
        causal: bool = False,
        dropout: float = 0.0,
    ) -> Tensor:
        """Return the states after looking."""
        keys, values = recalled
        seen = functional.scaled_dot_product_attention(
            self._split(self.query(states)), keys, values, attn_mask=mask, is_causal=causal
        )
        joined = self.out(seen.transpose(1, 2).flatten(2))
        return self.norm(states + functional.dropout(joined, dropout, self.training))

    def weights(self, states: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Return where each head looks: [sentence, head, target, source]."""
        keys, _ = self.recall(memory)
        scores = self._split(self.query(states)) @ keys.transpose(2, 3) / keys.shape[-1] ** 0.5
        return scores.masked_fill(~mask, -torch.inf).softmax(-1)

    def _split(self, states: Tensor) -> Tensor:
        sentences, positions, width = states.shape
        return states.view(sentences, positions, self.heads, width // self.heads).transpose(1, 2)


class FeedForward(nn.Module):
    """Two linear layers, with the sum and the norm that follow."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.first = nn.Linear(shape.width, shape.inner)
        self.second = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width)

    def forward(self, states: Tensor, dropout: float) -> Tensor:
        """Return the states, each changed by itself."""
        changed = self.second(functional.silu(self.first(states)))
        return self.norm(states + functional.dropout(changed, dropout, self.training))


class EncoderLayer(nn.Module):
    """Look at the whole source, then think."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attention = Attention(shape)
        self.feed_forward = FeedForward(shape)

    def forward(self, states: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Return the states of the source's pieces."""
        recalled = self.self_attention.recall(states)
        states = self.self_attention(states, recalled, mask=mask, dropout=dropout)
        return self.feed_forward(states, dropout)


class DecoderLayer(nn.Module):
    """Look at what is written, then at the source, then think."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attention = Attention(shape)
        self.attention = Attention(shape)
        self.feed_forward = FeedForward(shape)

    def forward(self, states: Tensor, memory: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Return the states of the target's pieces, none of which sees a later one."""
        own = self.self_attention.recall(states)
        states = self.self_attention(states, own, causal=True, dropout=dropout)
        recalled = self.attention.recall(memory)
        states = self.attention(states, recalled, mask=mask, dropout=dropout)
        return self.feed_forward(states, dropout)

    def step(
        self,
        state: Tensor,
        past: tuple[Tensor, Tensor] | None,
        recalled: tuple[Tensor, Tensor],
        mask: Tensor,
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Return the state of one further piece, and all that later ones will look at."""
        own = self.self_attention.recall(state)
        if past is not None:
            own = (torch.cat([past[0], own[0]], dim=2), torch.cat([past[1], own[1]], dim=2))
        state = self.self_attention(state, own)
        state = self.attention(state, recalled, mask=mask)
        return self.feed_forward(state, 0.0), own


class Model(nn.Module):
    """Encoder, decoder, and two tables of pieces."""

    def __init__(self, shape: Shape, *, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.source = nn.Embedding(shape.source_pieces, shape.width)
        self.target = nn.Embedding(shape.target_pieces, shape.width)
        for table in (self.source, self.target):
            nn.init.normal_(table.weight, std=shape.width**-0.5)
        self.bias = nn.Parameter(torch.zeros(shape.target_pieces))
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        table = torch.from_numpy(sinusoids(LONGEST, shape.width))
        self.register_buffer("positions", table, persistent=False)

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """Return the states of the source's pieces, and which of them are no padding."""
        mask = (source != PAD)[:, None, None, :]
        dropout = 0.0 if self.is_frozen("encoder") else self.dropout
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.is_frozen("encoder")):
            states = self._embedded(self.source, source, dropout)
            for layer in self.encoder:
                states = layer(states, mask, dropout)
        return states, mask

    def freeze(self, *parts: str) -> None:
        """Keep some parts as they are. A frozen encoder reads without dropout."""
        for part in parts:
            getattr(self, part).requires_grad_(requires_grad=False)

    def is_frozen(self, part: str) -> bool:
        """Tell whether a part stays as it is."""
        return not any(each.requires_grad for each in getattr(self, part).parameters())

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Return the states from which the piece after each of the target's is told."""
        states = self._embedded(self.target, target, self.dropout)
        for layer in self.decoder:
            states = layer(states, memory, mask, self.dropout)
        return states

    def step(
        self, piece: Tensor, at: int, past: list, recalled: list, mask: Tensor
    ) -> tuple[Tensor, list]:
        """Return the scores of the piece after `piece`, which stands at `at`, and the new past."""
        state = self._embedded(self.target, piece, 0.0, first=at)
        kept = []
        for layer, before, memory in zip(self.decoder, past, recalled, strict=True):
            state, own = layer.step(state, before, memory, mask)
            kept.append(own)
        return self.scores(state)[:, 0], kept

    def scores(self, states: Tensor) -> Tensor:
        """Return the score of every piece of the target's vocabulary."""
        return functional.linear(states, self.target.weight, self.bias)

    def loss(self, source: Tensor, target: Tensor, *, smoothing: float = 0.0) -> Tensor:
        """Return the sum of the losses of a batch's pieces (natural logarithms)."""
        states = self.decode(target[:, :-1], *self.encode(source))
        gold = target[:, 1:]
        if states.device.type == "cpu":
            kept = gold != PAD
            return cross_entropy(
                states[kept], self.target.weight, self.bias, gold[kept], smoothing=smoothing
            )
        return functional.cross_entropy(
            self.scores(states).flatten(0, 1).float(),
            gold.flatten(),
            ignore_index=PAD,
            label_smoothing=smoothing,
            reduction="sum",
        )

    def _embedded(
        self, table: nn.Embedding, pieces: Tensor, dropout: float, *, first: int = 0
    ) -> Tensor:
        positions = self.positions[first : first + pieces.shape[1]]
        states = table(pieces) * self.shape.width**0.5 + positions.to(table.weight.dtype)
        return functional.dropout(states, dropout, self.training)
