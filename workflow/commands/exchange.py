"""`translate glossary import | export`: glossaries of other tools, to and fro."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.commands.terms import glossary_files
from workflow.errors import GlossaryError
from workflow.glossary.exchange.deepl import read_deepl, write_deepl
from workflow.glossary.exchange.matecat import read_matecat, write_matecat
from workflow.glossary.exchange.native import write_native
from workflow.glossary.exchange.omegat import read_omegat, write_omegat
from workflow.glossary.exchange.pairs import pairs_of, terms_of
from workflow.glossary.exchange.tbx import read_tbx, write_tbx
from workflow.glossary.load import load_glossary
from workflow.model import Position
from workflow.storage import read_text, write_atomic
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.console import Console
    from workflow.glossary.exchange.pairs import Pair
    from workflow.glossary.terms import Term
    from workflow.model import LangTag
    from workflow.workspace import Workspace

FORMATS = ("tbx", "omegat", "deepl", "matecat")
_STANDARD_STREAM = Path("-")


def run_import(
    file: Path, output: Path, *, layout: str, langs: tuple[LangTag, LangTag], console: Console
) -> int:
    """Write the terms of another tool's file as a glossary file of ours.

    Raises `GlossaryError` for a file that is not in `layout`, or for an output that exists.
    """
    if output.exists():
        raise GlossaryError(
            tr('"{output}" exists already', output=output),
            slug="glossary-exists",
            hint=tr("choose another name: an import never overwrites what people edited"),
        )
    terms = _read(read_text(file), file, layout, langs)
    found = dict.fromkeys(wording.lang for term in terms for wording in term.wordings)
    _write(write_native(terms, langs=tuple(found)), output)
    console.info(tr("{count} terms; check them with: translate glossary check", count=len(terms)))
    return 0


def run_export(
    output: Path, *, layout: str, langs: Sequence[LangTag], workspace: Workspace, console: Console
) -> int:
    """Write the workspace's own terms in another tool's layout, the source language first."""
    glossary = load_glossary(glossary_files(workspace), source_lang=langs[0], places=False)
    _write(_written(glossary.terms, layout, langs), output)
    console.info(tr("{count} terms", count=len(glossary.terms)))
    return 0


def _read(text: str, file: Path, layout: str, langs: tuple[LangTag, LangTag]) -> tuple[Term, ...]:
    try:
        match layout:
            case "tbx":
                return read_tbx(text)
            case "matecat":
                return read_matecat(text)
            case "deepl":
                return terms_of(read_deepl(text), prefix=file.stem)
            case _:
                source_lang, target_lang = langs
                pairs = read_omegat(text, source_lang=source_lang, target_lang=target_lang)
                return terms_of(pairs, prefix=file.stem)
    except GlossaryError as error:
        if error.position is None:
            error.position = Position(path=str(file))
        raise


def _written(terms: Sequence[Term], layout: str, langs: Sequence[LangTag]) -> str:
    match layout:
        case "tbx":
            return write_tbx(terms, source_lang=langs[0])
        case "matecat":
            return write_matecat(terms, langs=langs)
        case "deepl":
            return write_deepl(_pairs(terms, langs))
        case _:
            return write_omegat(_pairs(terms, langs))


def _pairs(terms: Sequence[Term], langs: Sequence[LangTag]) -> Iterator[Pair]:
    return (
        pair
        for lang in langs[1:]
        for pair in pairs_of(terms, source_lang=langs[0], target_lang=lang)
    )


def _write(text: str, output: Path) -> None:
    if output == _STANDARD_STREAM:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        write_atomic(output, text)
