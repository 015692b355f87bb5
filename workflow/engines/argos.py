"""Argos packages, decoded by CTranslate2 directly: all texts of a run in few large batches.

Argos's own `translate` splits the text again, decodes 32 pieces at a time and forgets alignment and
scores; here a package is only what it holds: ``metadata.json``, a CTranslate2 ``model/``, a
``sentencepiece.model``, and ``target.spm`` where the target side has a model of its own.
"""

from __future__ import annotations

import functools
import json
import statistics
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Self

from workflow.engines.attention import link_words
from workflow.engines.clauses import join
from workflow.engines.codec import Codec
from workflow.engines.decoding import read_decoding
from workflow.engines.network import Network, Search
from workflow.engines.restoration import find_unspellable, restore
from workflow.errors import EngineError
from workflow.languages import parse_lang
from workflow.model import Hypothesis, Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from workflow.engines.base import Progress
    from workflow.engines.codec import Stretch
    from workflow.engines.decoding import Decoding
    from workflow.engines.network import Output
    from workflow.model import LangTag, Link, Span


class ArgosEngine:
    """Translate with an installed Argos package; its model is loaded when first used."""

    def __init__(
        self, path: Path, *, beam: int = 0, hypotheses: int = 8, threads: int | None = None
    ) -> None:
        """Read the package's metadata.

        At most `hypotheses` are returned for a text, and never more than `beam`, which is what the
        package asks for where it is 0; `threads` is how many processors to use, all by default.
        Raises `EngineError` when `path` is no package.
        """
        self._path = path
        self._threads = threads
        self._metadata = _read_metadata(path)
        decoding = _decoding_of(path, self._metadata)
        width = beam or decoding.beam
        self._search = Search(beam=width, hypotheses=min(width, hypotheses), decoding=decoding)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the model's memory back; another translation loads it again."""
        for name in ("_network", "_codec"):
            self.__dict__.pop(name, None)

    @property
    def name(self) -> str:
        """Name package and version for a reviewer."""
        pair = f"translate-{self._metadata['from_code']}_{self._metadata['to_code']}"
        return f"argos {pair} {self._metadata.get('package_version', '')}".strip()

    @property
    def source_lang(self) -> LangTag:
        """The language it reads."""
        return parse_lang(self._metadata["from_code"])

    @property
    def target_lang(self) -> LangTag:
        """The language it writes."""
        return parse_lang(self._metadata["to_code"])

    def translate(
        self,
        texts: Sequence[str],
        *,
        prefixes: Sequence[str] | None = None,
        progress: Progress | None = None,
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        """Return up to `hypotheses` translations of each text, best first.

        Scores leave out what a prefix forced. Raises `EngineError` when the model cannot be loaded.
        """
        forced = zip(texts, prefixes or [""] * len(texts), strict=True)
        parts = [
            part
            for index, (text, beginning) in enumerate(forced)
            for part in self._codec.cut(index, text, beginning=beginning)
        ]
        waiting = Counter(part.index for part in parts)
        _report(progress, len(texts) - len(waiting))
        proposals: list[tuple[Hypothesis, ...]] = [()] * len(parts)
        for batch in self._network.translate([part.job for part in parts], self._search):
            for at, outputs in batch.items():
                text = texts[parts[at].index]
                proposals[at] = tuple(self._proposal(text, parts[at], each) for each in outputs)
            done = Counter(parts[at].index for at in batch)
            waiting -= done
            _report(progress, sum(index not in waiting for index in done))
        return self._assembled(texts, parts, proposals)

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Return the mean natural-log probability of each pair's target pieces, end included."""
        jobs = [self._codec.force(source, target).job for source, target in pairs]
        skipped = self._codec.skipped
        return tuple(
            statistics.fmean(log_probs[skipped:]) for log_probs in self._network.log_probs(jobs)
        )

    def align(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[Link, ...], ...]:
        """Link the words of texts translated elsewhere, by the attention this model would pay."""
        forced = [self._codec.force(source, target) for source, target in pairs]
        attended = self._network.attend([part.job for part in forced])
        skipped = self._codec.skipped
        return tuple(
            link_words(
                attention[skipped:],
                source=source,
                source_spans=part.spans,
                target=target,
                target_spans=self._codec.encode_target(target).spans,
            )
            for (source, target), part, attention in zip(pairs, forced, attended, strict=True)
        )

    @functools.cached_property
    def _network(self) -> Network:
        return Network(self._path / "model", threads=self._threads)

    @functools.cached_property
    def _codec(self) -> Codec:
        return Codec(
            self._path,
            language=self._metadata.get("target_prefix", ""),
            longest=self._search.decoding.longest,
        )

    def _proposal(self, text: str, part: Stretch, output: Output) -> Hypothesis:
        """Return one stretch's translation, linked to the whole `text`."""
        written = self._codec.decode(output.tokens, source=text)
        links = link_words(
            output.attention[self._codec.skipped :],
            source=text,
            source_spans=part.spans,
            target=written.text,
            target_spans=written.spans,
        )
        return Hypothesis(text=written.text, score=output.score, links=links)

    def _assembled(
        self,
        texts: Sequence[str],
        parts: Sequence[Stretch],
        proposals: Sequence[tuple[Hypothesis, ...]],
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        """Return each text's hypotheses: stretches joined, unspellable words put back."""
        proposed: dict[int, list[tuple[Hypothesis, ...]]] = defaultdict(list)
        spans: dict[int, list[Span]] = defaultdict(list)
        unknown: dict[int, list[Span]] = defaultdict(list)
        for part, hypotheses in zip(parts, proposals, strict=True):
            proposed[part.index].append(hypotheses)
            spans[part.index].append(part.span)
            unknown[part.index] += self._unknown(part)
        return tuple(
            tuple(
                restore(text, hypothesis, self._unspellable(text, unknown[index]))
                for hypothesis in self._joined(text, spans[index], proposed[index])
            )
            for index, text in enumerate(texts)
        )

    def _joined(
        self, text: str, spans: Sequence[Span], proposed: Sequence[tuple[Hypothesis, ...]]
    ) -> Iterator[Hypothesis]:
        """Yield all first hypotheses of a text's stretches as one, all second ones, and so on."""
        if not proposed:
            yield Hypothesis(text="", score=0.0)
        for row in zip(*proposed, strict=False):
            yield join(text, list(zip(spans, row, strict=True)), lang=self.target_lang)

    def _unknown(self, part: Stretch) -> list[Span]:
        """Return the characters of a stretch that the model's vocabulary lacks."""
        known = self._network.source_vocabulary
        return [
            span
            for token, span in zip(part.job.source, part.spans, strict=True)
            if known and span and token not in known
        ]

    def _unspellable(self, text: str, unknown: Sequence[Span]) -> tuple[Span, ...]:
        return find_unspellable(
            text, unknown, source_lang=self.source_lang, target_lang=self.target_lang
        )


def _report(progress: Progress | None, finished: int) -> None:
    if progress and finished:
        progress(finished)


def _read_metadata(path: Path) -> Mapping[str, str]:
    """Return a package's metadata. Raises `EngineError` where something a model needs is absent."""
    file = path / "metadata.json"
    try:
        metadata: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(path, tr("its metadata.json cannot be read: {error}", error=error)) from error
    missing = [key for key in ("from_code", "to_code") if not metadata.get(key)]
    missing += [name for name in ("model", "sentencepiece.model") if not (path / name).exists()]
    if missing:
        raise _broken(path, tr("it has no {names}", names=", ".join(missing)))
    return metadata


def _decoding_of(path: Path, metadata: Mapping[str, str]) -> Decoding:
    try:
        return read_decoding(metadata)
    except (TypeError, ValueError) as error:
        raise _broken(
            path, tr("its settings of decoding are wrong: {error}", error=error)
        ) from error


def _broken(path: Path, what: str) -> EngineError:
    return EngineError(
        tr(
            '"{name}" is not a translation package for this program: {what}',
            name=path.name,
            what=what,
        ),
        slug="engine-package-broken",
        position=Position(path=str(path)),
        hint=tr("install the model again, or choose another that uses SentencePiece"),
    )
