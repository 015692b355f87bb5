"""A CTranslate2 model folder: pieces in, pieces out, with scores and attention.

Known traps are kept here: `max_decoding_length` counts the prefix; `return_alternatives` is wrong
on converted Marian models and `min_alternative_expansion_prob` can kill the process, so neither is
used; inputs past 1,024 pieces are cut off without a word, so callers must cut before.

Where a folder has a ``vmap.txt``, only the pieces that it names are reckoned with while searching,
and those of a forced prefix: a term is never forbidden. Scores of given texts know all pieces.
"""

from __future__ import annotations

import json
import os
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from workflow.engines.decoding import DEFAULT, Decoding
from workflow.errors import EngineError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_POSITIONS = 500
"""Marian models have 512 positions; the end mark and a language prefix take some."""
_CHANCES_IN_FLIGHT = 180_000_000
"""Over all workers: rows × pieces that each may become, which take 4 bytes several times over. A
row is a token of one translation in the beam. A model that writes few pieces gets larger batches,
and long sentences gain a tenth of their time by it; none peaks above 500 MB."""
_ROWS_IN_FLIGHT = range(4096, 8192)
"""Bounds: smaller batches are slow, larger ones are no faster."""
_NARROW = 4
"""A beam up to which a row more takes no memory worth counting beside that of the encoder."""
_SCORED_TOKENS = 128
"""In a batch that is scored: all its tokens are weighed against the whole vocabulary at once."""
_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Job:
    """What to translate, and the pieces that its translation must begin with."""

    source: tuple[str, ...]
    prefix: tuple[str, ...] = ()

    @property
    def longest_output(self) -> int:
        """Bound a runaway: no translation is three times as long as its source."""
        return min(3 * len(self.source) + 20 + len(self.prefix), MOST_POSITIONS)


@dataclass(frozen=True, slots=True)
class Output:
    """One translation of one job."""

    tokens: tuple[str, ...]
    """With the prefix, without the end mark."""
    score: float
    """Mean natural-log probability of the pieces after the prefix, the end mark included."""
    attention: Sequence[Sequence[float]]
    """[piece written × piece read]; a row sums to 1, the source's end mark included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How translations are searched for."""

    beam: int = 4
    hypotheses: int = 4
    """At most `beam`."""
    decoding: Decoding = DEFAULT


class Network:
    """A loaded model."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load the model. Raises `EngineError` when CTranslate2 cannot."""
        import ctranslate2  # noqa: PLC0415 - a native library, loaded with the first translation

        processors = threads or _processors()
        self._workers = min(processors, _MOST_WORKERS)
        try:
            self._batch_rows = _rows_in_flight(folder) // self._workers
            self._translator = ctranslate2.Translator(
                str(folder),
                compute_type="int8",
                inter_threads=self._workers,
                intra_threads=max(1, processors // self._workers),
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                tr('"{name}" is not a CTranslate2 model: {error}', name=folder.name, error=error),
                slug="engine-model-broken",
                position=Position(path=str(folder)),
                hint=tr("install the model again"),
            ) from error
        self.source_vocabulary = _read_source_vocabulary(folder)

    def translate(
        self, jobs: Sequence[Job], search: Search
    ) -> Iterator[dict[int, tuple[Output, ...]]]:
        """Yield the outputs of each finished batch by index in `jobs`, longest batches first."""
        power = search.decoding.length_penalty
        waiting: deque[tuple[list[int], list[_Pending]]] = deque()
        most = self._batch_rows // max(search.beam, _NARROW)
        for batch in _batches([len(job.source) for job in jobs], most):
            waiting.append((batch, self._submit([jobs[at] for at in batch], search)))
            if len(waiting) > 2 * self._workers:
                yield _collected(jobs, *waiting.popleft(), power=power)
        while waiting:
            yield _collected(jobs, *waiting.popleft(), power=power)

    def attend(self, jobs: Sequence[Job]) -> tuple[Sequence[Sequence[float]], ...]:
        """Return the attention of translations that are already known: the jobs' prefixes."""
        attention: list[Sequence[Sequence[float]]] = [()] * len(jobs)
        for batch in _batches(
            [len(job.source) + len(job.prefix) for job in jobs], self._batch_rows // _NARROW
        ):
            answers = self._translator.translate_batch(
                [list(jobs[at].source) for at in batch],
                [list(jobs[at].prefix) for at in batch],
                beam_size=1,
                max_decoding_length=max(1, *(len(jobs[at].prefix) for at in batch)),
                return_attention=True,
                use_vmap=True,
            )
            for at, answer in zip(batch, answers, strict=True):
                attention[at] = answer.attention[0][: len(jobs[at].prefix)]
        return tuple(attention)

    def log_probs(self, jobs: Sequence[Job]) -> tuple[tuple[float, ...], ...]:
        """Return the log-probability of each piece of the jobs' prefixes, then the end mark's."""
        scored = self._translator.score_batch(
            [list(job.source) for job in jobs],
            [list(job.prefix) for job in jobs],
            max_batch_size=_SCORED_TOKENS,
            batch_type="tokens",
            max_input_length=MOST_POSITIONS,
        )
        return tuple(tuple(result.log_probs) for result in scored)

    def _submit(self, jobs: Sequence[Job], search: Search) -> list[_Pending]:
        """Start a batch, and beside it the first step of a search without a beam.

        In a beam search over texts of several lengths CTranslate2 (4.8.5) gives the first piece the
        attention of another text. That piece sees its source and nothing else, so that one step
        tells what its attention is in every hypothesis.
        """
        sources, prefixes = [list(job.source) for job in jobs], [list(job.prefix) for job in jobs]
        answers = self._translator.translate_batch(
            sources,
            prefixes,
            beam_size=search.beam,
            num_hypotheses=search.hypotheses,
            length_penalty=search.decoding.length_penalty,
            patience=search.decoding.patience,
            repetition_penalty=search.decoding.repetition_penalty,
            max_decoding_length=max(job.longest_output for job in jobs),
            return_scores=True,
            return_attention=True,
            use_vmap=True,
            asynchronous=True,
        )
        beginnings = self._translator.translate_batch(
            sources,
            prefixes,
            beam_size=1,
            max_decoding_length=max(len(prefix) for prefix in prefixes) + 1,
            return_attention=True,
            use_vmap=True,
            asynchronous=True,
        )
        return [_Pending(*pair) for pair in zip(answers, beginnings, strict=True)]


class _Pending(NamedTuple):
    """Futures of CTranslate2, whose type no checker can see."""

    answer: Any
    beginning: Any
    """The prefix and one piece, with their attention."""


def _collected(
    jobs: Sequence[Job], batch: Sequence[int], pending: Sequence[_Pending], *, power: float
) -> dict[int, tuple[Output, ...]]:
    return {
        at: tuple(_iter_outputs(each, prefix=len(jobs[at].prefix), power=power))
        for at, each in zip(batch, pending, strict=True)
    }


def _iter_outputs(pending: _Pending, *, prefix: int, power: float) -> Iterator[Output]:
    """Yield the hypotheses of one answer.

    CTranslate2 gives the prefix no probability, counts its length, and divides by a power of it.
    """
    answer = pending.answer.result()
    head = pending.beginning.result().attention[0][: prefix + 1]
    for tokens, score, attention in zip(
        answer.hypotheses, answer.scores, answer.attention, strict=True
    ):
        length = len(tokens) + 1
        free = max(1, length - prefix)
        yield Output(
            tokens=tuple(tokens),
            score=score * length**power / free,
            attention=[*head[: len(tokens)], *attention[len(head) :]],
        )


def _batches(lengths: Sequence[int], most_tokens: int) -> Iterator[list[int]]:
    """Group indices, longest first, so that padded batches stay within the token budget."""
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lambda at: (-lengths[at], at)):
        longest = lengths[batch[0]] if batch else lengths[at]
        if batch and longest * (len(batch) + 1) > most_tokens:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _rows_in_flight(folder: Path) -> int:
    fitting = _CHANCES_IN_FLIGHT // max(1, _count_written(folder))
    return max(_ROWS_IN_FLIGHT.start, min(_ROWS_IN_FLIGHT.stop, fitting))


def _processors() -> int:
    """Count the processors that this process may use, not those of the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _read_source_vocabulary(folder: Path) -> frozenset[str]:
    """Return the pieces that the model knows."""
    return frozenset(_read_vocabulary(folder, "source"))


def _count_written(folder: Path) -> int:
    """Count the pieces that are reckoned with at each step of a search, at most."""
    mapped = folder / "vmap.txt"
    if not mapped.is_file():
        return len(_read_vocabulary(folder, "target"))
    lines = mapped.read_text(encoding="utf-8").split("\n")
    return len({piece for line in lines for piece in line.partition("\t")[2].split(" ")})


def _read_vocabulary(folder: Path, side: str) -> Sequence[str]:
    """Return the pieces of a side; older converters wrote them one a line."""
    for name in (f"{side}_vocabulary", "shared_vocabulary"):
        as_json, as_text = folder / f"{name}.json", folder / f"{name}.txt"
        if as_json.is_file():
            pieces: list[str] = json.loads(as_json.read_text(encoding="utf-8"))
            return pieces
        if as_text.is_file():
            return as_text.read_text(encoding="utf-8").split("\n")
    return ()
