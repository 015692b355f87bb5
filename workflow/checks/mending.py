"""Typography mended in the texts of a review file, where that changes nothing but typography.

A text whose facts or markup would not be the same afterwards is left as it is, for a person.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.checks.typography import fix_typography
from workflow.facts import extract_facts
from workflow.markdown.inline import lift
from workflow.markdown.render import SAID_BEFORE
from workflow.model import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import Catalog, Entry, LangTag

_CONTEXT = 8
"""Characters shown on both sides of a change."""
_VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "⍽", "\n": "¶"})
"""No-break spaces are what most changes are about, and look like any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A text of a review file, before and after."""

    entry: Entry
    text: str

    def changes(self) -> Iterator[tuple[str, str]]:
        """Yield the words around each change, before and after; no-break spaces are shown as ⍽."""
        old, new = self.entry.msgstr, self.text
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        spans: list[tuple[int, int, int, int]] = []
        for kind, *edges in matcher.get_opcodes():
            if kind == "equal":
                continue
            start, end, new_start, new_end = edges
            if spans and start - spans[-1][1] <= 2 * _CONTEXT:
                start, new_start = spans[-1][0], spans[-1][2]
                spans.pop()
            spans.append((start, end, new_start, new_end))
        for start, end, new_start, new_end in spans:
            yield _around(old, start, end), _around(new, new_start, new_end)


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _CONTEXT) : end + _CONTEXT].translate(_VISIBLE)


def mend_catalog(catalog: Catalog, lang: LangTag, *, reviewed: bool = False) -> tuple[Mend, ...]:
    """Return what typography changes in the drafts, with `reviewed` in approved texts too.

    A second pass over the result finds nothing.
    """
    wanted = {State.DRAFT, State.REVIEWED} if reviewed else {State.DRAFT}
    mends = (
        Mend(entry=entry, text=fix_typography(entry.msgstr, lang))
        for entry in catalog.entries
        if entry.state in wanted and not entry.msgstr_plural and entry.msgstr != SAID_BEFORE
    )
    return tuple(mend for mend in mends if _is_harmless(mend.entry.msgstr, mend.text, lang))


def _is_harmless(old: str, new: str, lang: LangTag) -> bool:
    return new not in {old, "", SAID_BEFORE} and _essence(old, lang) == _essence(new, lang)


def _essence(text: str, lang: LangTag) -> tuple[object, ...]:
    """Return what mending may not touch: facts, markup, line ends, letters and digits."""
    inline = lift(text)
    facts = sorted((fact.kind, fact.value) for fact in extract_facts(inline.text, lang))
    markup = [(each.kind, each.opening, each.closing) for each in inline.markups]
    letters = "".join(char for char in text if char.isalnum() or char == "\n")
    return facts, markup, letters
