"""What a check is given and what a check is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from workflow.markdown.inline import lift
from workflow.markdown.offsets import source_span
from workflow.model import Excerpt, Finding, LineKind, Position, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TypeAlias

    from workflow.facts.acronyms import Equivalents
    from workflow.model import LangTag


ALL = Span(0, 0)
"""Stands for the whole of a text where no words of it are named."""


class Places(Protocol):
    """Knows where the texts of a pair stand in their files."""

    def in_source(self, span: Span) -> Position | None:
        """Return where a stretch of `Pair.source` begins in the release, None if unknown."""

    def in_target(self, span: Span) -> Position | None:
        """Return where a stretch of `Pair.target` begins in the review file, None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A source text and its translation, as they stand in the catalogue."""

    source: str
    """The msgid: Markdown."""
    target: str
    """The msgstr: Markdown."""
    source_lang: LangTag
    target_lang: LangTag
    position: Position
    """Of the entry: where the finding is reported."""
    source_plain: str | None = None
    """The source without markup; the source itself where None."""
    target_plain: str | None = None
    """The target without markup; the target itself where None."""
    kind: LineKind = LineKind.PROSE
    key: tuple[str | None, str] = (None, "")
    """`Entry.key` of the entry."""
    places: Places | None = None

    @property
    def source_text(self) -> str:
        """The words of the source."""
        return self.source if self.source_plain is None else self.source_plain

    @property
    def target_text(self) -> str:
        """The words of the target."""
        return self.target if self.target_plain is None else self.target_plain

    def source_excerpt(self, span: Span, *, in_markup: bool = False) -> Excerpt:
        """Return the stretch `span` of `source_text`, or of `source` with `in_markup`."""
        span = span if in_markup else _in_markup(span, self.source, self.source_text)
        place = self.places.in_source(span) if self.places else None
        return Excerpt(text=self.source, span=span, position=place)

    def target_excerpt(self, span: Span, *, in_markup: bool = False) -> Excerpt:
        """Return the stretch `span` of `target_text`, or of `target` with `in_markup`."""
        span = span if in_markup else _in_markup(span, self.target, self.target_text)
        place = self.places.in_target(span) if self.places else None
        return Excerpt(text=self.target, span=span, position=place)


def _in_markup(span: Span, markup: str, text: str) -> Span:
    if not span or markup == text:
        return span
    inline = lift(markup)
    if inline.text == text:
        return source_span(inline, span)
    at = markup.find(span.of(text))  # lifted with link labels that are not known here
    return Span(at, at + len(span)) if at >= 0 else ALL


class Speller(Protocol):
    """Knows the words of a language."""

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelt right; never raises."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return a few known words like an unknown one; never raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run of the checks may be told."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """By code, instead of what the check says; None silences it."""
    equivalents: Equivalents | None = None
    """The glossary's acronyms: (acronym, its language, other language) → allowed forms."""
    speller: Speller | None = None
    """The words of the target language; None where there is no dictionary."""
    memory: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Approved translations by source text, from other releases."""
    memory_sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The texts that a translation was approved for in other releases, by translation."""

    def is_on(self, check: Check) -> bool:
        """Tell whether a check is wanted: no switch has silenced it."""
        return self.severities.get(check.code, check.severity) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What a check saw in one pair, before it has a code and a position."""

    message: str
    hint: str = ""
    severity: Severity | None = None
    """Instead of the check's default where the case is graver or milder."""
    source: Span = ALL
    """The words of the source that it is about, in `Pair.source_text`; empty for all of it."""
    target: Span = ALL
    """The same in `Pair.target_text`."""
    in_markup: bool = False
    """The two spans are in `Pair.source` and `Pair.target`, markup included."""


if TYPE_CHECKING:
    PairCheck: TypeAlias = Callable[[Pair, Options], Iterable[Issue]]
    GroupCheck: TypeAlias = Callable[[tuple[Pair, ...], Options], Iterable[tuple[Pair, Issue]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of the registry; exactly one of `pair` and `group` is set."""

    code: str
    severity: Severity
    """Of its findings, unless an issue says otherwise."""
    explanation: str
    """What it looks for, why, and what to do."""
    pair: PairCheck | None = None
    """Reads one pair."""
    group: GroupCheck | None = None
    """Reads all pairs of a run."""

    def finding(self, issue: Issue, pair: Pair, *, severity: Severity | None = None) -> Finding:
        """Give an issue its code, severity and places; `severity` overrules all others."""
        target = pair.target_excerpt(issue.target, in_markup=issue.in_markup)
        return Finding(
            code=self.code,
            severity=severity or issue.severity or self.severity,
            position=target.position or pair.position,
            message=issue.message,
            hint=issue.hint,
            source=pair.source_excerpt(issue.source, in_markup=issue.in_markup),
            target=target,
            entry=pair.key,
        )
