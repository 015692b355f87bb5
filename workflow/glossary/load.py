"""Read glossary files: one concept a row, a group of columns for each language.

Columns: ``id``, ``kind``, ``enforce``, ``do_not_translate``, ``authority``, ``note``, and for each
language ``fr`` (preferred form), ``fr_admitted``, ``fr_forbidden``, ``fr_acronym``, ``fr_grammar``,
``fr_guard``. Several values of a cell are separated by ``|``. Everything that is wrong is a
finding with file, row and column; a row in error is left out and the others are used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from workflow.errors import SettingsError
from workflow.glossary.context import GuardError, parse_guard
from workflow.glossary.hints import HintError, parse_grammar
from workflow.glossary.places import add_places
from workflow.glossary.table import read_table
from workflow.glossary.terms import Enforce, Glossary, Kind, Term, Wording
from workflow.glossary.validate import validate
from workflow.languages import parse_lang
from workflow.model import Finding, LangTag, Position, Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum
    from pathlib import Path
    from typing import TypeAlias

    from workflow.glossary.context import Guard
    from workflow.glossary.table import Row, Table
    from workflow.glossary.terms import Grammar

    CanInflect: TypeAlias = Callable[[Term], str | None]
    """Answers why a term cannot be inflected, None where it can."""

GENERAL_COLUMNS = ("id", "kind", "enforce", "do_not_translate", "authority", "note")
PARTS = ("", "admitted", "forbidden", "acronym", "grammar", "guard")
SEPARATOR = "|"
_TRUE = frozenset({"yes", "true", "1", "x"})
_FALSE = frozenset({"", "no", "false", "0"})
_SOURCE_LANG = LangTag("fr")

_EnumT = TypeVar("_EnumT", bound="StrEnum")


def load_glossary(
    paths: Iterable[Path],
    *,
    source_lang: LangTag = _SOURCE_LANG,
    required: Iterable[LangTag] = (),
    places: bool = True,
    can_inflect: CanInflect | None = None,
) -> Glossary:
    """Read and validate glossary files as one glossary.

    `required` languages must have a form of every term; `places` adds countries, languages and
    currencies from CLDR where the files do not have them. Raises `GlossaryError` for a file that
    cannot be read at all; whatever is wrong inside is in `Glossary.findings`.
    """
    terms: list[Term] = []
    findings: list[Finding] = []
    langs: dict[LangTag, None] = {}
    for path in paths:
        table = read_table(path)
        findings += table.findings
        columns = _columns(table, findings)
        langs.update(dict.fromkeys(columns.langs))
        if columns.names:
            terms += _terms(table, columns, findings)
    checked, problems = validate(
        terms, source_lang=source_lang, required=tuple(required), can_inflect=can_inflect
    )
    found = tuple(sorted([*findings, *problems], key=lambda f: (f.position, f.code, f.message)))
    if places:
        checked = add_places(checked, langs=tuple(langs) or (source_lang,), source_lang=source_lang)
    return Glossary(terms=checked, findings=found, langs=tuple(langs))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column stands; `langs` in the order of the header."""

    names: dict[str, int]
    langs: tuple[LangTag, ...] = ()
    parts: tuple[tuple[LangTag, tuple[int | None, ...]], ...] = ()


def _columns(table: Table, findings: list[Finding]) -> _Columns:
    """Read the header. A column that nothing knows is reported and ignored."""
    names: dict[str, int] = {}
    places: dict[LangTag, dict[str, int]] = {}
    for index, name in enumerate(table.header):
        known = _general_or_lang(name)
        if not name:
            continue
        if known is None or name in names:
            findings.append(
                Finding(
                    position=Position(path=table.path, line=1, column=index + 1),
                    code="glossary-unknown-column",
                    severity=Severity.WARNING,
                    message=tr('column "{name}" appears twice and is ignored', name=name)
                    if name in names
                    else tr('column "{name}" is not known and is ignored', name=name),
                    hint=tr(
                        "use {columns}, or a language tag and {parts}",
                        columns=", ".join(GENERAL_COLUMNS),
                        parts=", ".join(f"_{part}" for part in PARTS[1:]),
                    ),
                )
            )
            continue
        names[name] = index
        lang, part = known
        if lang:
            places.setdefault(lang, {})[part] = index
    if table.header and ("id" not in names or not places):
        findings.append(
            Finding(
                position=Position(path=table.path, line=1),
                code="glossary-header",
                severity=Severity.ERROR,
                message=tr('the header has no column "id", or no language'),
                hint=tr("the first row must name the columns: id,kind,enforce,fr,en,…"),
            )
        )
        return _Columns({})
    parts = tuple((lang, tuple(map(found.get, PARTS))) for lang, found in places.items())
    return _Columns(names, tuple(places), parts)


def _general_or_lang(name: str) -> tuple[LangTag | None, str] | None:
    if name in GENERAL_COLUMNS:
        return None, name
    tag, _, part = name.partition("_")
    if part not in PARTS:
        return None
    try:
        return parse_lang(tag), part
    except SettingsError:
        return None


def _terms(table: Table, columns: _Columns, findings: list[Finding]) -> list[Term]:
    broken = {(f.position.path, f.position.line) for f in table.findings if f.position.column}
    terms = []
    for row in table.rows:
        if (row.position.path, row.position.line) in broken:
            continue
        reader = _RowReader(row, columns, findings)
        term = reader.term()
        if term:
            terms.append(term)
    return terms


@dataclass(slots=True)
class _RowReader:
    """Turns one row into a term and collects what is wrong with it."""

    row: Row
    columns: _Columns
    findings: list[Finding]
    failed: bool = False

    def term(self) -> Term | None:
        """Return the term of the row, None where the row is in error."""
        term = Term(
            id=self.cell("id"),
            kind=self.choice("kind", Kind, Kind.CONCEPT),
            enforce=self.choice("enforce", Enforce, Enforce.STRICT),
            do_not_translate=self.flag("do_not_translate"),
            wordings=tuple(filter(None, map(self.wording, range(len(self.columns.parts))))),
            authority=self.cell("authority"),
            note=self.cell("note"),
            position=self.row.position,
        )
        if not term.id:
            self.fail("id", tr("the row has no id"), hint=tr("give it a short stable name"))
        elif not term.wordings:
            self.fail("id", tr('term "{id}" has no form in any language', id=term.id))
        return None if self.failed else term

    def wording(self, number: int) -> Wording | None:
        """Return what the row says in the language of that number, None for nothing."""
        lang, places = self.columns.parts[number]
        cells = self.row.cells
        preferred, admitted, forbidden, acronym, grammar, guard = (
            cells[place] if place is not None else "" for place in places
        )
        if not (preferred or admitted or forbidden or acronym):
            return None
        return Wording(
            lang=lang,
            preferred=preferred,
            admitted=_values(admitted),
            forbidden=_values(forbidden),
            acronym=acronym,
            grammar=self.grammar(f"{lang}_grammar", grammar),
            guard=self.guard(f"{lang}_guard", guard),
        )

    def cell(self, name: str) -> str:
        """Return the text of a column, "" where the file does not have it."""
        place = self.columns.names.get(name)
        return self.row.cells[place] if place is not None else ""

    def choice(self, name: str, values: type[_EnumT], default: _EnumT) -> _EnumT:
        """Return the value of a column that has a closed list of them."""
        text = self.cell(name).lower()
        if not text:
            return default
        try:
            return values(text)
        except ValueError:
            self.fail(
                name,
                tr('"{text}" is not a value of column "{name}"', text=text, name=name),
                code="glossary-unknown-value",
                hint=tr("use one of: {names}", names=", ".join(values)),
            )
            return default

    def flag(self, name: str) -> bool:
        """Return the value of a yes/no column."""
        text = self.cell(name).lower()
        if text not in _TRUE | _FALSE:
            self.fail(
                name,
                tr('"{text}" is not a value of column "{name}"', text=text, name=name),
                code="glossary-unknown-value",
                hint=tr("use yes, or leave the cell empty"),
            )
        return text in _TRUE

    def grammar(self, name: str, text: str) -> Grammar:
        """Return the grammar hints of a cell."""
        try:
            return parse_grammar(text)
        except HintError as error:
            self.fail(name, error.args[0], code="glossary-unknown-value")
            return parse_grammar("")

    def guard(self, name: str, text: str) -> Guard | None:
        """Return the guard of a cell, None where it is empty or in error."""
        try:
            return parse_guard(text) if text else None
        except GuardError as error:
            self.fail(
                name, tr("the guard does not read: {error}", error=error), code="glossary-guard"
            )
            return None

    def fail(self, name: str, message: str, *, code: str = "glossary-row", hint: str = "") -> None:
        """Note an error in the column `name` of the row."""
        self.failed = True
        self.findings.append(
            Finding(
                position=Position(
                    path=self.row.position.path,
                    line=self.row.position.line,
                    column=self.columns.names.get(name, -1) + 1,
                ),
                code=code,
                severity=Severity.ERROR,
                message=message,
                hint=hint,
            )
        )


def _values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell, each once, in order."""
    if not cell:
        return ()
    return tuple(dict.fromkeys(filter(None, (v.strip() for v in cell.split(SEPARATOR)))))
