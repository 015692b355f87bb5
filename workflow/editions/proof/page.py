"""A proof as one HTML file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.languages import direction, name_of
from workflow.messages.interface import interface_lang, say
from workflow.model import LangTag, State
from workflow.wording import tr, trn

if TYPE_CHECKING:
    from workflow.editions.proof.values import Proof

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What no page may hold, and what turns the order of letters round: shown by its number."""


def render_proof(proof: Proof, *, lang: LangTag | None = None, script: str = "") -> str:
    """Return the page, its own words in `lang` (default: the terminal's language).

    `script` is the address of a script that a preview adds to reload it.
    """
    import jinja2  # noqa: PLC0415 - only a page needs it

    spoken = lang or LangTag(interface_lang())
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("workflow.editions.proof", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=visible,
    )
    return environment.get_template("proof.html").render(
        proof=proof,
        states=[(state, proof.states[state]) for state in _SHOWN],
        script=script,
        lang=spoken,
        direction=direction,
        name_of=lambda other: name_of(other, in_lang=spoken),
        tr=lambda msgid, /, **values: say(tr(msgid, **values), spoken),
        trn=lambda one, many, count: say(trn(one, many, count), spoken),
    )


_SHOWN = (State.REVIEWED, State.DRAFT, State.UNTRANSLATED)


def visible(text: object) -> object:
    """Return a text with its invisible controls shown: ``⟨U+202E⟩``; other values unchanged."""
    if not isinstance(text, str) or not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)
