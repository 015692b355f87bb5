"""Repair numbers, percentages, sums and durations: the number changes, the unit stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.facts import Fact, FactKind, render_fact
from workflow.reuse.edits import Edit
from workflow.reuse.repairs import english, russian
from workflow.reuse.repairs.base import Repair, Scene, Slot, find_figures
from workflow.reuse.repairs.quantities import Quantity, quantity_of, stated
from workflow.reuse.repairs.roman import is_roman, to_roman
from workflow.reuse.repairs.wording import in_digits

if TYPE_CHECKING:
    from workflow.model import LangTag


def repair_number(slot: Slot, scene: Scene) -> Repair | None:
    """Return how a changed number is stated; None where it is not found or no rule is sure."""
    old, new = slot.old.fact, slot.new.fact
    if old is None or new is None:
        return None
    quantity = stated(new, scene.new, scene.source_lang)
    edits: list[Edit] = []
    for fact in find_figures(slot, scene):
        found = (
            _number(fact, quantity, scene)
            if _unit(old) == _unit(new) and quantity is not None
            else _whole(fact, old, new, scene)
        )
        if found is None:
            return None
        edits += found
    return Repair(edits=tuple(edits)) if edits else None


def _unit(fact: Fact) -> str:
    """Return what a fact counts: a currency, a period, per cent, nothing."""
    if fact.kind is FactKind.DURATION:
        return fact.value[:2].rstrip("0123456789") + fact.value[-1]
    return fact.value.partition(" ")[2]


def _number(fact: Fact, new: Quantity, scene: Scene) -> tuple[Edit, ...] | None:
    if is_roman(fact.text):
        roman = to_roman(int(new.value)) if new.value == int(new.value) else ""
        mark = fact.text[len(fact.text.rstrip("abcdefghijklmnopqrstuvwxyzèé")) :]
        return (Edit(fact.span, roman + mark),) if roman else None
    old = quantity_of(fact, scene.target, scene.target_lang)
    if old is None:
        return None
    match scene.language:
        case "en":
            return english.write_number(scene.target, old, new, scene.target_lang)
        case "ru":
            return russian.write_number(scene.target, old, new, scene.target_lang)
        case _:
            return _write_plainly(scene.target, old, new, scene.target_lang)


def _write_plainly(
    text: str, old: Quantity, new: Quantity, lang: LangTag
) -> tuple[Edit, ...] | None:
    """Write digits for digits in a language of which no grammar is known.

    Only where the plural rules of the language treat both numbers alike, and the scale is the same.
    """
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast

    if old.words or new.words or old.scale != new.scale or old.ordinal != new.ordinal:
        return None
    plural = Locale.parse(lang.replace("-", "_")).plural_form
    if plural(old.mantissa) != plural(new.mantissa):
        return None
    shown = old.span.of(text)
    if old.ordinal:
        digits = "".join(char for char in shown if char.isdecimal())
        same = digits and lang.partition("-")[0] in {"de", "cs", "pl", "fi", "hu", "es", "it", "pt"}
        return (Edit(old.span, shown.replace(digits, str(int(new.value)))),) if same else None
    if not shown.isascii() and not any(char.isascii() and char.isdecimal() for char in shown):
        return None  # Digits of another script.
    return (Edit(old.span, in_digits(new.mantissa, lang, model=shown)),)


def _whole(fact: Fact, old: Fact, new: Fact, scene: Scene) -> tuple[Edit, ...] | None:
    """Write the number with another unit, where the old one stood in the language's own manner."""
    lang = scene.target_lang
    standard, wanted = render_fact(old, lang), render_fact(new, lang)
    if not wanted or _plain(standard or "") != _plain(fact.text):
        return None
    return (Edit(fact.span, wanted),)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
