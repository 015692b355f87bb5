"""Mend the article before a term: a/an by sound, "the" for names of one of a kind, never two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Change, Number, Phrase
from workflow.glossary.morphology.english.articles import ARTICLES, Need, indefinite, need_of
from workflow.glossary.morphology.english.nouns import (
    find_head,
    is_uncountable,
    words_of_class,
)
from workflow.glossary.morphology.english.scene import change_word
from workflow.glossary.morphology.words import split_words
from workflow.model import Span

if TYPE_CHECKING:
    from workflow.glossary.morphology.english.scene import Scene
    from workflow.glossary.morphology.words import Word

_VERBAL = ("ed", "es", "ing")
_OWNER = re.compile(r"\w+['’]s? ")


def article_edits(scene: Scene) -> tuple[list[Change], str]:
    """Return the changes of the article before the term, and the form, perhaps with its own."""
    need = need_of(scene.term)
    left = scene.left
    if need is Need.OWN and left is not None and left.lower in words_of_class("determiner"):
        return _before_own(scene, left)
    if left is not None and left.lower in ARTICLES:
        return _existing(scene, left, need), scene.form
    if _is_missing(scene, need):
        article = "the" if need is Need.THE else indefinite(scene.form)
        return [], f"{article} {scene.form}"
    return [], scene.form


def _before_own(scene: Scene, left: Word) -> tuple[list[Change], str]:
    """Leave one article where the term brings its own; a small one gives way (``its Council``)."""
    if scene.form[:1].islower():
        return [], scene.form.partition(" ")[2]
    if left.lower in ARTICLES:
        return [_drop(scene, left, "the term brings its article")], scene.form
    return [], scene.form


def _existing(scene: Scene, article: Word, need: Need) -> list[Change]:
    definite = article.lower == "the"
    named = scene.form[:1].isupper() and (scene.ends_phrase or _owned_article(scene))
    # "the women's empowerment" would speak of some women
    owned = _OWNER.match(scene.form) is not None
    if need is Need.NONE and (not definite or named or owned):
        return [_drop(scene, article, "no article before this name or mass noun")]
    if definite:
        return []
    if need is Need.THE and scene.ends_phrase:
        return [change_word(article, "the", "a name of one of a kind")]
    if scene.number is Number.PLUR:
        return [_drop(scene, article, "plural")]
    sound = indefinite(split_words(scene.form)[0].text)
    return [change_word(article, sound, "by the sound that follows")]


def _owned_article(scene: Scene) -> bool:
    """Tell whether the article was that of the name replaced: *the Syrian Arab Republic* acts.

    Before a noun with a capital it may be that noun's: the Syrian Arab Republic Government.
    """
    old = Phrase(text=scene.span.of(scene.text))
    follows = scene.after[0].text if scene.after else ""
    return need_of(old) is Need.THE and follows[:1].islower()


def _is_missing(scene: Scene, need: Need) -> bool:
    """Tell whether an article must be put in: before a name in a sentence, or a new singular."""
    if not (scene.ends_phrase and scene.is_sentence):
        return False
    left = scene.left
    if left is not None and not (
        left.lower in words_of_class("after") or left.lower.endswith(_VERBAL)
    ):
        return False
    if need is Need.THE:
        return left is not None or _opens_a_clause(scene)
    head = find_head(scene.term.text)
    counts = head is not None and not is_uncountable(head.word)
    singled = scene.turns and scene.number is Number.SING
    return need is Need.COMMON and singled and counts and left is not None


def _opens_a_clause(scene: Scene) -> bool:
    """Tell whether a name at the start or after a comma is a subject.

    After another name it stands in an address or a list (*Seoul, Republic of Korea*), unless its
    verb follows.
    """
    before = scene.text[: scene.span.start].rstrip()
    if not before:
        return True
    last = split_words(before)[-1:]
    if not (before.endswith(",") and last):
        return False
    return not last[0].text[:1].isupper() or _has_verb_after(scene)


def _has_verb_after(scene: Scene) -> bool:
    follows = scene.after[:1]
    if not follows or scene.text[scene.span.end : follows[0].span.start].strip():
        return False
    return follows[0].lower in words_of_class("auxiliary") or follows[0].lower.endswith("ed")


def _drop(scene: Scene, article: Word, reason: str) -> Change:
    whole = Span(article.span.start, scene.span.start)
    return Change(span=whole, before=whole.of(scene.text), after="", reason=reason)
