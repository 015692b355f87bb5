"""DeepL's glossary CSV: ``source,target,source language,target language``, no header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.errors import GlossaryError, SettingsError
from workflow.glossary.exchange.cells import read_csv, write_csv
from workflow.glossary.exchange.pairs import Pair, one_line
from workflow.languages import parse_lang
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

_CELLS = 4


def write_deepl(pairs: Iterable[Pair]) -> str:
    """Return the pairs as CSV; a source text appears once, with its first target."""
    first: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        first.setdefault((pair.source, pair.source_lang, pair.target_lang), pair)
    return write_csv(
        (one_line(p.source), one_line(p.target), p.source_lang, p.target_lang)
        for p in first.values()
    )


def read_deepl(text: str) -> tuple[Pair, ...]:
    """Return the pairs of a file. Raises `GlossaryError` when it does not name the languages."""
    return tuple(_pair(row) for row in read_csv(text))


def _pair(row: list[str]) -> Pair:
    cells = [cell.strip() for cell in row]
    try:
        source, target, source_lang, target_lang = cells[:_CELLS]
        return Pair(
            source=source,
            target=target,
            source_lang=parse_lang(source_lang),
            target_lang=parse_lang(target_lang),
        )
    except (ValueError, SettingsError) as error:
        raise GlossaryError(
            tr(
                'row "{names}" is not source,target,source language,target language',
                names=",".join(cells),
            ),
            slug="glossary-import",
            hint=tr("give the two languages in the third and fourth column"),
        ) from error
