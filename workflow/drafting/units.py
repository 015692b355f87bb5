"""What is given to be drafted, between which languages, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.errors import SettingsError
from workflow.model import LangTag, LineKind
from workflow.wording import tr

if TYPE_CHECKING:
    from workflow.glossary.enforcement.ladder import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A text to draft and what is known of it."""

    text: str
    """As in `Segment.text`."""
    kind: LineKind = LineKind.PROSE
    is_markdown: bool = True
    """False for front matter values and bare lines, where ``*`` is an asterisk."""
    references: frozenset[str] = frozenset()
    """As in `Document.references`."""
    before: str = ""
    """The sentence that names what a pronoun at the beginning stands for, where one was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The pair of a run. Raises `SettingsError` (``target-is-source``) for a language twice."""

    source: LangTag
    target: LangTag

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise SettingsError(
                tr('the target language is the source language "{source}"', source=self.source),
                slug="target-is-source",
                hint=tr("choose another --to or --from, or set source_lang in workflow.toml"),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done to an engine's answer before it becomes a draft."""

    house: House | None = None
    """The glossary to enforce."""
    is_literal: bool = False
    """No rule, guard or term applies: the engine's own answer is wanted, to prove the skeleton."""
    in_manner: bool = True
    """Typography, times and sums are written one way."""
