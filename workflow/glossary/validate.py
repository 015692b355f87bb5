"""What must hold between the rows of a glossary, and of each row's forms taken together.

A check answers findings; a term with an error is left out, so that nothing wrong is enforced.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from workflow.glossary.tokens import normal, tokenize
from workflow.model import Finding, Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from workflow.glossary.terms import Term, Wording
    from workflow.model import LangTag

_STEM = 3
"""Letters an inflected word may lose at its end and still count as the same (Совет, Совета)."""


def validate(
    terms: Sequence[Term],
    *,
    source_lang: LangTag,
    required: Sequence[LangTag] = (),
    can_inflect: Callable[[Term], str | None] | None = None,
) -> tuple[tuple[Term, ...], tuple[Finding, ...]]:
    """Return the terms without error, and all findings in no particular order."""
    found: list[tuple[Term, Finding]] = []
    found += _duplicate_ids(terms)
    found += _contradictions(terms, source_lang)
    for term in terms:
        found += _forms(term, required)
        reason = can_inflect(term) if can_inflect else None
        if reason:
            finding = _about(term, "glossary-inflection", Severity.WARNING, reason, _INFLECT)
            found.append((term, finding))
    found += _nested(terms, source_lang)
    bad = {id(term) for term, finding in found if finding.severity is Severity.ERROR}
    good = tuple(term for term in terms if id(term) not in bad)
    return good, tuple(finding for _, finding in found)


_INFLECT = tr("give the head word or the forms in the grammar column")


def _about(term: Term, code: str, severity: Severity, message: str, hint: str = "") -> Finding:
    return Finding(code=code, severity=severity, position=term.position, message=message, hint=hint)


def _duplicate_ids(terms: Iterable[Term]) -> Iterator[tuple[Term, Finding]]:
    first: dict[str, Term] = {}
    for term in terms:
        earlier = first.setdefault(term.id, term)
        if earlier is not term:
            yield (
                term,
                _about(
                    term,
                    "glossary-duplicate-id",
                    Severity.ERROR,
                    tr(
                        'id "{id}" is already used at {position}',
                        id=term.id,
                        position=earlier.position,
                    ),
                    tr("give the row an id of its own, or merge the two rows"),
                ),
            )


def _contradictions(terms: Iterable[Term], source_lang: LangTag) -> Iterator[tuple[Term, Finding]]:
    """Compare terms that share a source form and that no guard tells apart."""
    first: dict[str, Term] = {}
    for term in terms:
        wording = term.wording(source_lang)
        if wording is None:
            continue
        for form in wording.forms():
            earlier = first.setdefault(_key(form.text), term)
            if earlier is term or earlier.id == term.id or _told_apart(earlier, term, source_lang):
                continue
            yield term, _conflict(earlier, term, form.text, source_lang)


def _told_apart(one: Term, other: Term, lang: LangTag) -> bool:
    guards = [wording.guard for t in (one, other) if (wording := t.wording(lang))]
    return len(set(guards)) > 1


def _conflict(earlier: Term, term: Term, form: str, source_lang: LangTag) -> Finding:
    for wording in term.wordings:
        rival = earlier.wording(wording.lang)
        if wording.lang == source_lang or rival is None:
            continue
        if not {f.text for f in wording.forms()} & {f.text for f in rival.forms()}:
            return _about(
                term,
                "glossary-contradiction",
                Severity.ERROR,
                tr(
                    '"{form}" is "{preferred}" here and "{other}" at {position}',
                    form=form,
                    preferred=wording.preferred,
                    other=rival.preferred,
                    position=earlier.position,
                ),
                tr("keep one row, or tell them apart with a guard"),
            )
    return _about(
        term,
        "glossary-duplicate",
        Severity.WARNING,
        tr(
            '"{form}" also belongs to "{id}" at {position}',
            form=form,
            id=earlier.id,
            position=earlier.position,
        ),
        tr("merge the two rows"),
    )


def _forms(term: Term, required: Sequence[LangTag]) -> Iterator[tuple[Term, Finding]]:
    """Check the forms of one term."""
    for wording in term.wordings:
        yield from ((term, finding) for finding in _wording(term, wording))
    missing = [lang for lang in required if not term.preferred(lang)]
    filled = [wording for wording in term.wordings if wording.preferred]
    if missing and not term.do_not_translate:
        yield (
            term,
            _about(
                term,
                "glossary-missing-form",
                Severity.WARNING,
                tr(
                    'term "{name}" has no form in: {names}',
                    name=term.name,
                    names=", ".join(missing),
                ),
                tr("add it, or mark the row do_not_translate"),
            ),
        )
    elif len(filled) == 1 and not term.do_not_translate:
        yield (
            term,
            _about(
                term,
                "glossary-missing-form",
                Severity.WARNING,
                tr('term "{name}" has a form in one language only', name=term.name),
                tr("add the others, or mark the row do_not_translate"),
            ),
        )


def _wording(term: Term, wording: Wording) -> Iterator[Finding]:
    if not wording.preferred:
        yield _about(
            term,
            "glossary-missing-form",
            Severity.WARNING,
            tr('term "{name}" has no preferred form in {lang}', name=term.name, lang=wording.lang),
            tr('fill column "{lang}"', lang=wording.lang),
        )
    allowed = {form.text for form in wording.forms()}
    for form in wording.forbidden:
        if form in allowed:
            yield _about(
                term,
                "glossary-forbidden-allowed",
                Severity.ERROR,
                tr(
                    '"{form}" is both allowed and forbidden in {lang}', form=form, lang=wording.lang
                ),
                tr("take it out of one of the two columns"),
            )
    for form in (*allowed, *wording.forbidden):
        if not any(map(str.isalnum, form)):
            yield _about(
                term,
                "glossary-empty-form",
                Severity.ERROR,
                tr('"{form}" in {lang} holds no word', form=form, lang=wording.lang),
                tr("write a form made of letters or digits"),
            )


def _nested(terms: Sequence[Term], source_lang: LangTag) -> Iterator[tuple[Term, Finding]]:
    """Report a term whose source holds another term that is rendered differently inside it."""
    forms: dict[tuple[str, ...], Term] = {}
    by_length: defaultdict[int, int] = defaultdict(int)
    keys = [(term, _words(term.preferred(source_lang))) for term in terms]
    for term, words in keys:
        if words:
            forms.setdefault(words, term)
            by_length[len(words)] += 1
    lengths = sorted(by_length)
    for term, words in keys:
        for inner in _inside(words, forms, lengths):
            lang = _differing(inner, term, source_lang)
            if lang:
                yield (
                    term,
                    _about(
                        term,
                        "glossary-nested",
                        Severity.INFO,
                        tr(
                            '"{name}" inside "{outer}" is "{preferred}" alone, but "{other}" here',
                            name=inner.name,
                            outer=term.name,
                            preferred=inner.preferred(lang),
                            other=term.preferred(lang),
                        ),
                    ),
                )


def _inside(
    words: tuple[str, ...], forms: dict[tuple[str, ...], Term], lengths: Sequence[int]
) -> Iterator[Term]:
    for length in lengths:
        if length >= len(words):
            return
        for start in range(len(words) - length + 1):
            inner = forms.get(words[start : start + length])
            if inner:
                yield inner


def _differing(inner: Term, outer: Term, source_lang: LangTag) -> LangTag | None:
    """Return a language in which the words of `inner` are not among those of `outer`."""
    for wording in inner.wordings:
        if wording.lang == source_lang:
            continue
        others = _words(outer.preferred(wording.lang))
        own = _words(wording.preferred)
        if others and not all(any(_akin(word, other) for other in others) for word in own):
            return wording.lang
    return None


def _akin(word: str, other: str) -> bool:
    stem = max(len(word) - _STEM, min(len(word), _STEM))
    return other.startswith(word[:stem])


@functools.lru_cache(maxsize=2**17)
def _words(text: str) -> tuple[str, ...]:
    return tuple(normal(word) for word in tokenize(text).words)


def _key(text: str) -> str:
    """Return a key under which forms that match the same text are equal, acronyms apart."""
    return text if text.isupper() else " ".join(_words(text))
