"""Titles of courtesy that a draft has lost: "M. Pedro Sánchez" is Mr. Pedro Sánchez.

Protocol gives everybody a title or nobody, and the source says which. Where the draft has the same
name bare, its title is put back; a name behind an office (President Sánchez) needs none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

_NAME = r"[^\W\d_a-zà-öø-ÿ][\w'’-]*"
_PARTICLE = r"(?:de|du|des|la|le|van|von|ben|bin|el|al|di|da)"
_TITLED = re.compile(
    rf"(?<![\w.])(M\.|Mme|Monsieur|Madame)[ \u00a0]((?:{_PARTICLE}[ \u00a0])*{_NAME}"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]|d['’])*{_NAME})*)"
)
_TITLES = {"M.": "Mr.", "Monsieur": "Mr.", "Mme": "Ms.", "Madame": "Ms."}
_BARE = re.compile(r"(?:^|[,;:(“\"—–]|(?:^|[\s(])[a-z]+)[ \u00a0]*$")
"""What stands before a name that no title and no office leads to."""


def restore_titles(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Edit]:
    """Yield what gives their titles back to people of `source`, in order and apart.

    From French into English only.
    """
    if (base_of(source_lang), base_of(target_lang)) != ("fr", "en"):
        return
    edits = {}
    for match in _TITLED.finditer(source):
        name = match[2].replace("\u00a0", " ")
        found = [each.start() for each in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", target)]
        once = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", source)) == 1
        if len(found) == 1 and once and _BARE.search(target[: found[0]]):
            edits[found[0]] = f"{_TITLES[match[1]]} "
    for at in sorted(edits):
        yield Edit(span=Span(at, at), text=edits[at])
