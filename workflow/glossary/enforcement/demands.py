"""What each occurrence of a term asks for: which forms will do, and which one to write.

A strict term asks for its preferred form where the source has it. Where the source has another
form, an acronym or a synonym that is admitted, every allowed form will do: the author's choice of a
shorter or a different word may have its reason. An acronym in brackets, right after the name it
stands for, asks for an acronym.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.values import Demand
from workflow.glossary.morphology.base import Gender, Number, Phrase
from workflow.glossary.terms import NO_GRAMMAR, Enforce, Kind, Role
from workflow.glossary.tokens import is_acronym
from workflow.glossary.verify import expected_forms

if TYPE_CHECKING:
    from workflow.glossary.match import TermHit
    from workflow.glossary.terms import Term
    from workflow.model import LangTag


def demand_of(hit: TermHit, source: str, target_lang: LangTag) -> Demand | None:
    """Return what `hit` in `source` asks of a target, None where the term has no form there."""
    forms = [form for form in expected_forms(hit, target_lang) if form]
    if not forms or (_is_name(hit) and _is_glued(hit, source)):
        return None
    form, accepted = _standard(hit, forms, source)
    named = _has_acronym_after(hit, source)
    return Demand(
        hit=hit,
        accepted=frozenset(accepted),
        form=form,
        phrase=phrase_of(hit.term, form, target_lang),
        is_strict=hit.term.enforce is Enforce.STRICT and not (named and is_acronym(form)),
    )


def _standard(hit: TermHit, forms: list[str], source: str) -> tuple[str, list[str]]:
    """Return the form to write and the forms that will do; `forms` come best first."""
    if hit.term.enforce is not Enforce.STRICT:
        return forms[0], forms
    if is_acronym(hit.form.text):
        acronyms = [form for form in forms if is_acronym(form)]
        return forms[0], acronyms if acronyms and _in_brackets(hit, source) else forms
    if _has_acronym_after(hit, source):
        names = [form for form in forms if not is_acronym(form)] or forms
        return names[0], names[:1]
    if hit.form.role is Role.ADMITTED:
        return forms[0], forms
    return forms[0], forms[:1]


def _is_name(hit: TermHit) -> bool:
    return is_acronym(hit.form.text) or hit.term.kind.is_name


def _is_glued(hit: TermHit, source: str) -> bool:
    """Tell whether a name is a part of another one (``EUFOR-RCA``, ``Rif-Damas``)."""
    before, after = source[: hit.span.start], source[hit.span.end :]
    return bool(re.search(r"\w[-‑]$", before) or re.match(r"[-‑]\w", after))


def _has_acronym_after(hit: TermHit, source: str) -> bool:
    """Tell whether the term is given in full with an acronym in brackets."""
    after = re.match(r" ?\(([\w-]+)\)", source[hit.span.end :])
    return after is not None and is_acronym(after[1]) and not is_acronym(hit.form.text)


def _in_brackets(hit: TermHit, source: str) -> bool:
    span = hit.span
    return source[: span.start].endswith("(") and source[span.end :].startswith(")")


def phrase_of(term: Term, form: str, lang: LangTag) -> Phrase:
    """Return a form of a term with what the glossary knows of its grammar."""
    wording = term.wording(lang)
    preferred = wording is not None and form == wording.preferred
    grammar = wording.grammar if wording is not None and preferred else NO_GRAMMAR
    return Phrase(
        text=form,
        head=grammar.head,
        gender=Gender(grammar.gender) if grammar.gender else None,
        number=Number(grammar.number) if grammar.number else None,
        animate=grammar.animate,
        invariable=grammar.invariable or (is_acronym(form) and not lang.startswith("en")),
        person=term.kind is Kind.PERSON,
        verb=term.kind is Kind.FORMULA,
        forms=(*grammar.forms, *_plural_acronym(term, form, lang)),
    )


def _plural_acronym(term: Term, form: str, lang: LangTag) -> tuple[tuple[str, str], ...]:
    """Return the plural of an English acronym that stands for a common noun (*NGOs*), else none."""
    wording = term.wording(lang)
    # A house may forbid the full name: it tells all the same what the acronym stands for.
    names = (
        [] if wording is None else [*(each.text for each in wording.forms()), *wording.forbidden]
    )
    is_common = any(name[:1].islower() for name in names)
    if is_common and is_acronym(form) and lang.startswith("en"):
        return (("plur", f"{form}s"),)
    return ()
