"""Put a term at a place of an English sentence: number, article, possessive, verb in step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Change, Number, Phrase, Place, Replacement
from workflow.glossary.morphology.english.articles import Need, indefinite, need_of
from workflow.glossary.morphology.english.nouns import (
    find_head,
    inflect_noun,
    is_plural,
    is_uncountable,
    number_of,
)
from workflow.glossary.morphology.english.verbs import conjugate_phrase, form_of, is_adverb
from workflow.glossary.morphology.words import (
    Word,
    capitalized,
    split_words,
    starts_sentence,
)
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES = frozenset({"a", "an", "the"})
_DETERMINERS = _ARTICLES | frozenset(
    "this that these those its his her their our my your each every any some no all both either "
    "neither another which whose what".split()
)
_CLOSED = frozenset(
    "of in on at by for from to with and or but that which who as is are was were has have had "
    "will would can could may must shall should does do did not also said says than against into "
    "under over after before during since until between about within when while where because if "
    "adopted decided called calls condemned condemns met meets holds held voted welcomed "
    "welcomes".split()
)
"""Words that cannot be the noun which a name before them modifies."""
_PAIRS = (("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"))
_POINTING = (("this", "these"), ("that", "those"))
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


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
    span = _within_article(text, span, term)
    form = _form(text, span, place, term, number)
    if form is None:
        return None
    words = split_words(text)
    edits = list(_edits(text, words, span, term=term, form=form, place=place))
    return _applied(text, span, place, [edit for edit in edits if edit.before != edit.after])


def _within_article(text: str, span: Span, term: Phrase) -> Span:
    """Return `span` without a possessive ending and without an article in front of the noun."""
    inside = Span(span.start, span.start + len(_bare(span.of(text))))
    first = split_words(inside.of(text))[:1]
    if first and first[0].lower in _ARTICLES and not term.verb and need_of(term) is not Need.OWN:
        rest = inside.of(text)[first[0].span.end :]
        return Span(inside.end - len(rest.lstrip()), inside.end)
    return inside


def _bare(text: str) -> str:
    """Return `text` without a possessive ending."""
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", text)


def _form(text: str, span: Span, place: Place, term: Phrase, number: Number | None) -> str | None:
    if term.verb:
        first = split_words(span.of(text))[0].text
        before = [word.text for word in split_words(text[: span.start])]
        while before and is_adverb(before[-1]):
            before.pop()
        return conjugate_phrase(term.text, form_of(first, before[-1] if before else ""))
    proper = term.text[:1].isupper() and need_of(term) is not Need.COMMON
    own = number_of(term)
    wanted = own if own is Number.PLUR or proper else number or place.number
    return inflect_noun(term, wanted) or inflect_noun(term, own)


def _edits(
    text: str, words: tuple[Word, ...], span: Span, *, term: Phrase, form: str, place: Place
) -> Iterator[Change]:
    before = [word for word in words if word.span.end <= span.start]
    after = [word for word in words if word.span.start >= span.end]
    left = before[-1] if before and not text[before[-1].span.end : span.start].strip() else None
    new = _number_in(form, term)
    if not term.verb:
        article, form = _article(text, span, left, term, form, new=new, after=after, place=place)
        yield from article
        yield from _pointing(left, place, new)
        yield from _possessive(text, span, form)
        yield from _verb(text, span, after, place, new)
    start = span.start
    if starts_sentence(text, start) and text[start : start + 1].isupper():
        form = capitalized(form)
    yield Change(span=span, before=span.of(text), after=form, reason=_reason(place, new, term))


def _number_in(form: str, term: Phrase) -> Number:
    own = number_of(term)
    if form == inflect_noun(term, own):
        return own
    return Number.PLUR if own is Number.SING else Number.SING


def _reason(place: Place, new: Number, term: Phrase) -> str:
    return "verb form of the place" if term.verb else f"{new}: {'; '.join(place.reasons)}"


def _article(  # noqa: PLR0913 - the grammar of an article depends on all of these
    text: str,
    span: Span,
    left: Word | None,
    term: Phrase,
    form: str,
    *,
    new: Number,
    after: list[Word],
    place: Place,
) -> tuple[list[Change], str]:
    """Return the changes of the article before `span`, and the form, perhaps with its own."""
    need = need_of(term)
    article = left if left is not None and left.lower in _ARTICLES else None
    if need is Need.OWN and left is not None and left.lower in _DETERMINERS:
        if form[:1].islower():
            return [], form[4:]
        return (
            [_drop(text, article, span, "the term brings its article")] if article else []
        ), form
    if article is not None:
        return _existing(text, article, span, need, form, new=new, after=after), form
    if _needs_inserting(text, span, left, need, new=new, after=after, place=place, term=term):
        word = "the" if need is Need.THE else indefinite(form)
        return [], f"{word} {form}"
    return [], form


def _existing(
    text: str,
    article: Word,
    span: Span,
    need: Need,
    form: str,
    *,
    new: Number,
    after: list[Word],
) -> list[Change]:
    if need is Need.NONE and article.lower != "the":
        return [_drop(text, article, span, "no article before such a name or mass noun")]
    if need is Need.NONE and form[:1].isupper() and _ends_phrase(text, span, after):
        return [_drop(text, article, span, "no article before this name")]
    if article.lower == "the":
        return []
    if need is Need.THE and _ends_phrase(text, span, after):
        return [_change(article, "the", "a name of one of a kind")]
    if new is Number.PLUR:
        return [_drop(text, article, span, "plural")]
    return [_change(article, indefinite(split_words(form)[0].text), "by the sound that follows")]


def _needs_inserting(
    text: str,
    span: Span,
    left: Word | None,
    need: Need,
    *,
    new: Number,
    after: list[Word],
    place: Place,
    term: Phrase,
) -> bool:
    """Tell whether an article is missing: before a name in a sentence, or a new singular."""
    if not _ends_phrase(text, span, after) or not re.search(r"[.!?…]['\"”’»)]*$", text.rstrip()):
        return False
    if left is not None and not (left.lower in _CLOSED or left.lower.endswith(("ed", "es", "ing"))):
        return False
    if need is Need.THE:
        return left is not None or not text[: span.start].strip()
    head = find_head(term.text)
    counts = head is not None and not is_uncountable(head.word)
    was_plural = place.number is Number.PLUR and new is Number.SING
    return need is Need.COMMON and was_plural and counts and left is not None


def _ends_phrase(text: str, span: Span, after: list[Word]) -> bool:
    """Tell whether the words after `span` cannot be a noun that the term modifies."""
    if not after:
        return True
    gap = text[span.end : after[0].span.start]
    return bool(gap.strip()) or after[0].lower in _CLOSED


def _drop(text: str, article: Word, span: Span, reason: str) -> Change:
    whole = Span(article.span.start, span.start)
    return Change(span=whole, before=whole.of(text), after="", reason=reason)


def _change(word: Word, form: str, reason: str) -> Change:
    after = form.capitalize() if word.text[:1].isupper() else form
    return Change(span=word.span, before=word.text, after=after, reason=reason)


def _pointing(left: Word | None, place: Place, new: Number) -> Iterator[Change]:
    if left is None or place.number is None or place.number is new:
        return
    for one, many in _POINTING:
        old, wanted = (one, many) if new is Number.PLUR else (many, one)
        if left.lower == old:
            yield _change(left, wanted, "agrees with the term")


def _possessive(text: str, span: Span, form: str) -> Iterator[Change]:
    match = _POSSESSIVE.match(text, span.end)
    if match is None:
        return
    mark = match[0][0]
    wanted = mark if form.lower().endswith("s") and is_plural(form.split()[-1]) else f"{mark}s"
    yield Change(
        span=Span(match.start(), match.end()),
        before=match[0],
        after=wanted,
        reason="possessive of the term",
    )


def _verb(text: str, span: Span, after: list[Word], place: Place, new: Number) -> Iterator[Change]:
    """Yield the change of is/are, was/were, has/have, does/do right after the term."""
    if place.number is None or place.number is new:
        return
    position = 1 if len(after) > 1 and is_adverb(after[0].text) else 0
    if len(after) <= position or text[span.end : after[position].span.start].strip(
        " \u00a0abcdefghijklmnopqrstuvwxyz"
    ):
        return
    for one, many in _PAIRS:
        old, wanted = (one, many) if new is Number.PLUR else (many, one)
        if after[position].lower == old:
            yield _change(after[position], wanted, "predicate of the term")


def _applied(text: str, span: Span, place: Place, edits: list[Change]) -> Replacement:
    ordered = sorted(edits, key=lambda edit: edit.span)
    pieces: list[str] = []
    end = shift = 0
    length = len(span)
    for edit in ordered:
        pieces += [text[end : edit.span.start], edit.after]
        end = edit.span.end
        if edit.span == span:
            length = len(edit.after)
        elif edit.span < span:
            shift += len(edit.after) - len(edit.before)
    result = "".join([*pieces, text[end:]])
    if ordered and ordered[0].span.start == 0 and text[:1].isupper():
        result = capitalized(result)
    start = span.start + shift
    return Replacement(
        text=result, span=Span(start, start + length), place=place, changes=tuple(ordered)
    )
