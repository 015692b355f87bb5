"""Between texts and what a network reads and writes: prepared, cut where too long, in pieces."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.engines import clauses
from workflow.engines.decoding import MOST_PIECES
from workflow.engines.network import MOST_POSITIONS, Job
from workflow.engines.pieces import PieceModel, Pieces, join
from workflow.engines.prepared import PreparedText, is_shouted, prepare
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stretch:
    """One text, or a part of a text that is too long to be translated at once."""

    index: int
    """Of the text it belongs to."""
    span: Span
    """In the caller's text."""
    job: Job
    spans: tuple[Span, ...]
    """In the caller's text, one a piece of the source; empty for pieces without characters."""


class Codec:
    """The SentencePiece models of a package and the language mark its translations begin with."""

    def __init__(self, folder: Path, *, language: str, longest: int = MOST_PIECES) -> None:
        """Load the models; a package without ``target.spm`` has one for both sides.

        Texts of more than `longest` pieces are cut at pauses, of more than `MOST_PIECES` anywhere.
        """
        self._source = PieceModel(folder / "sentencepiece.model")
        own = folder / "target.spm"
        self._target = PieceModel(own) if own.is_file() else self._source
        self._language = (language,) if language else ()
        self._longest = min(longest, MOST_PIECES)

    @property
    def skipped(self) -> int:
        """How many pieces at the beginning of every translation are the package's own."""
        return len(self._language)

    def cut(self, index: int, text: str, *, beginning: str = "") -> Iterator[Stretch]:
        """Yield the stretches of a text, none for a blank one.

        The translation of the first one is forced to begin with `beginning`.
        """
        prepared = prepare(text)
        for number, span in enumerate(self._parts_of(prepared.text)):
            forced = () if number else self.encode_target(beginning).tokens
            job, spans = self._traced(prepared.part(span), prefix=forced)
            yield Stretch(index, prepared.origin_of(span), job, spans)

    def force(self, source: str, target: str) -> Stretch:
        """Return a pair as one stretch whose whole translation is given."""
        job, spans = self._traced(prepare(source), prefix=self.encode_target(target).tokens)
        return Stretch(0, Span(0, len(source)), job, spans)

    def encode_target(self, target: str) -> Pieces:
        """Return the pieces of a translation, with spans in `target` itself."""
        prepared = prepare(target)
        pieces = self._target.encode(prepared.text)
        return Pieces(target, pieces.tokens, _original(prepared, pieces))

    def decode(self, tokens: tuple[str, ...], *, source: str) -> Pieces:
        """Return what the network wrote for `source`, in capitals if that was, without the mark."""
        pieces = join(tokens[self.skipped :])
        if not is_shouted(source):
            return pieces
        return Pieces(_in_capitals(pieces.text), pieces.tokens, pieces.spans)

    def _parts_of(self, text: str) -> tuple[Span, ...]:
        if not text:
            return ()
        return clauses.cut(
            text,
            fits=functools.partial(self._fits, most=MOST_PIECES),
            easy=functools.partial(self._fits, most=self._longest),
        )

    def _fits(self, text: str, *, most: int) -> bool:
        # A piece has a character at least, but for one that marks the text's beginning.
        return len(text) < most or len(self._source.encode(text).tokens) <= most

    def _traced(
        self, prepared: PreparedText, *, prefix: tuple[str, ...]
    ) -> tuple[Job, tuple[Span, ...]]:
        """Return the job and the origins of its pieces; models have no positions past the last."""
        pieces = self._source.encode(prepared.text)
        job = Job(pieces.tokens[:MOST_POSITIONS], (*self._language, *prefix)[: MOST_POSITIONS - 1])
        return job, _original(prepared, pieces)[:MOST_POSITIONS]


def _original(prepared: PreparedText, pieces: Pieces) -> tuple[Span, ...]:
    return tuple(prepared.origin_of(span) if span else Span(0, 0) for span in pieces.spans)


def _in_capitals(text: str) -> str:
    """Return `text` in capitals, of the same length (``ß`` has no capital of one letter)."""
    return "".join(upper if len(upper := char.upper()) == 1 else char for char in text)
