"""Put a term at a place of an English sentence: number, article, possessive, verb in step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Change, Number, Phrase, Place, Replacement
from workflow.glossary.morphology.english.article_edits import article_edits
from workflow.glossary.morphology.english.articles import ARTICLES, Need, need_of
from workflow.glossary.morphology.english.fitting import fits
from workflow.glossary.morphology.english.nouns import (
    find_head,
    inflect_noun,
    is_plural,
    number_of,
    words_of_class,
)
from workflow.glossary.morphology.english.scene import Scene, change_word
from workflow.glossary.morphology.english.verbs import conjugate_phrase, form_of, is_adverb
from workflow.glossary.morphology.words import capitalized, keeps_capital, split_words
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.morphology.words import Word

_PAIRS = (("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"))
_POINTING = (("this", "these"), ("that", "those"))
_POSSESSIVE = re.compile(r"(['’])s?(?!\w)")


def analyse(text: str, span: Span) -> Place:
    """Return the number of the words of `span`; English nouns have no case."""
    head = find_head(_bare(span.of(text)))
    if head is None:
        return Place(span=span)
    number = Number.PLUR if is_plural(head.word) else Number.SING
    return Place(span=span, number=number, reasons=(f"{head.word}: {number}",))


def replace_term(
    text: str, span: Span, term: Phrase, *, number: Number | None = None
) -> Replacement | None:
    """Return `text` with `term` at `span`; see `Morphology.replace`."""
    place = analyse(text, span)
    span = _without_article(text, span, term)
    form = _verb_form(text, span, term) if term.verb else _noun_form(term, place, number)
    if form is None or not fits(text, span, form):
        return None
    scene = Scene.of(text, span, place=place, term=term, form=form)
    edits = [edit for edit in _edits(scene) if edit.before != edit.after]
    return _applied(scene, edits)


def _without_article(text: str, span: Span, term: Phrase) -> Span:
    """Return `span` without a possessive ending and without an article in front of the noun."""
    inside = Span(span.start, span.start + len(_bare(span.of(text))))
    words = split_words(inside.of(text))
    doubled = [word.lower for word in split_words(text[: span.start])][-1:]
    if len(words) > 1 and words[0].lower in ARTICLES and not term.verb:
        if (need_of(term) is Need.OWN and term.text[:1].isupper()) or set(doubled) & ARTICLES:
            return inside
        return Span(span.start + words[1].span.start, inside.end)
    return inside


def _bare(text: str) -> str:
    """Return `text` without a possessive ending."""
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", text)


def _verb_form(text: str, span: Span, term: Phrase) -> str | None:
    """Return the formula with its verb in the form of the verb that is replaced."""
    words = split_words(span.of(text))
    if not words:
        return None
    before = [word.text for word in split_words(text[: span.start])]
    while before and is_adverb(before[-1]):
        before.pop()
    return conjugate_phrase(term.text, form_of(words[0].text, before[-1] if before else ""))


def _noun_form(term: Phrase, place: Place, number: Number | None) -> str | None:
    """Return the term in the number asked for, a name in its own."""
    own = number_of(term)
    named = term.text[:1].isupper() and need_of(term) is not Need.COMMON
    wanted = own if own is Number.PLUR or named else number or place.number
    return inflect_noun(term, wanted) or inflect_noun(term, own)


def _edits(scene: Scene) -> Iterator[Change]:
    form = scene.form
    if not scene.term.verb:
        articles, form = article_edits(scene)
        yield from articles
        yield from _pointing(scene)
        yield from _possessive(scene)
        yield from _predicate(scene)
    span = scene.span
    if scene.text[span.start : span.start + 1].isupper() and keeps_capital(scene.text, span.start):
        form = capitalized(form)
    number = "verb form" if scene.term.verb else str(scene.number)
    reason = ": ".join([number, *scene.place.reasons])
    yield Change(span=span, before=span.of(scene.text), after=form, reason=reason)


def _pointing(scene: Scene) -> Iterator[Change]:
    """Yield the change of this/these, that/those before the term.

    *That* points after a preposition and at the start; after a verb it opens a clause.
    """
    if scene.left is not None and scene.turns and not _opens_a_clause(scene, scene.left):
        for one, many in _POINTING:
            old, new = (one, many) if scene.number is Number.PLUR else (many, one)
            if scene.left.lower == old:
                yield change_word(scene.left, new, "agrees with the term")


def _opens_a_clause(scene: Scene, left: Word) -> bool:
    before = split_words(scene.text[: left.span.start])[-1:]
    points = not before or before[0].lower in words_of_class("preposition")
    return left.lower == "that" and not points


def _possessive(scene: Scene) -> Iterator[Change]:
    """Yield the change of ``'s`` or ``'`` after the term."""
    match = _POSSESSIVE.match(scene.text, scene.span.end)
    if match is None:
        return
    last = split_words(scene.form)[-1:]
    silent = bool(last) and is_plural(last[0].text)
    yield Change(
        span=Span(match.start(), match.end()),
        before=match[0],
        after=match[1] if silent else f"{match[1]}s",
        reason="possessive of the term",
    )


def _predicate(scene: Scene) -> Iterator[Change]:
    """Yield the change of is/are, was/were, has/have, does/do right after the term."""
    if not scene.turns:
        return
    adverb = len(scene.after) > 1 and is_adverb(scene.after[0].text)
    near = scene.after[: 2 if adverb else 1]
    if not near or any(word.before.strip() for word in near[1:]):
        return
    if scene.text[scene.span.end : near[0].span.start].strip():
        return
    for one, many in _PAIRS:
        old, new = (one, many) if scene.number is Number.PLUR else (many, one)
        if near[-1].lower == old:
            yield change_word(near[-1], new, "predicate of the term")


def _applied(scene: Scene, edits: list[Change]) -> Replacement:
    ordered = sorted(edits, key=lambda edit: edit.span)
    pieces: list[str] = []
    end = shift = 0
    length = len(scene.span)
    for edit in ordered:
        pieces += [scene.text[end : edit.span.start], edit.after]
        end = edit.span.end
        if edit.span == scene.span:
            length = len(edit.after)
        elif edit.span < scene.span:
            shift += len(edit.after) - len(edit.before)
    text = "".join([*pieces, scene.text[end:]])
    if ordered and ordered[0].span.start == 0 and scene.text[:1].isupper():
        text = capitalized(text)
    start = scene.span.start + shift
    return Replacement(
        text=text,
        span=Span(start, start + length),
        place=scene.place,
        changes=tuple(ordered),
    )
