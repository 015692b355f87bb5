"""What kind a line is, and its way past the engine and back.

`classify` looks at a line alone. For the engine `prepare` gives what it reads and `finish` puts
its answer in the shape of the source; `render_line` makes a whole target without any engine where
a rule is sure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.model import LangTag, LineKind
from workflow.structured.capitals import is_capitals, to_capitals, to_sentence_case
from workflow.structured.contact import is_contact, render_contact
from workflow.structured.dateline import parse_dateline, render_dateline
from workflow.structured.formulae import render_formula
from workflow.structured.letterhead import is_letterhead, rebreak

if TYPE_CHECKING:
    from workflow.structured.dateline import PlaceNames

_WRAPPED = re.compile(r"(?P<mark>[*_]{1,3})(?P<text>[^*_]+)(?P=mark)")
_ORDINARY_WORD = re.compile(r"(?:^|\s)[a-zà-öø-ÿа-яё]{2,}(?=[\s,;]|$)")
_VALUE_SIGN = re.compile(r"[\d@]|://|\w\.\w")
_LONGEST_LINE = 300
"""In characters; no dateline or contact line is longer."""
_MANY_WORDS = 9
"""Lower-case words, months and prepositions among them: no line of names and values has so many."""
_NO_BREAK = re.compile(r"[\u00a0\u202f]+")


def classify(text: str, lang: LangTag) -> LineKind:
    r"""Return the kind of a line from its visible text; lines of one name are joined by ``\n``."""
    if "\n" in text:
        if is_letterhead(text):
            return LineKind.LETTERHEAD
        return LineKind.CAPITALS if is_capitals(text, lang) else LineKind.PROSE
    if _is_running_text(text):
        return LineKind.PROSE
    if parse_dateline(text, lang) is not None:
        return LineKind.DATELINE
    if is_contact(text, lang):
        return LineKind.CONTACT
    return LineKind.CAPITALS if is_capitals(text, lang) else LineKind.PROSE


def _is_running_text(text: str) -> bool:
    """Tell most sentences at a glance: ordinary words, with no date, number or address, or many."""
    if _ORDINARY_WORD.search(text) is None:
        return False
    if len(text) > _LONGEST_LINE or _VALUE_SIGN.search(text) is None:
        return True
    return len(_ORDINARY_WORD.findall(text)) >= _MANY_WORDS


def prepare(segment_text: str, kind: LineKind, lang: LangTag) -> str:
    """Return what an engine should read for a segment of this kind."""
    match kind:
        case LineKind.LETTERHEAD:
            return to_sentence_case(" ".join(segment_text.split()), lang)
        case LineKind.CAPITALS | LineKind.DATELINE:
            return to_sentence_case(segment_text, lang)
        case LineKind.CONTACT | LineKind.PROSE:
            return segment_text


def finish(source_text: str, target: str, kind: LineKind, lang_target: LangTag) -> str:
    """Return an engine's `target` in the shape of its source: capitals, lines, final mark."""
    if kind in {LineKind.CONTACT, LineKind.PROSE} or not target:
        return target
    shaped = to_capitals(target, lang_target) if source_text.isupper() else target
    if kind is LineKind.LETTERHEAD:
        source_lines = source_text.split("\n")
        return rebreak(shaped, lines=len(source_lines), source_lines=source_lines)
    if kind is LineKind.DATELINE:
        return _NO_BREAK.sub(" ", shaped)
    return _same_end(source_text, shaped)


def render_line(
    text: str,
    kind: LineKind,
    *,
    source_lang: LangTag,
    target_lang: LangTag,
    place: PlaceNames | None = None,
) -> str | None:
    """Return the whole target that a rule is sure of; None leaves the line to the engine.

    `place` names places in the target language, asked before our own table. Emphasis around the
    whole line is kept.
    """
    wrapped = _WRAPPED.fullmatch(text)
    inner = wrapped["text"] if wrapped else text
    target = _render(inner, kind, source_lang, target_lang, place)
    if target is None or wrapped is None:
        return target
    return wrapped["mark"] + target + wrapped["mark"]


def _render(
    text: str,
    kind: LineKind,
    source_lang: LangTag,
    target_lang: LangTag,
    place: PlaceNames | None,
) -> str | None:
    flat = " ".join(text.split("\n"))
    formula = render_formula(flat, source_lang=source_lang, target_lang=target_lang)
    if formula is not None:
        return finish(text, formula, kind, target_lang) if "\n" in text else formula
    if kind is LineKind.DATELINE:
        dateline = parse_dateline(text, source_lang)
        if dateline is None:
            return None
        return render_dateline(
            dateline, source_lang=source_lang, target_lang=target_lang, place=place
        )
    if kind is LineKind.CONTACT:
        return _contact(text, source_lang, target_lang)
    return None


def _contact(text: str, source_lang: LangTag, target_lang: LangTag) -> str | None:
    rendered = render_contact(text, source_lang=source_lang, target_lang=target_lang)
    # Markdown around a value, [www.elysee.fr](…), is no value itself: without a label it stays.
    return rendered if rendered is not None else _kept(text)


def _kept(text: str) -> str | None:
    return text if re.fullmatch(r"\[[^\]\s]+\]\(\S+\)|<\S+>", text) else None


def _same_end(source: str, target: str) -> str:
    """Take away a full stop that the source has not, as engines like to add one."""
    if target.endswith(".") and not source.rstrip("*_").endswith((".", "…")):
        return target.removesuffix(".")
    return target
