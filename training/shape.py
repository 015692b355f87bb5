"""The sizes of a network, known without torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.recipe import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a network must know to be built."""

    source_pieces: int
    target_pieces: int
    width: int
    inner: int
    heads: int
    encoder_layers: int
    decoder_layers: int

    @classmethod
    def of(cls, network: Network, *, source: int, target: int) -> Shape:
        """Return the shape of a recipe's network for two vocabularies."""
        return cls(
            source_pieces=source,
            target_pieces=target,
            width=network.width,
            inner=network.inner,
            heads=network.heads,
            encoder_layers=network.encoder_layers,
            decoder_layers=len(network.decoder_layers),
        )
