"""``make messages``: templates, catalogues and compiled catalogues in step with the code.

A text that is not said any more leaves the files; the history of the repository keeps it.
Nothing is guessed: a changed msgid waits for a translator with an empty msgstr.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.languages import to_gettext
from workflow.messages.extraction import iter_cli, iter_click, iter_public
from workflow.messages.public import PUBLIC_LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages import Catalog

    from workflow.messages.extraction import Message
    from workflow.model import LangTag

PACKAGE = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "locale"
_DATE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The dates in headers say nothing here: two runs must give the same bytes."""

_COMMENT = "# What Trianon says. Made by `make messages`; the msgstr of a .po file are yours."
_UNSAID = ('"Generated-By:', '"Report-Msgid-Bugs-To:')
"""Header fields that would change with the version of a library, or hold a placeholder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A template, and the languages it is translated into."""

    name: str
    langs: tuple[LangTag, ...]


DOMAINS = (
    Domain(name="public", langs=PUBLIC_LANGS),
    Domain(name="cli", langs=()),
)


def main() -> None:
    """Write all files of all domains."""
    for domain in DOMAINS:
        template = make_template(domain.name)
        _write(FOLDER / f"{domain.name}.pot", template)
        for lang in domain.langs:
            path = catalog_path(domain.name, lang)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalog = fill_template(template, lang, path)
            _write(path, catalog)
            path.with_suffix(".mo").write_bytes(compile_catalog(catalog))


def catalog_path(domain: str, lang: LangTag) -> Path:
    """Return where the catalogue of a domain in a language lies."""
    return FOLDER / to_gettext(lang) / "LC_MESSAGES" / f"{domain}.po"


def make_template(domain: str) -> Catalog:
    """Return what the code says in a domain, as a catalogue without translations."""
    found = {"public": lambda: iter_public(PACKAGE), "cli": lambda: iter_cli(PACKAGE)}
    return _template_of(found.get(domain, iter_click)())


def _template_of(messages: Iterable[Message]) -> Catalog:
    from babel.messages import Catalog  # noqa: PLC0415 - loaded to write, not to speak

    template = Catalog(project="Trianon", version="0", header_comment=_COMMENT, creation_date=_DATE)
    for message in messages:
        template.add(
            (message.msgid, message.plural) if message.plural else message.msgid,
            locations=[(message.place, 0)],
            auto_comments=message.comments,
            context=message.context or None,
        )
        kept = template.get(message.msgid, message.context or None)
        if kept is not None:  # no format of another language: "50 % des voix" is text
            kept.flags -= {"python-format", "python-brace-format"}
    return template


def fill_template(template: Catalog, lang: LangTag, path: Path) -> Catalog:
    """Return the catalogue of `lang`: the texts of `path` for what the template asks for."""
    from babel.messages import Catalog  # noqa: PLC0415 - loaded to write, not to speak

    old = read_po(path) if path.is_file() else Catalog()
    filled = Catalog(
        locale=to_gettext(lang),
        project="Trianon",
        version="0",
        header_comment=_COMMENT,
        language_team=to_gettext(lang),
        last_translator="Trianon",
        creation_date=_DATE,
        revision_date=_DATE,
        fuzzy=False,
    )
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        text = known.string if known and not known.fuzzy else ""
        filled.add(
            message.id,
            message.id if lang == "en" else text,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
        filled.get(message.id, message.context).flags.discard("python-format")  # type: ignore[union-attr] # added above
    return filled


def read_po(path: Path) -> Catalog:
    """Read a catalogue with Babel."""
    from babel.messages.pofile import read_po as read  # noqa: PLC0415 - loaded to write

    with path.open("rb") as stream:
        return read(stream)


def compile_catalog(catalog: Catalog) -> bytes:
    """Return the bytes of the .mo file."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - loaded to write, not to speak

    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def _write(path: Path, catalog: Catalog) -> None:
    from babel.messages.pofile import write_po  # noqa: PLC0415 - loaded to write, not to speak

    stream = io.BytesIO()
    write_po(stream, catalog, width=0, sort_output=True, include_lineno=False)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(_UNSAID)]
    path.write_text("".join(kept), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
