"""Grammar hints: what a cell ``<lang>_grammar`` tells the rules about a preferred form.

Hints are separated by ``|``: ``head: организация``, ``masculine``, ``feminine``, ``neuter``,
``singular``, ``plural``, ``animate``, ``inanimate``, ``invariable``, or a prescribed form:
``gent: Дейр-эз-Зора``, ``gent.plur: …``, ``plural: attorneys general``, ``feminine: réfugiée``.
"""

from __future__ import annotations

import functools

from workflow.glossary.terms import NO_GRAMMAR, Grammar
from workflow.wording import tr

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
FORM_NAMES = (
    *_CASES,
    *(f"{case}.plur" for case in _CASES),
    "plural",
    "feminine",
    "feminine plural",
)
_GENDERS = {"masculine": "masc", "feminine": "femn", "neuter": "neut"}
_NUMBERS = {"singular": "sing", "plural": "plur"}
_ANIMACY = {"animate": True, "inanimate": False}
_INVARIABLE = "invariable"


class HintError(ValueError):
    """A hint is not known; the message quotes it."""


@functools.lru_cache(maxsize=10_000)
def parse_grammar(cell: str) -> Grammar:
    """Read the hints of a cell. Raises `HintError`.

    >>> parse_grammar("head: совет | masculine").gender
    'masc'
    """
    if not cell:
        return NO_GRAMMAR
    flags: list[str] = []
    forms: list[tuple[str, str]] = []
    head = ""
    for hint in filter(None, map(str.strip, cell.split("|"))):
        name, colon, value = (part.strip() for part in hint.partition(":"))
        if colon and name == "head" and value:
            head = value
        elif colon and name in FORM_NAMES and value:
            forms.append((name, value))
        elif not colon and name in {*_GENDERS, *_NUMBERS, *_ANIMACY, _INVARIABLE}:
            flags.append(name)
        else:
            raise HintError(
                tr('"{hint}" is not a grammar hint; see docs/glossary.md for the list', hint=hint)
            )
    return Grammar(
        head=head,
        gender=next((_GENDERS[flag] for flag in flags if flag in _GENDERS), ""),
        number=next((_NUMBERS[flag] for flag in flags if flag in _NUMBERS), ""),
        animate=next((_ANIMACY[flag] for flag in flags if flag in _ANIMACY), None),
        invariable=_INVARIABLE in flags,
        forms=tuple(forms),
    )


def format_grammar(grammar: Grammar) -> str:
    """Write hints as `parse_grammar` reads them."""
    parts = [f"head: {grammar.head}"] if grammar.head else []
    parts += [name for name, value in _GENDERS.items() if value == grammar.gender]
    parts += [name for name, value in _NUMBERS.items() if value == grammar.number]
    parts += [name for name, value in _ANIMACY.items() if value is grammar.animate]
    parts += [_INVARIABLE] if grammar.invariable else []
    parts += [f"{name}: {text}" for name, text in grammar.forms]
    return " | ".join(parts)
