"""The recipe, `recipe.toml`: what is trained on, how much of it, and how."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECIPE = Path(__file__).with_name("recipe.toml")
_FAMILIES = ("newstest",)
"""Labels that a year follows, and that one weight serves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of training."""

    name: str
    reverse: bool
    """From the target language to the source."""
    minutes: float
    rate: float
    warmup: int
    tokens: int
    """Padded target tokens of a batch."""
    dropout: float
    smoothing: float
    labels: tuple[str, ...]
    """All where none is named."""
    weights: dict[str, float]
    frozen: tuple[str, ...] = ()
    """Parts of the network that stay as they are: `encoder`, `source`."""

    def weight_of(self, label: str) -> float:
        """Return how often a pair of the label is seen in one pass."""
        name = family_of(label)
        if self.labels and name not in self.labels:
            return 0.0
        return self.weights.get(label, self.weights.get(name, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The size of the model."""

    width: int
    inner: int
    heads: int
    encoder_layers: int
    decoder_layers: tuple[int, ...]
    """Which of the parent's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Files, looked for in the folders that the command names."""

    direct: tuple[str, ...]
    mono: str
    glossary: str
    tune: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """English-Russian pairs that become French-Russian ones."""

    name: str
    """Of the file that is made."""
    pack: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All of the file."""

    pair: tuple[str, str]
    version: str
    licence: str
    weak: bool
    """Whether the model says of itself that its drafts are often wrong."""
    seed: int
    sources: Sources
    pivots: tuple[Pivot, ...]
    weights: dict[str, float]
    most: dict[str, int]
    """Pairs of a label that are kept."""
    vocabulary_size: int
    vocabulary_lines: int
    network: Network
    decoding: dict[str, float]
    """How the program is to search with the model; empty for its own ways."""
    phases: dict[str, Phase]
    digest: str
    """SHA-256 of the file."""

    def weight_of(self, label: str) -> float:
        """Return the weight of a label outside any phase: 0 for what is never used."""
        return self.weights.get(label, self.weights.get(family_of(label), 1.0))


def read_recipe(path: Path = RECIPE) -> Recipe:
    """Read a recipe. A key that is missing or unknown raises `KeyError` or `TypeError`."""
    data = path.read_bytes()
    raw = tomllib.loads(data.decode("utf-8"))
    return Recipe(
        pair=(raw["pair"][0], raw["pair"][1]),
        version=raw["version"],
        licence=raw["licence"],
        weak=raw["weak"],
        seed=raw["seed"],
        sources=Sources(**_frozen(raw["sources"])),
        pivots=tuple(Pivot(**_frozen(each)) for each in raw.get("pivot", ())),
        weights=raw["weights"],
        most=raw["most"],
        vocabulary_size=raw["vocabulary"]["size"],
        vocabulary_lines=raw["vocabulary"]["lines"],
        network=Network(**_frozen(raw["network"])),
        decoding=raw.get("decoding", {}),
        phases={name: _phase(name, each, raw["weights"]) for name, each in raw["phase"].items()},
        digest=hashlib.sha256(data).hexdigest(),
    )


def family_of(label: str) -> str:
    """Return the name under which a recipe weights a label.

    >>> family_of("newstest2014"), family_of("sdg")
    ('newstest', 'sdg')
    """
    return next((family for family in _FAMILIES if label.startswith(family)), label)


def _phase(name: str, raw: dict[str, Any], weights: dict[str, float]) -> Phase:
    own = raw.get("weights", {})
    return Phase(name=name, **_frozen(raw | {"weights": weights | own}))


def _frozen(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
