"""Styles of sovereigns and envoys in Russian drafts: "S.M. le roi" is Его Величество король.

An engine that knows none of them reads the sentence without (see `reading`). Each is written before
the Russian word for who bears it, in the case of that word; whose it is, the French word tells.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from workflow.drafting.edits import Edit
from workflow.drafting.guards import GuardWarning
from workflow.drafting.lexicon import WORD
from workflow.drafting.reading import load_reading
from workflow.glossary.morphology.base import Phrase
from workflow.glossary.morphology.registry import load_morphology
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import Hypothesis, LangTag


_MOST_WORDS = 2
"""Words for one bearer: наследный принц."""


class _Styles(NamedTuple):
    """The styles that one language writes for French ones."""

    places: tuple[tuple[re.Pattern[str], str], ...]
    """A style and the word of who bears it, and the noun of the style."""
    his: frozenset[str]
    stems: dict[str, tuple[str, ...]]
    """How the target's words for who bears it begin."""
    possessives: tuple[str, str]


def restore_styles(
    source: str, hypothesis: Hypothesis, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[tuple[Edit | None, GuardWarning]]:
    """Yield each style of `source` that the draft lacks, put in its place or only told."""
    styles = _load_styles(base_of(target_lang)) if base_of(source_lang) == "fr" else None
    grammar = load_morphology(target_lang)
    if styles is None or grammar is None:
        return
    low = hypothesis.text.casefold()
    for find, noun in styles.places:
        stem = noun.rpartition(" ")[2].casefold()[:-1]
        for match in find.finditer(source):
            if stem in low:
                continue
            spot = _spot(styles.stems[match["who"]], hypothesis.text)
            if spot is None:
                yield None, GuardWarning("draft-name", f'the style "{match["style"]}" is lost')
                continue
            word = spot.of(hypothesis.text)
            case = grammar.analyse_place(hypothesis.text, spot).ranking[0][0]
            possessive = styles.possessives[match["who"] not in styles.his]
            written = f"{possessive} {grammar.inflect(Phrase(text=noun), case=case) or noun} "
            put = (
                f'"{written.strip()}" was put in for "{match["style"]}"; see that the case is right'
            )
            edit = Edit(span=spot, text=written + word[0].lower() + word[1:])
            yield edit, GuardWarning("draft-name", put)


def _spot(stems: tuple[str, ...], target: str) -> Span | None:
    """Return the word of the draft for who bears a style, None where none or several may be it."""
    words = (Span(*match.span()) for match in WORD.finditer(target))
    found = [word for word in words if word.of(target).lower().startswith(stems)]
    # "Наследный принц" is one person, and the first word leads to him.
    apart = [one for one, other in pairwise(found) if target[one.end : other.start].strip()]
    return found[0] if found and len(found) <= _MOST_WORDS and not apart else None


@functools.cache
def _load_styles(language: str) -> _Styles | None:
    data = load_reading()["styles"].get(language)
    if data is None:
        return None
    stems = {who: tuple(some) for who, some in (data["his"] | data["her"]).items()}
    who = "|".join(re.escape(word) for word in sorted(stems, key=len, reverse=True))
    return _Styles(
        places=tuple(
            (
                re.compile(
                    rf"(?<!\w)(?P<style>{style})[ \u00a0]?(?:l[ae][ \u00a0])?(?P<who>{who})(?!\w)"
                ),
                noun,
            )
            for style, noun in data["nouns"].items()
        ),
        his=frozenset(data["his"]),
        stems=stems,
        possessives=(data["possessives"][0], data["possessives"][1]),
    )
