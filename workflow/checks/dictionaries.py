"""hunspell dictionaries that are installed on this machine, found where each system keeps them.

spylls reads them, a hunspell in Python: no program is started, and it runs wherever we do. Its own
suggestions can take minutes for one French word; ours are near words of the list.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.checks.entries import read_entries
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from spylls.hunspell import Dictionary

    from workflow.model import LangTag

VARIABLE = "DICPATH"
"""Names folders, as for hunspell itself."""
_MAX_BYTES = 64 * 2**20
_PREFERRED = {"en": "GB", "fr": "FR", "de": "DE", "es": "ES", "pt": "PT", "ru": "RU"}
"""The country whose dictionary is taken where a tag names none."""
_BROKEN = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    re.error,
)
"""What spylls raises for a file that is no dictionary."""
_EDITS = 2
_SUGGESTIONS = 3
_SPELLINGS = str.maketrans("’ʼ", "''")


def dictionary_folders(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Return the folders that may hold dictionaries on this system, DICPATH's first."""
    given = (os.environ if environ is None else environ).get(VARIABLE, "")
    named = [Path(name) for name in given.split(os.pathsep) if name]
    home = Path("~").expanduser()
    return tuple(dict.fromkeys((*named, *_usual_folders(home))))


def _usual_folders(home: Path) -> Iterator[Path]:
    if sys.platform == "darwin":
        yield from (home / "Library" / "Spelling", Path("/Library/Spelling"))
        yield from (Path("/opt/homebrew/share/hunspell"), Path("/usr/local/share/hunspell"))
        yield from _office_folders(Path("/Applications/LibreOffice.app/Contents/Resources"))
    elif sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            if root := os.environ.get(variable):
                yield from _office_folders(Path(root) / "LibreOffice" / "share")
    else:
        yield home / ".local" / "share" / "hunspell"
        for share in ("/usr/share", "/usr/local/share"):
            yield from (Path(share) / "hunspell", Path(share) / "myspell" / "dicts")
        for share in ("/usr/lib/libreoffice/share", "/opt/libreoffice/share"):
            yield from _office_folders(Path(share))


def _office_folders(share: Path) -> Iterator[Path]:
    yield from sorted((share / "extensions").glob("dict-*"))


def find_dictionary(lang: LangTag, folders: Collection[Path] | None = None) -> Path | None:
    """Return the ``.dic`` file of a language, its own country's first; None where there is none."""
    base, _, rest = lang.partition("-")
    country = rest.rpartition("-")[2].upper()
    wanted = (f"{base}_{country}", f"{base}_{_PREFERRED.get(base, base.upper())}", base)
    for folder in dictionary_folders() if folders is None else folders:
        found = {path.stem: path for path in sorted(folder.glob(f"{base}*.dic"))}
        pairs = {stem: path for stem, path in found.items() if path.with_suffix(".aff").is_file()}
        for name in (*wanted, *(stem for stem in pairs if stem.startswith(f"{base}_"))):
            if name in pairs:
                return pairs[name]
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordlist:
    """The words of one language: those of a dictionary and those of the house."""

    lang: LangTag
    path: Path
    own: frozenset[str] = frozenset()
    """Words of the glossary, in lower case."""
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def knows(self, word: str) -> bool:
        """Tell whether the word, or each part of a compound, is spelt right."""
        plain = word.translate(_SPELLINGS)
        if plain not in self._known:
            self._known[plain] = self._is_known(plain)
        return self._known[plain]

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return the nearest words of the list."""
        from rapidfuzz import process  # noqa: PLC0415 - only where a word is unknown
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - the same

        low = word.translate(_SPELLINGS).casefold()
        edits = _EDITS if len(word) > 2 * _EDITS else 1
        lengths = range(len(low) - edits, len(low) + edits + 1)
        near = [
            found
            for length in lengths
            for found in process.extract(
                low,
                _stems_by_length(self.path).get(length, ()),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=4 * _SUGGESTIONS,
            )
        ]
        near.sort(key=lambda found: found[1])
        words = dict.fromkeys(text for text, _, _ in near)
        return tuple(text for text in words if self.knows(text))[:_SUGGESTIONS]

    def _is_known(self, word: str) -> bool:
        if word.casefold() in self.own or self._stands_in_list(word):
            return True
        parts = [part for part in re.split(r"[-']", word) if part]
        return len(parts) > 1 and all(
            part.casefold() in self.own or len(part) == 1 or self._stands_in_list(part)
            for part in parts
        )

    def _stands_in_list(self, word: str) -> bool:
        forms = dict.fromkeys((word, word[:1].lower() + word[1:]))
        stems = _stem_set(self.path)
        if any(form in stems for form in forms):
            return True
        dictionary = _load(self.path)
        if dictionary is None:
            return True
        try:
            return any(dictionary.lookup(form) for form in forms)
        except _BROKEN:
            return True


@functools.cache
def _load(path: Path) -> Dictionary | None:
    """Return a dictionary, None where the file is none."""
    from spylls.hunspell import Dictionary, readers  # noqa: PLC0415 - only where words are checked

    try:
        affixes = _read(path.with_suffix(".aff"))
        words = _read(path)
        aff, context = readers.read_aff(_Lines(affixes, "Windows-1252"))
        lines = [line for _, line in _Lines(words, context.encoding)]
        return Dictionary(aff, read_entries(lines, aff=aff, context=context))
    except _BROKEN:
        return None


def is_usable(path: Path) -> bool:
    """Tell whether a dictionary can be read."""
    return _load(path) is not None


def _read(path: Path) -> bytes:
    data = path.read_bytes()
    if len(data) > _MAX_BYTES:
        raise ValueError("too large for a dictionary")
    return data


class _Lines:
    """Numbered lines of a file whose encoding is found out while it is read, as spylls asks."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self._data = data.removeprefix(b"\xef\xbb\xbf")
        self._at = 0
        self.reset_encoding(encoding)

    def reset_encoding(self, encoding: str) -> None:
        """Read on from the same line in another encoding."""
        self._lines = self._data.decode(encoding, "surrogateescape").split("\n")

    def __iter__(self) -> Iterator[tuple[int, str]]:
        while self._at < len(self._lines):
            self._at += 1
            line = self._lines[self._at - 1].strip()
            if line:
                yield self._at, line

    def __next__(self) -> tuple[int, str]:
        return next(iter(self))


@functools.cache
def _stem_set(path: Path) -> frozenset[str]:
    return frozenset(_stems(path, whole=True))


@functools.cache
def _stems(path: Path, *, whole: bool = False) -> tuple[str, ...]:
    """Return the words of the list as they stand in it; with `whole`, no mere stems."""
    try:
        affixes, data = _read(path.with_suffix(".aff")), _read(path)
        named = re.search(rb"^SET\s+(\S+)", affixes, re.MULTILINE)
        text = data.decode(named[1].decode("ascii") if named else "latin-1", "replace")
        special = _special_flags(affixes) if whole else _NOTHING
    except _BROKEN:
        return ()
    entries = (line.strip().partition("/") for line in text.splitlines()[1:])
    return tuple(
        word for word, _, flags in entries if word and not (flags and special.search(flags))
    )


@functools.cache
def _stems_by_length(path: Path) -> dict[int, tuple[str, ...]]:
    """Return the words of the list by how long they are: a near word is about as long."""
    groups: dict[int, list[str]] = {}
    for stem in _stems(path):
        groups.setdefault(len(stem), []).append(stem)
    return {length: tuple(stems) for length, stems in groups.items()}


_NOTHING = re.compile("(?!)")


def _special_flags(affixes: bytes) -> re.Pattern[str]:
    """Return what finds a flag of entries that are no words by themselves."""
    names = rb"^(?:FORBIDDENWORD|NEEDAFFIX|ONLYINCOMPOUND|NOSUGGEST|WARN)\s+(\S+)"
    flags = (flag.decode("utf-8", "replace") for flag in re.findall(names, affixes, re.MULTILINE))
    return re.compile("|".join(map(re.escape, flags)) or _NOTHING.pattern)


def open_wordlist(lang: LangTag, *, own: Collection[str] = ()) -> Wordlist | None:
    """Return the words of a language, None where no dictionary is installed.

    `own` are texts of the house, such as the glossary's forms: their words are known.
    """
    path = find_dictionary(lang)
    if path is None:
        return None
    words = (word for text in own for word in re.findall(r"[^\W\d_]+", text))
    known = frozenset(word.casefold() for word in words)
    return Wordlist(lang=base_of(lang), path=path, own=known)
