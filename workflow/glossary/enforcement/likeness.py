"""Tell apart a wrong rendering and a right one in another dress, which must be left alone.

What an alignment points at may be the term's own adjective (*Israeli* for Israel), its verb (*to
disarm* for disarmament), or an acronym that says more than the term (*UNFCCC* for the Convention).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.tokens import is_acronym, normal, tokenize

if TYPE_CHECKING:
    from workflow.glossary.enforcement.values import Demand

_STEM = 5
"""Letters that a word and its derivation share at least, or all but two of a shorter one."""


def is_other(words: str, demand: Demand) -> bool:
    """Tell whether `words`, linked to a term, are no wrong rendering that its form may replace."""
    return _is_derived(words, demand.form) or _is_other_acronym(words, demand)


def _is_derived(words: str, form: str) -> bool:
    """Tell whether a single word is built on the stem of a form of a single word."""
    found, wanted = tokenize(words).words, tokenize(form).words
    if len(wanted) != 1 or is_acronym(form):
        return False
    term = normal(wanted[0])
    stem = term[: max(3, min(_STEM, len(term) - 2))]
    return any(stem in normal(word) for word in found) or (
        len(found) == 1 and _is_participle(found[0]) and not _is_participle(term)
    )


def _is_participle(word: str) -> bool:
    """Tell whether a Latin-script word looks like an English participle (*negotiated*)."""
    return len(word) > _STEM and word.endswith("ed")


def _is_other_acronym(words: str, demand: Demand) -> bool:
    """Tell whether an acronym stands there that is not copied from the source."""
    acronyms = [word for word in tokenize(words).words if is_acronym(word)]
    return bool(acronyms) and demand.hit.form.text not in acronyms
