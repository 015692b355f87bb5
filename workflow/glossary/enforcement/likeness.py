"""Tell apart a wrong rendering and a right one in another dress, which must be left alone.

What an alignment points at may be the term's own adjective (*Israeli* for Israel), its verb (*to
disarm* for disarmament), or another sense of an acronym.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.tokens import is_acronym, normal, tokenize

if TYPE_CHECKING:
    from workflow.glossary.enforcement.values import Demand
    from workflow.model import Span

_NEAR = 3
"""Words on either side that may hold the rest of a term said in other words."""
_SHORT = 3
"""Letters of a word that is no evidence: of, the."""
_STEM = 5
"""Letters that a word and its derivation share at least, or all but two of a shorter one."""


def is_other(words: str, demand: Demand) -> bool:
    """Tell whether `words`, linked to a term, are no wrong rendering that its form may replace."""
    return is_derived(words, demand.form) or _is_other_acronym(words, demand)


def is_piece(words: str, demand: Demand) -> bool:
    """Tell whether `words` say a part of the term, or hold a derivation of a term of one word.

    *The Committee* for the sanctions committee, *state practice* for State: said in short or
    otherwise, which is an author's right. Only for alignments that may err about their extent.
    """
    wanted = [normal(word) for word in tokenize(demand.form).words]
    shared = [
        any(shares_stem(normal(word), other) for other in wanted) for word in tokenize(words).words
    ]
    return all(shared) if len(wanted) > 1 else any(shared)


def is_said_around(text: str, span: Span, form: str) -> bool:
    """Tell whether the words at `span` are a part of `form` and their neighbours say its rest.

    *Empowering* women says the empowerment of women by a verb.
    """
    wanted = [normal(word) for word in tokenize(form).words if len(word) > _SHORT]
    inside = [normal(word) for word in tokenize(span.of(text)).words]
    rest = [word for word in wanted if not any(shares_stem(word, each) for each in inside)]
    before = tokenize(text[: span.start]).words[-_NEAR:]
    after = tokenize(text[span.end :]).words[:_NEAR]
    near = [normal(word) for word in (*before, *after)]
    return 0 < len(rest) < len(wanted) and all(
        any(shares_stem(word, each) for each in near) for word in rest
    )


def doubles(text: str, span: Span) -> bool:
    """Tell whether a word beside those at `span` repeats one of them: *partnership partner*."""
    inside = [normal(word) for word in tokenize(span.of(text)).words if len(word) > _SHORT]
    before = re.split(r"[^\w\s-]", text[: span.start])[-1]
    after = re.split(r"[^\w\s-]", text[span.end :], maxsplit=1)[0]
    near = [*tokenize(before).words[-_NEAR:], *tokenize(after).words[:_NEAR]]
    return any(
        shares_stem(word, normal(other)) for word in inside for other in near if len(other) > _SHORT
    )


def stutters(text: str) -> bool:
    """Tell whether a word comes three times within a few words: a decoder that is caught."""
    words = [normal(word) for word in tokenize(text).words]
    return any(
        len(word) > _SHORT and words[index : index + 2 * _NEAR].count(word) >= _NEAR
        for index, word in enumerate(words)
    )


def says_all(words: str, form: str) -> bool:
    """Tell whether all the long words of `form` are among `words`, in whatever order and form."""
    said = [normal(word) for word in tokenize(words).words]
    wanted = [normal(word) for word in tokenize(form).words if len(word) > _SHORT]
    return len(wanted) > 1 and all(
        any(shares_stem(word, other) for other in said) for word in wanted
    )


def shares_stem(one: str, other: str) -> bool:
    """Tell whether two words begin alike: all but the last letter of the shorter, or a stem."""
    length = max(3, min(_STEM, len(one) - 1, len(other) - 1))
    return one[:length] == other[:length]


def is_derived(words: str, form: str) -> bool:
    """Tell whether a single word is built on the stem of a form of a single word."""
    found, wanted = words.split(), tokenize(form).words
    if len(wanted) != 1 or is_acronym(form):
        return False
    term = normal(wanted[0])
    stem = term[: max(3, min(_STEM, len(term) - 2))]
    if len(found) != 1:
        return False
    return stem in normal(found[0]) or (_is_participle(found[0]) and not _is_participle(term))


def _is_participle(word: str) -> bool:
    """Tell whether a Latin-script word looks like an English participle (*negotiated*)."""
    return len(word) > _STEM and word.endswith("ed")


def _is_other_acronym(words: str, demand: Demand) -> bool:
    """Tell whether an acronym of the source is rendered by another one, not copied.

    Acronyms have many senses: OMD are the Millennium Goals and the World Customs Organization.
    """
    source = demand.hit.form.text
    return is_acronym(source) and is_acronym(words) and normal(words) != normal(source)
