"""Two-language glossaries between other tools' layouts and terms.

Such a layout knows a source text, a target text and sometimes a comment: a term read from it is a
concept with one form on each side. Writing gives one pair for each form of the source with the
preferred form of the target, forms that only inflect the same words included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.terms import Enforce, Term, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.model import LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One line of a two-language glossary."""

    source: str
    target: str
    comment: str = ""
    source_lang: LangTag
    target_lang: LangTag


def pairs_of(
    terms: Iterable[Term], *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Pair]:
    """Yield the pairs that terms make; terms without a form on one side make none."""
    for term in terms:
        source, target = term.wording(source_lang), term.wording(target_lang)
        if source is None or target is None or not target.preferred:
            continue
        for form in source.forms():
            acronym = form.text == source.acronym and target.acronym
            yield Pair(
                source=one_line(form.text),
                target=one_line(acronym or target.preferred),
                comment=one_line(term.note),
                source_lang=source_lang,
                target_lang=target_lang,
            )


def terms_of(pairs: Iterable[Pair], *, prefix: str) -> tuple[Term, ...]:
    """Return one term a pair, ids made of `prefix` and a number; enforced softly.

    Nobody has said of an imported pair that it may be put into sentences by rule.
    """
    return tuple(
        Term(
            id=f"{prefix}-{number}",
            enforce=Enforce.SOFT,
            wordings=(
                Wording(lang=pair.source_lang, preferred=pair.source),
                Wording(lang=pair.target_lang, preferred=pair.target),
            ),
            note=pair.comment,
        )
        for number, pair in enumerate(pairs, start=1)
        if pair.source and pair.target
    )


def one_line(text: str) -> str:
    """Return `text` without the tabs and line breaks that a line-based layout cannot hold.

    Nor with a mark of byte order, which at the beginning of a file is no part of its text.
    """
    return " ".join(text.replace("\ufeff", "").split())
