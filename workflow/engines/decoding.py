"""How a package asks to be decoded: the object ``decoding`` of its metadata, where it has one.

What makes a weak model better makes a good one worse, so that a model brings its own settings,
chosen on dev sets by whoever trained it. Other programs that read the package pass over them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PIECES = 200
"""Longer texts are cut: few training sentences were longer, and quality falls with length."""
_WHOLE = {"beam", "longest"}
"""Settings that count something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Settings of a model; the defaults are CTranslate2's, and so are most of the names."""

    beam: int = 4
    """Translations that a search pursues at once; a weak model errs less with more."""
    longest: int = MOST_PIECES
    """Pieces of a text that the model reads well; longer ones are cut at pauses."""
    length_penalty: float = 1.0
    """Power of the length by which a score is divided; above 1, longer translations win."""
    patience: float = 1.0
    """How many times the beam's width of finished translations a search compares."""
    repetition_penalty: float = 1.0
    """Above 1, a piece that was written already is less likely."""


def read_decoding(metadata: Mapping[str, object]) -> Decoding:
    """Return what a package's metadata asks for; unknown settings are for later versions.

    Raises `TypeError` where that is no object, `ValueError` where a setting is no positive number.

    >>> read_decoding({"decoding": {"longest": 40}}).longest
    40
    """
    said = metadata.get("decoding", {})
    if not isinstance(said, dict):
        raise TypeError(repr(said))
    known = {field.name: said[field.name] for field in fields(Decoding) if field.name in said}
    for name, value in known.items():
        kinds = (int,) if name in _WHOLE else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not value > 0:
            raise ValueError(f"{name} = {value!r}")
    return Decoding(**known)


DEFAULT = Decoding()
