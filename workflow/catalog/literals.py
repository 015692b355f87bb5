r"""The strings of a .po file: quoting, escapes and wrapping, as GNU gettext's writer does them.

The rules come from gettext's write-po.c and po-lex.c. A text with ``\n`` inside starts with an
empty literal and has one literal a line; every other text that fits stays on its keyword's line.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from workflow.wording import tr

_ESCAPED = {
    "\\": "\\\\",
    '"': '\\"',
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\v": "\\v",
}
_TO_ESCAPE = re.compile(r'[\\"\a\b\f\n\r\t\v]')
_PLAIN = {escape[1]: character for character, escape in _ESCAPED.items()}
_ESCAPE = re.compile(
    r'((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+)|\\([abfnrtv\\"])|(\\.?)', re.DOTALL
)
_NUMBER = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))")


def escape(text: str) -> str:
    r"""Return `text` as it stands between quotes.

    >>> escape('say "no"\n')
    'say \\"no\\"\\n'
    """
    return _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text)


def unescape(text: str, *, encoding: str = "utf-8") -> str:
    r"""Return the text of a literal: the inverse of `escape`, octal and ``\x`` escapes included.

    A run of numeric escapes is bytes in the file's `encoding`. Raises `ValueError` with the message
    and the offset of an escape that means nothing.
    """
    if "\\" not in text:
        return text

    def decode(match: re.Match[str]) -> str:
        number, letter, bad = match.groups()
        if letter:
            return _PLAIN[letter]
        if bad:
            raise ValueError(tr('unknown escape "{text}"', text=bad), match.start())
        try:
            return _to_bytes(number).decode(encoding)
        except (UnicodeDecodeError, OverflowError, ValueError) as error:
            said = tr('"{text}" is no character in {encoding}', text=number, encoding=encoding)
            raise ValueError(said, match.start()) from error

    return _ESCAPE.sub(decode, text)


def _to_bytes(escapes: str) -> bytes:
    digits = ((int(x, 16) if x else int(octal, 8)) for x, octal in _NUMBER.findall(escapes))
    return bytes(digits)


def raw_offsets(text: str, *, encoding: str = "utf-8") -> list[int]:
    r"""Return for each character of `unescape(text)` where it begins in `text`.

    >>> raw_offsets(r"a\"b")
    [0, 1, 3]
    """
    offsets: list[int] = []
    at = 0
    for match in _ESCAPE.finditer(text):
        offsets.extend(range(at, match.start()))
        offsets.extend([match.start()] * len(unescape(match[0], encoding=encoding)))
        at = match.end()
    return [*offsets, *range(at, len(text))]


def quote(keyword: str, text: str, *, prefix: str = "", width: int = 0) -> list[str]:
    r"""Return the lines that write `text` after `keyword`, each one begun with `prefix`.

    `width` is the number of columns at which lines wrap, 0 for no wrapping.

    >>> quote("msgid", "Paris,\nle 3 novembre")
    ['msgid ""', '"Paris,\\n"', '"le 3 novembre"']
    """
    parts = [escape(part) for part in _split_lines(text)]
    room = width - len(prefix) - len('""') if width else 0
    head = f"{prefix}{keyword} "
    if len(parts) == 1 and len(_wrap(parts[0], room, used=len(keyword) + 1)) == 1:
        return [f'{head}"{parts[0]}"']
    lines = [line for part in parts for line in _wrap(part, room)]
    return [f'{head}""', *(f'{prefix}"{line}"' for line in lines)]


def _split_lines(text: str) -> list[str]:
    """Split after each line feed; unlike `str.splitlines`, nowhere else."""
    return re.findall(r"[^\n]*\n|[^\n]+", text) or [""]


# --- Wrapping ----------------------------------------------------------------------------------

_NEVER_BEFORE = set(
    ")]}!?,.:;/、。，．！？：；）」』】〉》ー々っゃゅょッャュョ\u00a0\u202f\u2060\u3000 "
)
_QUOTES = set("\"'»«’‘”“")
_ONLY_AFTER_SPACE = _QUOTES | set("…-‐–|%\u00ad")
_BREAK_AFTER = set("-‐–—|!?/}….,:;\u00ad")
_BREAK_BEFORE = set("—")
_OPENING = set("([{«“‘「『（【〈《\u00a0\u202f\u2060")


def _wrap(line: str, room: int, *, used: int = 0) -> list[str]:
    """Fill lines of `room` columns, the first of which has `used` taken; 0 is no limit."""
    if not room or used + _columns(line) <= room:
        return [line]
    lines = [""]
    for piece in _pieces(line):
        columns = _columns(piece)
        if lines != [""] and used + columns > room:
            lines.append("")
            used = 0
        lines[-1] += piece
        used += columns
    return lines


def _pieces(line: str) -> list[str]:
    """Split a line wherever it may be broken, after the main rules of Unicode's UAX #14."""
    end = len(line) - 2 if line.endswith("\\n") else len(line)
    places = []
    word_end = ""
    for i in range(1, end):
        before, after = line[i - 1], line[i]
        word_end = word_end if before == " " else before
        if _may_break_space(word_end, after) if before == " " else _may_break(before, after):
            places.append(i)
    return [line[start:stop] for start, stop in pairwise([0, *places, len(line)])]


def _may_break_space(word_end: str, after: str) -> bool:
    """Tell whether a line may start with `after`, which follows a space after `word_end`."""
    if after in _NEVER_BEFORE or unicodedata.combining(after):
        return False
    return not ((word_end in _QUOTES and after in "([{") or word_end == after == "—")


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_BEFORE or after in _ONLY_AFTER_SPACE or unicodedata.combining(after):
        return False
    if before in _OPENING or before == after == "—":
        return False
    if before in _BREAK_AFTER:
        return not (before in "-/.,:;" and after.isdigit())
    if after in "([{":
        return before in ")]"
    return after in _BREAK_BEFORE or _is_wide(before) or _is_wide(after)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if _is_wide(character) else 1
        for character in text
    )


def _is_wide(character: str) -> bool:
    return character > "\u10ff" and unicodedata.east_asian_width(character) in {"W", "F"}
