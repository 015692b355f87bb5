"""The entries of a hunspell list, each taken apart when its word is looked up.

A list has a hundred thousand lines and a release a few hundred words: to take all lines apart, as
spylls does, takes seconds at every start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spylls.hunspell.data.aff import Aff
    from spylls.hunspell.data.dic import Dic, Word
    from spylls.hunspell.readers.aff import Context

_COUNT = re.compile(r"\d+(?:\s|$)")
"""How many lines follow: the first line of a list."""
_TAGS = re.compile(r"\t|[ \t]\w\w:")
"""Where the grammar of an entry begins, behind its word and its flags."""


def read_entries(lines: Sequence[str], *, aff: Aff, context: Context) -> Dic:
    """Return the list that the lines make, for lookups; its `words` are not told one by one."""
    from spylls.hunspell.data.dic import Dic  # noqa: PLC0415 - only where words are checked

    entries = lines[1:] if lines and _COUNT.match(lines[0]) else lines
    reader = _Reader(aff, context)
    dic = Dic(words=[])
    dic.index = _Index(_by_stem(entries, reader), reader)
    dic.lowercase_index = _LowIndex(dic.index, reader)
    return dic


class _Reader:
    """Takes lines apart as spylls does."""

    def __init__(self, aff: Aff, context: Context) -> None:
        self.aff, self.context = aff, context

    def read(self, lines: Iterable[str]) -> list[Word]:
        """Return the entries of some lines."""
        from spylls.hunspell.readers import read_dic  # noqa: PLC0415 - as above

        numbered = enumerate(lines, 2)  # the first line of a list may be a number
        words: list[Word] = read_dic(numbered, aff=self.aff, context=self.context).words
        return words


class _Index:
    """The entries by stem."""

    def __init__(self, lines: Mapping[str, Sequence[str]], reader: _Reader) -> None:
        self.lines, self._reader = lines, reader
        self._read: dict[str, list[Word]] = {}

    def get(self, stem: str, default: list[Word]) -> list[Word]:
        """Return the entries of a stem, `default` where there is none."""
        if stem not in self.lines:
            return default
        if stem not in self._read:
            self._read[stem] = self._reader.read(self.lines[stem])
        return self._read[stem]


class _LowIndex:
    """The entries by what their stems are in small letters: OpenOffice.org by openoffice.org."""

    def __init__(self, index: _Index, reader: _Reader) -> None:
        self._index, self._reader = index, reader
        self._stems: dict[str, list[str]] | None = None

    def get(self, low: str, default: list[Word]) -> list[Word]:
        """Return the entries of all stems that are `low` in small letters."""
        if self._stems is None:
            self._stems = {}
            for stem in self._index.lines:
                if not stem.islower():
                    for each in self._reader.aff.casing.lower(stem):
                        self._stems.setdefault(each, []).append(stem)
        stems = self._stems.get(low, [])
        return [word for stem in stems for word in self._index.get(stem, [])] or default


def _by_stem(lines: Iterable[str], reader: _Reader) -> dict[str, list[str]]:
    ignored = reader.context.ignore
    found: dict[str, list[str]] = {}
    for line in lines:
        entry = _TAGS.split(line, maxsplit=1)[0] if "\t" in line or ":" in line else line
        stem, _, flags = entry.partition("/")
        if not stem or "/" in flags or "\\" in entry:
            (stem,) = (word.stem for word in reader.read([line]))  # "km\/h" is a word with a stroke
        elif ignored:
            stem = stem.translate(ignored.tr)
        found.setdefault(stem, []).append(line)
    return found
