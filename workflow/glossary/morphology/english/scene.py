"""What surrounds the place of an English term, gathered once for the rules that mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Change, Number, Phrase, Place
from workflow.glossary.morphology.english.nouns import inflect_noun, number_of, words_of_class
from workflow.glossary.morphology.words import Word, split_words

if TYPE_CHECKING:
    from typing import Self

    from workflow.model import Span

_FULL_STOP = re.compile(r"[.!?…]['\"”’»)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence, the span to replace in it, and what will stand there."""

    text: str
    span: Span
    place: Place
    term: Phrase
    form: str
    left: Word | None
    """The word right before the span, nothing but white space between."""
    after: tuple[Word, ...]

    @classmethod
    def of(cls, text: str, span: Span, *, place: Place, term: Phrase, form: str) -> Self:
        """Gather the words around `span`."""
        words = split_words(text)
        before = [word for word in words if word.span.end <= span.start]
        near = bool(before) and not text[before[-1].span.end : span.start].strip()
        return cls(
            text=text,
            span=span,
            place=place,
            term=term,
            form=form,
            left=before[-1] if near else None,
            after=tuple(word for word in words if word.span.start >= span.end),
        )

    @property
    def number(self) -> Number:
        """The number of the form that will stand there."""
        own = number_of(self.term)
        other = Number.PLUR if own is Number.SING else Number.SING
        return own if self.form == inflect_noun(self.term, own) else other

    @property
    def turns(self) -> bool:
        """Tell whether the place changes its number."""
        return self.place.number is not None and self.place.number is not self.number

    @property
    def ends_phrase(self) -> bool:
        """Tell whether what follows cannot be a noun that the term modifies (NATO *summit*)."""
        if not self.after:
            return True
        gap = self.text[self.span.end : self.after[0].span.start]
        next_word = self.after[0].lower
        return bool(gap.strip()) or next_word in words_of_class("after") or next_word[-2:] == "ed"

    @property
    def is_sentence(self) -> bool:
        """Tell whether the text is a sentence, not a heading, which drops its articles."""
        return bool(_FULL_STOP.search(self.text.rstrip()))


def change_word(word: Word, form: str, reason: str) -> Change:
    """Return the change of `word` to `form`, its capital kept."""
    after = form.capitalize() if word.text[:1].isupper() else form
    return Change(span=word.span, before=word.text, after=after, reason=reason)
