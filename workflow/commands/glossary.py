"""`translate glossary`: check it, and ask it what it finds, inflects, lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.commands.terms import glossary_files, read_glossary, refuse_errors
from workflow.errors import GlossaryError
from workflow.glossary.candidates import CandidateKind, extract_candidates
from workflow.glossary.enforcement.demands import phrase_of
from workflow.glossary.match import Matcher
from workflow.glossary.morphology.base import Phrase
from workflow.glossary.morphology.registry import load_morphology
from workflow.messages.interface import say
from workflow.model import LangTag, Severity
from workflow.storage import read_text
from workflow.wording import joined, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workflow.console import Console
    from workflow.glossary.match import TermHit
    from workflow.wording import Text
    from workflow.workspace import Workspace

_ENGLISH = LangTag("en")
_KINDS = {
    CandidateKind.EXPANSION: tr("acronym with expansion"),
    CandidateKind.NAME: tr("name"),
    CandidateKind.ACRONYM: tr("acronym"),
}


def run_check(langs: Sequence[LangTag], *, workspace: Workspace, console: Console) -> int:
    """Show all that is wrong with the glossary; return 1 where an error or a warning is.

    Every term must have a form in `langs`.
    """
    source_lang = workspace.settings.source_lang
    glossary = read_glossary(workspace, langs=(source_lang, *langs), required=(source_lang, *langs))
    console.document({"findings": [console.described_finding(each) for each in glossary.findings]})
    counts = dict.fromkeys(Severity, 0)
    for finding in glossary.findings:
        counts[finding.severity] += 1
        if not console.as_json and finding.severity is not Severity.INFO:
            console.finding(finding)
    files = len(glossary_files(workspace))
    terms = sum(term.position.path.endswith(".csv") for term in glossary.terms)
    summary = joined(
        [
            trn("{count} error", "{count} errors", counts[Severity.ERROR]),
            trn("{count} warning", "{count} warnings", counts[Severity.WARNING]),
            trn("{count} remark", "{count} remarks", counts[Severity.INFO]),
        ],
        ", ",
    )
    console.info(
        tr("{files} files, {terms} terms: {summary}", files=files, terms=terms, summary=summary)
    )
    return 1 if counts[Severity.ERROR] or counts[Severity.WARNING] else 0


def run_match(text: str, lang: LangTag, *, workspace: Workspace, console: Console) -> int:
    """Show the terms in `text` and why, then the forms that were seen and left."""
    glossary = read_glossary(workspace, langs=(lang, *_target_langs(workspace)))
    refuse_errors(glossary)
    matcher = Matcher(glossary, lang)
    hits, left = matcher.find(text), matcher.rejections(text)
    console.document(
        {
            "terms": [_describe_hit(hit, text) for hit in hits],
            "rejected": [{**_describe_hit(each.hit, text), "reason": each.reason} for each in left],
        }
    )
    for hit in hits:
        console.result(
            tr("{shown}: {reasons}", shown=_shown(hit, text), reasons=joined(hit.reasons))
        )
    for each in left:
        console.result(
            tr("not {shown}: {reason}", shown=_shown(each.hit, text), reason=each.reason)
        )
    if not hits:
        console.info(tr("no term of the glossary is in this text"))
    return 0


def run_inflect(text: str, lang: LangTag, *, workspace: Workspace, console: Console) -> int:
    """Show all forms of a term, with the hints that the glossary has for it.

    Raises `GlossaryError` where no grammar knows the language or the term.
    """
    grammar = load_morphology(lang)
    if grammar is None:
        raise GlossaryError(
            tr('there is no grammar of "{lang}" to inflect by', lang=lang),
            slug="glossary-no-grammar",
            hint=tr("grammars: en, ru; in other languages terms are only checked and reported"),
        )
    phrase = _phrase(text, lang, workspace)
    reason = grammar.can_inflect(phrase)
    if reason:
        raise GlossaryError(
            tr('"{text}" cannot be inflected: {reason}', text=text, reason=reason),
            slug="glossary-inflection",
            hint=tr("give the head word or the forms in the grammar column"),
        )
    paradigm = grammar.paradigm(phrase)
    console.document(
        {
            "term": text,
            "forms": {
                name: dict(zip(paradigm.columns, forms, strict=True))
                for name, forms in paradigm.rows
            },
        }
    )
    for name, forms in paradigm.rows:
        console.result("\t".join([name, *(form or "-" for form in forms)]))
    return 0


def run_extract(
    files: Sequence[Path], lang: LangTag, *, workspace: Workspace, console: Console
) -> int:
    """Show what the files name and the glossary does not know, the most useful first."""
    glossary = read_glossary(workspace, langs=(lang, *_target_langs(workspace)))
    found = extract_candidates([read_text(file) for file in files], lang, glossary)
    console.document(
        {
            "candidates": [
                {
                    "text": each.text,
                    "acronym": each.acronym,
                    "kind": each.kind.value,
                    "count": each.count,
                    "example": each.example,
                }
                for each in found
            ]
        }
    )
    for each in found:
        acronym = f" ({each.acronym})" if each.acronym else ""
        console.result(f"{each.count}\t{each.text}{acronym}\t{say(_KINDS[each.kind])}")
    return 0


def _phrase(text: str, lang: LangTag, workspace: Workspace) -> Phrase:
    """Return the term of the glossary that is written so, else a bare phrase."""
    glossary = read_glossary(workspace, langs=(workspace.settings.source_lang, lang))
    for term in glossary.terms:
        wording = term.wording(lang)
        if wording is not None and text in {form.text for form in wording.forms()}:
            return phrase_of(term, text, lang)
    return Phrase(text=text)


def _shown(hit: TermHit, text: str) -> Text:
    words = tr('"{text}"', text=hit.span.of(text))
    return joined([words, f"{hit.term.id} {hit.term.name}"], " = ")


def _describe_hit(hit: TermHit, text: str) -> dict[str, object]:
    return {
        "words": hit.span.of(text),
        "start": hit.span.start,
        "end": hit.span.end,
        "id": hit.term.id,
        "term": hit.term.name,
        "number": hit.number,
        "inflection": hit.inflection,
        "reasons": list(hit.reasons),
    }


def _target_langs(workspace: Workspace) -> tuple[LangTag, ...]:
    """Return the languages whose names of countries are read along with the files."""
    return workspace.settings.target_langs or (_ENGLISH,)
