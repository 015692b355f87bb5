"""Access to the package's data files: one TOML file a language, and tables with a column each.

Files are read once, when first asked for; a language without a file has empty tables, so that
every rule then answers "not sure".
"""

from __future__ import annotations

import csv
import functools
import io
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from workflow.languages import base_of
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a language's file; a missing key is empty."""

    values: Mapping[str, str | list[str]]

    def text(self, key: str, default: str = "") -> str:
        """Return a single value."""
        value = self.values.get(key, default)
        return value if isinstance(value, str) else default

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of values."""
        value = self.values.get(key, [])
        return () if isinstance(value, str) else tuple(value)

    def __bool__(self) -> bool:
        return bool(self.values)


def load_table(lang: LangTag, name: str) -> Table:
    """Return the table `name` of a language."""
    return Table(_languages(base_of(lang)).get(name, {}))


@functools.cache
def described_langs() -> tuple[LangTag, ...]:
    """Return the languages that have a file, sorted."""
    files = (resources.files("workflow.structured") / "langs").iterdir()
    return tuple(
        sorted(
            LangTag(file.name.removesuffix(".toml"))
            for file in files
            if file.name.endswith(".toml")
        )
    )


@functools.cache
def load_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a ``.csv`` file of the package, in order."""
    text = (resources.files("workflow.structured") / name).read_text("utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


@functools.cache
def _languages(base: LangTag) -> dict[str, dict[str, str | list[str]]]:
    file = resources.files("workflow.structured") / "langs" / f"{base}.toml"
    if not base.isalpha() or not file.is_file():
        return {}
    return tomllib.loads(file.read_text("utf-8"))


def fold(text: str) -> str:
    """Return what stays of `text` without case, accents and kinds of spaces and apostrophes.

    Capitals often come without accents; every comparison of this package is between folded texts.

    >>> fold("L’État")
    "l'etat"
    """
    if text.isascii():
        return _SPACES.sub(" ", text.casefold()).strip()
    # The ligature is spelt out: NFD leaves it whole, and capitals are often typed without it.
    plain = text.casefold().replace("’", "'").replace("œ", "oe")
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare).strip()


_SPACES = re.compile(r"\s+")
