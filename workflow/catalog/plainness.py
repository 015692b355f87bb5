"""A message as tools that cannot leave text alone may have made it, in one form.

Editors trim spaces, straighten quotation marks, compose accents; a wrong charset turns "é" into
"Ã©". Two messages with one plain form are the same message.
"""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟«»‹›″", '"'),
        **dict.fromkeys("‐‑–—−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
        "…": "...",
    }
)
_MISREAD = ("cp1252", "latin-1")
"""What UTF-8 is commonly taken for."""


def plain_form(text: str) -> str:
    r"""Return the text without what tools change on the way: white space, quotes, compositions.

    >>> plain_form("« L’accord »")
    '"L\'accord"'
    """
    composed = unicodedata.normalize("NFC", text.translate(_SAME))
    return "".join(composed.split())


def undo_misreading(text: str) -> str:
    """Return what a text says whose UTF-8 was read in another charset; itself where that is none.

    >>> undo_misreading("prÃ©sidence")
    'présidence'
    """
    if text.isascii():
        return text
    for charset in _MISREAD:
        try:
            return text.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
    return text
