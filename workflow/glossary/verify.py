"""Check that a target text says the terms of its source, whoever wrote it.

Forms are looked up as the matcher looks them up, by lemma or inflected form, and every occurrence
in the source needs words of its own in the target: spans are exclusive, and the assignment leaves
as few occurrences unmet as can be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.glossary.match import Matcher
from workflow.glossary.terms import Enforce, Glossary, Role, Wording
from workflow.glossary.tokens import is_acronym
from workflow.model import Excerpt, Finding, Severity
from workflow.wording import joined, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.glossary.match import TermHit
    from workflow.glossary.terms import Term
    from workflow.model import LangTag, Position

_MAX_STEPS = 5000
_MAX_SEARCHED = 200
"""Beyond so many occurrences at once the first assignment found is good enough."""
_MAX_EXPECTED = 3
_ROLES = tuple(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One occurrence of a term in the source and where the target says it."""

    source: TermHit
    target: TermHit | None
    """None where no words of the target are left for it."""


def occurrences(text: str, lang: LangTag, terms: Sequence[Term]) -> tuple[TermHit | None, ...]:
    """Find an allowed form of each of `terms` in `text`, in the order of `terms`.

    A term listed twice needs two occurrences; None stands for one that is not there.
    """
    glossary = Glossary(terms=tuple({term.id: term for term in terms}.values()))
    candidates = Matcher(glossary, lang, lenient=True).candidates(text)
    return _assign([term.id for term in terms], candidates)


def expected_forms(hit: TermHit, lang: LangTag) -> tuple[str, ...]:
    """Return the forms that may answer a hit, best first: an acronym answers an acronym."""
    wording = hit.term.wording(lang)
    if wording is None:
        return (hit.form.text,) if hit.term.do_not_translate else ()
    texts = [form.text for form in wording.forms()]
    if is_acronym(hit.form.text) and wording.acronym:
        texts.insert(0, wording.acronym)
    return tuple(dict.fromkeys(texts))


@dataclass(slots=True)
class TermChecker:
    """Compares source and target texts in the light of one glossary; costly to make, then fast."""

    glossary: Glossary
    source_lang: LangTag
    target_lang: LangTag
    _source: Matcher = field(init=False)
    _allowed: Matcher = field(init=False)
    _forbidden: Matcher = field(init=False)

    def __post_init__(self) -> None:
        target = _with_kept_forms(self.glossary, self.source_lang, self.target_lang)
        self._source = Matcher(self.glossary, self.source_lang)
        self._allowed = Matcher(target, self.target_lang, lenient=True)
        self._forbidden = Matcher(target, self.target_lang, lenient=True, forbidden=True)

    def hits(self, source: str) -> tuple[TermHit, ...]:
        """Return the terms of a source text."""
        return self._source.find(source)

    def renderings(self, source: str, target: str) -> tuple[Rendering, ...]:
        """Return each term of `source` that has a form in the target language, and its words."""
        hits = [hit for hit in self.hits(source) if expected_forms(hit, self.target_lang)]
        found = self.assign([hit.term for hit in hits], target)
        return tuple(
            Rendering(source=hit, target=answer) for hit, answer in zip(hits, found, strict=True)
        )

    def assign(self, terms: Sequence[Term], target: str) -> tuple[TermHit | None, ...]:
        """Do what `occurrences` does, with terms of the checker's glossary."""
        wanted = {term.id for term in terms}
        candidates = [hit for hit in self._allowed.candidates(target) if hit.term.id in wanted]
        return _assign([term.id for term in terms], candidates)

    def forbidden(self, target: str) -> tuple[TermHit, ...]:
        """Return the forbidden forms of any term that `target` holds."""
        return self._forbidden.candidates(target)


def check_terms(
    source: str, target: str, *, checker: TermChecker, position: Position
) -> tuple[Finding, ...]:
    """Report terms of `source` that `target` does not render, or renders by a forbidden form.

    A term said several times in the source need only be said once; the rest is information.
    """
    renderings = checker.renderings(source, target)
    unmet = [item.source for item in renderings if item.target is None]
    met = {item.source.term.id for item in renderings if item.target}
    wrong = _wrong_forms(unmet, renderings, checker, target)
    findings = []
    for hit in {hit.term.id: hit for hit in unmet}.values():
        if forbidden := wrong.get(hit.term.id):
            finding = _forbidden(hit, forbidden.span.of(target), checker, position)
            answer = Excerpt(text=target, span=forbidden.span)
        else:
            finding = _missing(hit, checker, position, repeated=hit.term.id in met)
            answer = None
        words = Excerpt(text=source, span=hit.span)
        findings.append(replace(finding, source=words, target=answer))
    return tuple(findings)


def check_consistency(
    texts: Iterable[tuple[str, str, Position]], *, checker: TermChecker
) -> tuple[Finding, ...]:
    """Report strict terms that (source, target, position) texts render by different forms.

    Acronyms count as the same as the form they stand for, and formulae may vary.
    """
    first: dict[str, tuple[str, Position]] = {}
    findings = []
    for source, target, position in texts:
        for item in checker.renderings(source, target):
            answer = item.target
            if answer is None or item.source.term.enforce is not Enforce.STRICT:
                continue
            form = answer.form.text
            if is_acronym(form):
                continue
            earlier, place = first.setdefault(item.source.term.id, (form, position))
            if earlier.casefold() != form.casefold():
                finding = _inconsistent(item.source, form, earlier, place, position)
                words = Excerpt(text=source, span=item.source.span)
                findings.append(
                    replace(finding, source=words, target=Excerpt(text=target, span=answer.span))
                )
    return tuple(findings)


def _with_kept_forms(glossary: Glossary, source: LangTag, target: LangTag) -> Glossary:
    """Return the glossary with the source's forms as target forms of what stays untranslated."""
    return replace(glossary, terms=tuple(_kept(term, source, target) for term in glossary.terms))


def _kept(term: Term, source: LangTag, target: LangTag) -> Term:
    original = term.wording(source)
    if not term.do_not_translate or original is None or term.wording(target):
        return term
    kept = Wording(lang=target, preferred=original.preferred, admitted=original.admitted)
    return replace(term, wordings=(*term.wordings, kept))


def _assign(wanted: Sequence[str], candidates: Iterable[TermHit]) -> tuple[TermHit | None, ...]:
    """Give each wanted id a candidate of its own, no two overlapping, as many as possible."""
    options: defaultdict[str, list[TermHit]] = defaultdict(list)
    for hit in candidates:
        options[hit.term.id].append(hit)
    for hits in options.values():
        hits.sort(key=lambda hit: (_ROLES.index(hit.form.role), -len(hit.span), hit.span))
    return _Assignment(wanted, options).solve()


@dataclass(slots=True)
class _Assignment:
    """A search for the best assignment, cut off after a fixed number of steps."""

    wanted: Sequence[str]
    options: dict[str, list[TermHit]]
    current: dict[int, TermHit] = field(default_factory=dict)
    best: dict[int, TermHit] = field(default_factory=dict)
    steps: int = 0

    def solve(self) -> tuple[TermHit | None, ...]:
        counts = Counter(self.wanted)
        possible = [i for i, term_id in enumerate(self.wanted) if self.options.get(term_id)]
        possible.sort(key=lambda i: (len(self.options[self.wanted[i]]) - counts[self.wanted[i]], i))
        if len(possible) > _MAX_SEARCHED:
            self._take_first(possible)
        else:
            self._extend(possible, 0)
        return tuple(self.best.get(index) for index in range(len(self.wanted)))

    def _take_first(self, order: list[int]) -> None:
        """Give each wanted id, in order, the first candidate that is free."""
        taken: set[int] = set()
        for index in order:
            for hit in self.options[self.wanted[index]]:
                places = range(hit.span.start, hit.span.end)
                if taken.isdisjoint(places):
                    taken.update(places)
                    self.best[index] = hit
                    break

    def _extend(self, order: list[int], depth: int) -> None:
        self.steps += 1
        if len(self.current) > len(self.best):
            self.best = dict(self.current)
        left = len(order) - depth
        if not left or len(self.best) == len(order) or self.steps > _MAX_STEPS:
            return
        if len(self.current) + left <= len(self.best):
            return
        index = order[depth]
        for hit in self.options[self.wanted[index]]:
            if not any(hit.span.overlaps(other.span) for other in self.current.values()):
                self.current[index] = hit
                self._extend(order, depth + 1)
                del self.current[index]
        self._extend(order, depth + 1)


def _wrong_forms(
    unmet: Sequence[TermHit],
    renderings: Sequence[Rendering],
    checker: TermChecker,
    target: str,
) -> dict[str, TermHit]:
    """Return the forbidden form that stands for an unmet term, by its id."""
    if not unmet:
        return {}
    wanted = {hit.term.id for hit in unmet}
    answers = [item.target for item in renderings if item.target]
    return {
        hit.term.id: hit
        for hit in reversed(checker.forbidden(target))
        if hit.term.id in wanted and not any(hit.span.overlaps(answer.span) for answer in answers)
    }


def _expected(hit: TermHit, checker: TermChecker) -> str:
    forms = expected_forms(hit, checker.target_lang)
    more = " …" if len(forms) > _MAX_EXPECTED else ""
    quoted = joined([tr('"{text}"', text=form) for form in forms[:_MAX_EXPECTED]], ", ")
    return tr("expected: {forms}", forms=joined([quoted, more], ""))


def _missing(hit: TermHit, checker: TermChecker, position: Position, *, repeated: bool) -> Finding:
    soft = repeated or hit.term.enforce is not Enforce.STRICT
    return Finding(
        code="term-missing",
        severity=Severity.INFO if soft else Severity.WARNING,
        position=position,
        message=tr('"{term}" is not rendered as often as in the source', term=hit.form.text)
        if repeated
        else tr('"{term}" is not rendered', term=hit.form.text),
        hint=_expected(hit, checker),
    )


def _forbidden(hit: TermHit, wrong: str, checker: TermChecker, position: Position) -> Finding:
    return Finding(
        code="term-forbidden",
        severity=Severity.WARNING,
        position=position,
        message=tr(
            '"{wrong}" is a forbidden rendering of "{term}"', wrong=wrong, term=hit.form.text
        ),
        hint=_expected(hit, checker),
    )


def _inconsistent(
    hit: TermHit, form: str, earlier: str, place: Position, position: Position
) -> Finding:
    return Finding(
        code="term-inconsistent",
        severity=Severity.INFO,
        position=position,
        message=tr(
            '"{term}" is "{form}" here and "{earlier}" at {place}',
            term=hit.form.text,
            form=form,
            earlier=earlier,
            place=place,
        ),
        hint=tr("use one rendering throughout a text"),
    )
