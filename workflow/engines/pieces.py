"""SentencePiece with offsets: texts to subword pieces and back, every piece with its characters.

Pieces are joined here rather than by Argos, which turns every ``_`` of a translation into a space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.errors import EngineError
from workflow.model import Position, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

UNKNOWN = "<unk>"
UNREADABLE = "\ufffd"
"""What stands in a text for a piece that its network left unknown."""
_SPACE = "▁"
_POSSESSIVE_MARKS = {f"{_SPACE}'", f"{_SPACE}’"}
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into the pieces that a network reads or writes."""

    text: str
    tokens: tuple[str, ...]
    spans: tuple[Span, ...]
    """In `text`, one a token, without the space that a token may begin with; some are empty."""


class PieceModel:
    """A SentencePiece model file."""

    def __init__(self, path: Path) -> None:
        """Load the model. Raises `EngineError` when the file is not one."""
        import sentencepiece  # noqa: PLC0415 - a native library, loaded with the first translation

        try:
            self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise EngineError(
                tr('"{name}" is not a SentencePiece model: {error}', name=path.name, error=error),
                slug="engine-package-broken",
                position=Position(path=str(path)),
                hint=tr("install the model again"),
            ) from error

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every piece that a text may be cut into, and the marks of beginning and end."""
        return frozenset(map(self._processor.id_to_piece, range(len(self._processor))))

    def encode(self, text: str) -> Pieces:
        """Cut `text` into pieces."""
        mapping = self._processor.encode(text, return_type="offset_mapping")
        spans = tuple(_trimmed(text, start, end) for start, end in mapping["offsets"])
        return Pieces(text, tuple(mapping["pieces"]), spans)


def join(tokens: Sequence[str]) -> Pieces:
    """Join the pieces that a network wrote: the inverse of encoding.

    >>> join(["▁snake", "_", "case", "▁", "."]).text
    'snake_case .'
    """
    text = ""
    spans: list[Span] = []
    for written in _written(tokens):
        start = len(text)
        text = (text + written.replace(_SPACE, " ")).lstrip()
        spans.append(_trimmed(text, start, len(text)))
    return Pieces(text.rstrip(), tuple(tokens), tuple(_clipped(spans, len(text.rstrip()))))


def _written(tokens: Sequence[str]) -> list[str]:
    """Return the characters of each token; bytes of one character count for the last of them."""
    written: list[str] = []
    pending = b""
    for index, token in enumerate(tokens):
        match = _BYTE.fullmatch(token)
        if not match:
            written.append(token if token != UNKNOWN else f"{_SPACE}{UNREADABLE}")
            continue
        pending += bytes.fromhex(match[1])
        more = index + 1 < len(tokens) and _BYTE.fullmatch(tokens[index + 1])
        written.append("" if more else pending.decode("utf-8", errors="replace"))
        pending = pending if more else b""
    return _with_possessives(written)


def _with_possessives(written: list[str]) -> list[str]:
    """Close the English possessive: models bred on tokenised text write "People ' s"."""
    closed = list(written)
    for index in range(1, len(written) - 1):
        if written[index] in _POSSESSIVE_MARKS and written[index + 1] == f"{_SPACE}s":
            closed[index : index + 2] = written[index].removeprefix(_SPACE), "s"
    return closed


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its start."""
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def _clipped(spans: Iterable[Span], length: int) -> Iterable[Span]:
    return (Span(min(span.start, length), min(span.end, length)) for span in spans)
