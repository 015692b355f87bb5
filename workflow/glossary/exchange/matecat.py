"""MateCat's glossary sheet: a row a concept, a column a language named by its full tag.

Columns: ``Forbidden``, ``Domain``, ``Subdomain``, ``Definition``, then for each language the term,
``Notes`` and ``Example of use``. A forbidden form makes a row of its own, marked TRUE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.errors import GlossaryError, SettingsError
from workflow.glossary.exchange.cells import read_csv, write_csv
from workflow.glossary.exchange.pairs import one_line
from workflow.glossary.terms import Enforce, Term, Wording
from workflow.languages import parse_lang
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workflow.model import LangTag

_GENERAL = ("Forbidden", "Domain", "Subdomain", "Definition")
_PER_LANG = ("Notes", "Example of use")


def write_matecat(terms: Iterable[Term], *, langs: Sequence[LangTag]) -> str:
    """Return terms as a sheet in `langs`, the first of which is the source language."""
    header = [*_GENERAL, *(name for lang in langs for name in (lang, *_PER_LANG))]
    return write_csv([header, *(row for term in terms for row in _rows(term, langs))])


def _rows(term: Term, langs: Sequence[LangTag]) -> Iterator[list[str]]:
    texts = {lang: one_line(term.preferred(lang)) for lang in langs}
    if sum(map(bool, texts.values())) > 1:
        yield _row(texts, langs, note=term.note)
    source = langs[0]
    for lang in langs[1:]:
        wording = term.wording(lang)
        for form in wording.forbidden if wording and texts[source] else ():
            yield _row({source: texts[source], lang: one_line(form)}, langs, forbidden=True)


def _row(
    texts: dict[LangTag, str], langs: Sequence[LangTag], *, note: str = "", forbidden: bool = False
) -> list[str]:
    row = ["TRUE" if forbidden else "", "", "", ""]
    for number, lang in enumerate(langs):
        row += [texts.get(lang, ""), one_line(note) if number == 0 else "", ""]
    return row


def read_matecat(text: str) -> tuple[Term, ...]:
    """Return the terms of a sheet, forbidden rows joined to the row of the same source text."""
    rows = read_csv(text)
    if not rows:
        return ()
    langs = _languages(rows[0])
    allowed: dict[str, Term] = {}
    banned: list[tuple[str, Wording]] = []
    for number, cells in enumerate(rows[1:], start=1):
        padded = [*cells, *[""] * (len(rows[0]) - len(cells))]
        texts = {lang: padded[index].strip() for index, lang in langs.items()}
        source = next(iter(texts.values()), "")
        if padded[0].strip().upper() == "TRUE":
            banned += [
                (source, Wording(lang=lang, preferred="", forbidden=(form,)))
                for lang, form in list(texts.items())[1:]
                if form
            ]
        elif source:
            note = padded[next(iter(langs)) + 1].strip()
            allowed.setdefault(source, _term(f"matecat-{number}", texts, note))
    return tuple(_with_forbidden(term, source, banned) for source, term in allowed.items())


def _languages(header: list[str]) -> dict[int, LangTag]:
    """Return the language of each column that names one."""
    langs = {}
    for index, name in enumerate(header):
        try:
            if name.strip() not in {*_GENERAL, *_PER_LANG, ""}:
                langs[index] = parse_lang(name)
        except SettingsError:
            continue
    if not langs:
        raise GlossaryError(
            tr("the header names no language"),
            slug="glossary-import",
            hint=tr("head each language's column with its tag, such as fr-FR"),
        )
    return langs


def _term(term_id: str, texts: dict[LangTag, str], note: str) -> Term:
    wordings = tuple(Wording(lang=lang, preferred=text) for lang, text in texts.items() if text)
    return Term(id=term_id, enforce=Enforce.SOFT, wordings=wordings, note=note)


def _with_forbidden(term: Term, source: str, banned: list[tuple[str, Wording]]) -> Term:
    wordings = {wording.lang: wording for wording in term.wordings}
    for text, ban in banned:
        if text != source:
            continue
        known = wordings.get(ban.lang)
        wordings[ban.lang] = Wording(
            lang=ban.lang,
            preferred=known.preferred if known else "",
            forbidden=(*(known.forbidden if known else ()), *ban.forbidden),
        )
    return Term(
        id=term.id,
        enforce=term.enforce,
        wordings=tuple(wordings.values()),
        note=term.note,
    )
