"""What a check is given and what a check is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.model import Finding, LineKind, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    from workflow.facts.acronyms import Equivalents
    from workflow.model import LangTag


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

    @property
    def source_text(self) -> str:
        """The words of the source."""
        return self.source if self.source_plain is None else self.source_plain

    @property
    def target_text(self) -> str:
        """The words of the target."""
        return self.target if self.target_plain is None else self.target_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run of the checks may be told."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """By code, instead of what the check says; None silences it."""
    equivalents: Equivalents | None = None
    """The glossary's acronyms: (acronym, its language, other language) → allowed forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What a check saw in one pair, before it has a code and a position."""

    message: str
    hint: str = ""
    severity: Severity | None = None
    """Instead of the check's default where the case is graver or milder."""
    position: Position | None = None
    """Instead of the pair's."""


if TYPE_CHECKING:
    PairCheck: TypeAlias = Callable[[Pair, Options], Iterable[Issue]]
    GroupCheck: TypeAlias = Callable[[tuple[Pair, ...], Options], Iterable[Issue]]


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

    def finding(self, issue: Issue, position: Position) -> Finding:
        """Give an issue its code, severity and place."""
        return Finding(
            code=self.code,
            severity=issue.severity or self.severity,
            position=issue.position or position,
            message=issue.message,
            hint=issue.hint,
        )
