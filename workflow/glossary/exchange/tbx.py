"""TBX, the ISO format of term bases.

Written as ISO 30042:2019 in DCT style; read in any style of it, and as the older martif that
Weblate, Lokalize and OmegaT write.

Reading is on its guard: a document type, an entity or a file beyond `MAX_CHARACTERS` is refused
before anything is expanded. Guards and grammar hints have no place in the core and stay behind.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from workflow.errors import GlossaryError, SettingsError
from workflow.glossary.exchange.cells import check_size
from workflow.glossary.terms import Enforce, Form, Kind, Role, Term, Wording
from workflow.glossary.tokens import is_acronym
from workflow.languages import parse_lang
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.model import LangTag

_EnumT = TypeVar("_EnumT", bound=StrEnum)

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {
    Role.PREFERRED: "preferredTerm-admn-sts",
    Role.ADMITTED: "admittedTerm-admn-sts",
    Role.ACRONYM: "admittedTerm-admn-sts",
    Role.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_OLD_STATUS = {
    "preferred": Role.PREFERRED,
    "preferredTerm": Role.PREFERRED,
    "admitted": Role.ADMITTED,
    "admittedTerm": Role.ADMITTED,
    "standardizedTerm-admn-sts": Role.PREFERRED,
    "deprecatedTerm": Role.FORBIDDEN,
    "notRecommended": Role.FORBIDDEN,
    "obsolete": Role.FORBIDDEN,
    "forbidden": Role.FORBIDDEN,
    "supersededTerm-admn-sts": Role.FORBIDDEN,
}
_ROLES = {"preferredTerm-admn-sts": Role.PREFERRED, "admittedTerm-admn-sts": Role.ADMITTED}
_ROLES |= {"deprecatedTerm-admn-sts": Role.FORBIDDEN} | _OLD_STATUS
_PLACES = {"admin", "termNote", "descrip"}
_MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
_KEPT = "do not translate"
_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# --- Writing -----------------------------------------------------------------------------------


def write_tbx(terms: Iterable[Term], *, source_lang: LangTag) -> str:
    """Return terms as a TBX-Basic document in DCT style: data categories are element names."""
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dct", _LANG: source_lang})
    root.set("xmlns", NAMESPACE)
    for prefix, module in _MODULES.items():
        root.set(f"xmlns:{prefix}", module)
    description = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(description, "sourceDesc"), "p").text = "Trianon glossary"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for term in terms:
        _write_concept(body, term)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _write_concept(body: ET.Element, term: Term) -> None:
    concept = ET.SubElement(body, "conceptEntry", id=_clean(term.id))
    _add(concept, "min:subjectField", term.kind)
    _add(concept, "basic:projectSubset", term.enforce)
    if term.do_not_translate:
        _add(concept, "min:customerSubset", _KEPT)
    if term.authority:
        _add(concept, "basic:source", term.authority)
    if term.note:
        _add(concept, "note", term.note)
    for wording in term.wordings:
        section = ET.SubElement(concept, "langSec", {_LANG: wording.lang})
        forms = [*wording.forms(), *(Form(text, Role.FORBIDDEN) for text in wording.forbidden)]
        for form in forms:
            _write_form(section, form, acronym=wording.acronym == form.text)


def _write_form(section: ET.Element, form: Form, *, acronym: bool) -> None:
    entry = ET.SubElement(section, "termSec")
    _add(entry, "term", form.text)
    if acronym:
        _add(entry, "basic:termType", "acronym")
    _add(entry, "min:administrativeStatus", _STATUS[form.role])


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _clean(text)


def _clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return _CONTROL.sub("", text)


# --- Reading -----------------------------------------------------------------------------------


def read_tbx(text: str) -> tuple[Term, ...]:
    """Return the concepts of a TBX document of 2019 or of an older martif one.

    Raises `GlossaryError` for what is not TBX, or holds a document type or entities.
    """
    root = _parse(text)
    entries = [e for e in root.iter() if _local(e) in {"conceptEntry", "termEntry"}]
    if _local(root) not in {"tbx", "martif"}:
        raise _refused(tr('the root element is "{name}", not tbx or martif', name=_local(root)))
    return tuple(_read_concept(entry, number) for number, entry in enumerate(entries, start=1))


def _parse(text: str) -> ET.Element:
    check_size(text)
    # A plain <!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"> opens most older files: it is cut
    # out unread. One with an internal subset could define entities, and is refused.
    bare = re.sub(r"<!DOCTYPE\s[^<>\[\]]*>", "", text.removeprefix("\ufeff"), count=1)
    if "<!DOCTYPE" in bare or "<!ENTITY" in bare:
        raise _refused(tr("it holds a document type definition or entities"))
    try:
        return ET.fromstring(bare.encode())  # noqa: S314 - no DTD is left, hence no entities
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _refused(tr("it is not well-formed XML: {error}", error=error)) from error


def _refused(reason: str) -> GlossaryError:
    return GlossaryError(
        tr("cannot read the TBX file: {reason}", reason=reason),
        slug="glossary-import",
        hint=tr("export it as TBX-Basic in UTF-8, without a document type"),
    )


def _read_concept(entry: ET.Element, number: int) -> Term:
    wordings: dict[LangTag, list[tuple[Form, bool]]] = defaultdict(list)
    for section in entry:
        if _local(section) in {"langSec", "langSet"}:
            lang = _lang(section)
            if lang:
                wordings[lang] += _read_forms(section)
    own = dict(_values(entry))
    return Term(
        id=entry.get("id") or f"tbx-{number}",
        kind=_enum(Kind.CONCEPT, own.get("subjectField", "")),
        enforce=_enum(Enforce.SOFT, own.get("projectSubset", "")),
        do_not_translate=own.get("customerSubset") == _KEPT,
        wordings=tuple(_wording(lang, forms) for lang, forms in wordings.items()),
        authority=own.get("source", ""),
        note=" ".join(_text(child) for child in entry if _local(child) == "note"),
    )


def _lang(section: ET.Element) -> LangTag | None:
    try:
        return parse_lang(section.get(_LANG) or section.get("lang") or "")
    except SettingsError:
        return None


def _read_forms(section: ET.Element) -> Iterator[tuple[Form, bool]]:
    """Yield each form with its standing, and whether it is the acronym of its language."""
    for entry in section.iter():
        if _local(entry) not in {"termSec", "tig", "ntig"}:
            continue
        text = next((_text(child) for child in entry.iter() if _local(child) == "term"), "")
        values = dict(_values(entry))
        status = values.get("administrativeStatus") or values.get("normativeAuthorization", "")
        role = _ROLES.get(status, Role.ADMITTED if status else Role.PREFERRED)
        acronym = values.get("termType") in {"acronym", "abbreviation", "initialism"}
        if text:
            yield Form(text, role), acronym and role is not Role.FORBIDDEN


def _values(element: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield the data categories set on an element itself or in a group directly below it."""
    for child in element:
        name = _local(child)
        if name in _PLACES:
            yield child.get("type", ""), _text(child)
        elif _namespace(child) in _MODULES.values():
            yield name, _text(child)
        elif name in {"termGrp", "termNoteGrp", "descripGrp", "adminGrp"}:
            yield from _values(child)


def _wording(lang: LangTag, forms: list[tuple[Form, bool]]) -> Wording:
    """Gather forms; without a preferred one, the first that may be used is it."""
    usable = [form.text for form, _ in forms if form.role is not Role.FORBIDDEN]
    chosen = [form.text for form, _ in forms if form.role is Role.PREFERRED] or usable
    preferred = chosen[0] if chosen else ""
    acronyms = [form.text for form, acronym in forms if acronym and is_acronym(form.text)]
    acronym = acronyms[0] if acronyms else ""
    return Wording(
        lang=lang,
        preferred=preferred,
        admitted=tuple(dict.fromkeys(t for t in usable if t not in {preferred, acronym})),
        forbidden=tuple(form.text for form, _ in forms if form.role is Role.FORBIDDEN),
        acronym=acronym,
    )


def _enum(default: _EnumT, text: str) -> _EnumT:
    """Return the value of that name of the default's enumeration, else the default."""
    return next((value for value in type(default) if value == text), default)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _namespace(element: ET.Element) -> str:
    return element.tag.rpartition("}")[0].removeprefix("{")


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())
