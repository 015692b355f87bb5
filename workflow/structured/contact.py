"""Contact lines: telephone numbers, addresses, links. Values stay; labels are translated by data.

"Tél. : 01 42 92 81 00 – presse@elysee.fr" is a contact line; a sentence with a number in it is
none: every part must be a value, with a known label or without one.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from workflow.languages import base_of
from workflow.structured.data import fold, load_table

if TYPE_CHECKING:
    from workflow.model import LangTag

_LONGEST = 300
_SPACE = r"[ \u00a0\u202f]"
_PHONE = re.compile(
    r"(?P<number>[+(\d][\d().\-–‑ \u00a0\u202f]*\d)"
    rf"(?:{_SPACE}?/{_SPACE}?\d[\d. \u00a0\u202f]*)*"
)
_EMAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?i:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?")
_HANDLES = re.compile(r"[@#]\w+(?:\s+[@#]\w+)*")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?\d{5} [A-ZÀ-Þ][\w'’ -]{1,40}")
_JOINTS = re.compile(r"(?P<mark>\s+[–—|•·/]\s+|\s*;\s+|,\s+)")
_LABEL = re.compile(
    rf"(?P<label>[^\d:@+(]{{1,40}}?){_SPACE}?(?P<colon>[:：]){_SPACE}?(?P<value>.*)"
)
_NETWORKS = frozenset(
    {"twitter", "x", "facebook", "instagram", "linkedin", "youtube", "telegram", "whatsapp"}
    | {"mastodon", "bluesky", "threads", "tiktok", "flickr", "dailymotion", "skype", "vkontakte"}
)
"""Names of networks are labels in every language."""

_LONGEST_LABEL = 40
_FEWEST_DIGITS, _MOST_DIGITS = 9, 16
_EXTENSION = 3


def is_contact(text: str, lang: LangTag) -> bool:
    """Tell whether every part of the line is a value to keep, labels known."""
    return render_contact(text, source_lang=lang, target_lang=lang) is not None


def render_contact(text: str, *, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Return the line with its labels in the target language; None when it is no contact line."""
    line = text.strip()
    if not line or len(line) > _LONGEST:
        return None
    whole = _render_item(line, source_lang, target_lang)
    if whole is not None:
        return whole
    pieces = _split(line, source_lang)
    if len(pieces) == 1:
        return None
    rendered: list[str] = []
    for number, piece in enumerate(pieces):
        joint = number % 2 == 1
        part = (
            _joint(piece, source_lang, target_lang)
            if joint
            else _render_item(piece, source_lang, target_lang)
        )
        if part is None:
            return None
        rendered.append(part)
    return "".join(rendered)


def translate_label(label: str, *, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Return a label of contact lines ("Tél.") as the target language writes it."""
    if fold(label) in _NETWORKS:
        return label
    concept = _labels(base_of(source_lang)).get(fold(label).rstrip("."))
    forms = load_table(target_lang, "labels").words(concept) if concept else ()
    return forms[0] if forms else None


def _render_item(item: str, source_lang: LangTag, target_lang: LangTag) -> str | None:
    if _is_value(item, source_lang):
        return item
    match = _LABEL.fullmatch(item)
    if match is None:
        return _spaced_label(item, source_lang, target_lang)
    label = translate_label(match["label"], source_lang=source_lang, target_lang=target_lang)
    if label is None or not (_is_value(match["value"], source_lang) or _is_number(match["value"])):
        return None
    return f"{label}{_colon(target_lang)}{match['value']}"


def _spaced_label(item: str, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Render a label that no colon follows: "Tél. 01 42 92 81 00"."""
    match = re.search(r"\s(?=[+(\d@])|\s(?=\S+@)", item)
    if match is None or match.start() > _LONGEST_LABEL:
        return None
    label = translate_label(item[: match.start()], source_lang=source_lang, target_lang=target_lang)
    value = item[match.end() :]
    return (
        f"{label} {value}"
        if label and (_is_value(value, source_lang) or _is_number(value))
        else None
    )


def _colon(lang: LangTag) -> str:
    colon = load_table(lang, "contact").text("colon", ":")
    return colon if colon == "：" else f"{colon} "


def _is_value(text: str, lang: LangTag) -> bool:
    patterns = (_EMAIL, _URL, _HANDLES, _POSTCODE)
    if any(pattern.fullmatch(text) for pattern in patterns):
        return True
    return _is_phone(text) or _is_street(text, lang)


def _is_phone(text: str) -> bool:
    match = _PHONE.fullmatch(text)
    if match is None or match["number"][0] not in "+(0":
        return False
    return _FEWEST_DIGITS <= _digits(match["number"]) <= _MOST_DIGITS


def _is_number(text: str) -> bool:
    """Accept shorter numbers where a label says that they are telephone numbers."""
    match = _PHONE.fullmatch(text)
    return match is not None and _digits(match["number"]) >= _EXTENSION


def _digits(number: str) -> int:
    return sum(character.isdigit() for character in number)


def _is_street(text: str, lang: LangTag) -> bool:
    pattern = _streets(base_of(lang))
    return pattern is not None and pattern.fullmatch(text) is not None


def _split(line: str, lang: LangTag) -> list[str]:
    table = load_table(lang, "contact")
    words = [table.text("or"), table.text("and")]
    joints = [_JOINTS.pattern, *(rf"\s+{re.escape(word)}\s+" for word in words if word)]
    pattern = "|".join(joints).replace("(?P<mark>", "(?:")
    return re.split(f"({pattern})", line)


def _joint(joint: str, source_lang: LangTag, target_lang: LangTag) -> str:
    source, target = load_table(source_lang, "contact"), load_table(target_lang, "contact")
    for key in ("or", "and"):
        if joint.strip() == source.text(key) and target.text(key):
            return f" {target.text(key)} "
    return joint


@functools.cache
def _labels(base: LangTag) -> dict[str, str]:
    labels = load_table(base, "labels")
    return {
        fold(form).rstrip("."): concept
        for concept in labels.values
        for form in labels.words(concept)
    }


@functools.cache
def _streets(base: LangTag) -> re.Pattern[str] | None:
    words = [re.escape(word) for word in load_table(base, "contact").words("streets")]
    if not words:
        return None
    number = r"\d{1,4}(?: ?(?:bis|ter|quater))?(?:-\d{1,4})?,? "
    return re.compile(rf"{number}(?:{'|'.join(words)})[ ]\S[^.:;?!]{{1,60}}", re.IGNORECASE)
