"""Put a term at a place of a Russian sentence: in its form, with everything around it in step."""

from __future__ import annotations

from dataclasses import replace as altered

from workflow.glossary.morphology.base import Case, Change, Number, Phrase, Place, Replacement
from workflow.glossary.morphology.russian.agreement import mended
from workflow.glossary.morphology.russian.context import gap_before
from workflow.glossary.morphology.russian.groups import Group, find_group, follows_few
from workflow.glossary.morphology.russian.inflect import (
    agreement_of,
    inflect_term,
    is_invariable,
    number_of,
)
from workflow.glossary.morphology.russian.lexicon import Reading, fold, read_word
from workflow.glossary.morphology.russian.phrase import load_structure
from workflow.glossary.morphology.russian.place import analyse
from workflow.glossary.morphology.russian.prepositions import shaped
from workflow.glossary.morphology.russian.verbs import replace_verb
from workflow.glossary.morphology.words import (
    Word,
    capitalized,
    keeps_capital,
    split_words,
    words_within,
)
from workflow.model import Span

_OPENING = ("«", "„", "“", '"', "<<")
_CLOSING = ("»", "“", "”", '"', ">>")


def replace_term(
    text: str,
    span: Span,
    term: Phrase,
    *,
    number: Number | None = None,
    trust_words: bool = True,
    hints: tuple[str, ...] = (),
) -> Replacement | None:
    """Return `text` with `term` at `span`; see `Morphology.replace`."""
    if term.verb:
        return replace_verb(text, span, term)
    place = analyse(text, span, trust_words=trust_words, hints=hints)
    words = split_words(text)
    group = find_group(words, *words_within(words, span))
    form = _form(words, group, place, term, number)
    if form is None or place.case is None:
        return None
    form = _dressed(text, span, form)
    before = span.of(text)
    if fold(before) == fold(form) and not _lacks_capital(before, form):
        return Replacement(text=text, span=span, place=place)
    edits = [Change(span=span, before=before, after=form, reason=_reason(place))]
    old = _old_reading(group, place)
    new = agreement_of(term, number=_number(term, place, number))
    if old is not None and new is not None and trust_words:
        edits += mended(words, group, old, new)
    edits += _preposition(words, group, form, edits)
    return _applied(text, span, place, edits)


def _form(
    words: tuple[Word, ...], group: Group, place: Place, term: Phrase, number: Number | None
) -> str | None:
    before = words[group.start - 1] if group.start and not gap_before(words, group.start) else None
    wanted = _number(term, place, number)
    counted = follows_few(words, group.start) and place.case is Case.GENT and wanted is Number.SING
    after = before.text if before else ""
    case = place.case or Case.NOMN
    form = inflect_term(term, case=case, number=wanted, after=after, counted=counted)
    return form or inflect_term(term, case=case, after=after)


def _number(term: Phrase, place: Place, number: Number | None) -> Number | None:
    """Return the number to use: as asked, as a name has it, as the replaced words had it."""
    own = number_of(term)
    if own is Number.PLUR or is_invariable(term) or term.person:
        return own
    if number is not None:
        return number
    return own if _is_proper(term) or place.number is None else place.number


def _is_proper(term: Phrase) -> bool:
    """Tell whether the term names one of a kind; titles, parties and organs come in numbers."""
    structure = load_structure(term)
    if structure is None or not term.text[:1].isupper():
        return False
    noun = structure.noun
    if " " not in term.text:
        known = noun.parts[-1].text[:1].islower() if noun.parts else noun.reading is not None
        return not known or (noun.reading is not None and "Geox" in noun.reading.tags)
    return not noun.animate and not fold(term.text).endswith("сторона")


def _dressed(text: str, span: Span, form: str) -> str:
    """Return `form` with the sentence's capital, without quotes that stand around it already."""
    before, after = text[: span.start], text[span.end :]
    quoted = before.endswith(_OPENING) and after.startswith(_CLOSING)
    if quoted and form.startswith("«") and form.endswith("»"):
        form = form[1:-1]
    first = next((char for char in span.of(text) if char.isalpha()), "")
    return capitalized(form) if first.isupper() and keeps_capital(text, span.start) else form


def _lacks_capital(before: str, form: str) -> bool:
    """Tell whether `form` has a capital where the text has none (the reverse is left alone)."""
    pairs = zip(before, form, strict=False)
    return any(new.isupper() and not old.isupper() for old, new in pairs if old.isalpha())


def _old_reading(group: Group, place: Place) -> Reading | None:
    fitting = [
        reading
        for reading in group.readings
        if reading.case is place.case and place.number in {reading.number, None}
    ]
    return fitting[0] if fitting else None


def _preposition(
    words: tuple[Word, ...], group: Group, form: str, edits: list[Change]
) -> list[Change]:
    """Return the change of о/об, в/во, с/со, к/ко before the first word that changed."""
    changed = {edit.span: edit.after for edit in edits[1:]}
    index = group.start
    while index > 0 and words[index - 1].span in changed:
        index -= 1
    if index == 0 or gap_before(words, index) or '"' in words[index].before:
        return []
    word = words[index - 1]
    first = split_words(form)[0].text if index == group.start else changed[words[index].span]
    shape = shaped(word.text, first)
    if shape == word.text or read_word(word.text)[0].kind != "PREP":
        return []
    return [Change(span=word.span, before=word.text, after=shape, reason=f"before «{first}»")]


def _reason(place: Place) -> str:
    grammar = " ".join(str(each) for each in (place.case, place.number) if each)
    return f"{grammar}: {'; '.join(place.reasons)}" if place.reasons else grammar


def _applied(text: str, span: Span, place: Place, edits: list[Change]) -> Replacement:
    unique = {edit.span: edit for edit in reversed(edits)}
    ordered = sorted(unique.values(), key=lambda edit: edit.span)
    pieces: list[str] = []
    end = shift = 0
    for edit in ordered:
        pieces += [text[end : edit.span.start], edit.after]
        end = edit.span.end
        if edit.span < span:
            shift += len(edit.after) - len(edit.before)
    start = span.start + shift
    new = next(edit for edit in ordered if edit.span == span)
    return Replacement(
        text="".join([*pieces, text[end:]]),
        span=Span(start, start + len(new.after)),
        place=altered(place, span=span),
        changes=tuple(ordered),
    )
