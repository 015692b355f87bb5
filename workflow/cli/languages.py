"""``--to en ru`` and ``--to en,ru`` for ``--to en --to ru``.

Click's options take one value each time; people write several languages behind one ``--to``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPTION = "--to"
_TAG = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
"""What is surely no release: ``en``, ``pt-BR``, ``zh-Hant``. Rarer tags need a ``--to`` each."""


def spread_languages(arguments: Sequence[str]) -> list[str]:
    """Return `arguments` with a ``--to`` before each language that follows one.

    A file of that name is a file; behind ``--`` nothing is an option.

    >>> spread_languages(["note.md", "--to", "en", "ru", "--json"])
    ['note.md', '--to', 'en', '--to', 'ru', '--json']
    >>> spread_languages(["note.md", "--to=en,ru"])
    ['note.md', '--to', 'en', '--to', 'ru']
    """
    if "--" in arguments:
        end = list(arguments).index("--")
        return [*_spread(arguments[:end]), *arguments[end:]]
    return list(_spread(arguments))


def _spread(arguments: Sequence[str]) -> Iterator[str]:
    is_value = goes_on = False
    for argument in arguments:
        name, _, value = argument.partition("=")
        if argument == _OPTION:
            is_value = True
            continue
        if name == _OPTION or is_value:
            for lang in (argument if is_value else value).split(","):
                yield from (_OPTION, lang)
            is_value, goes_on = False, True
        elif goes_on and _TAG.fullmatch(argument) and not Path(argument).exists():
            yield from (_OPTION, argument)
        else:
            goes_on = False
            yield argument
    if is_value:
        yield _OPTION
