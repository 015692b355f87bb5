"""The dress of a line: the marks, brackets and emphasis around the words it consists of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from workflow.structured.capitals import to_capitals
from workflow.structured.data import load_table

if TYPE_CHECKING:
    from workflow.model import LangTag

_DRESS = re.compile(
    r"(?P<before>[\s\-–—*(\[«\"#=]*)(?P<core>.*?)(?P<after>[\s\u00a0\u202f.,:;!\-–—*)\]»\"#=]*)",
    re.DOTALL,
)
_COLON = re.compile(r"[\s\u00a0\u202f]*[:：]\s*(?=[*)\]»\"]*$)")
_LONGEST = 250


class Dressed(NamedTuple):
    """The words of a line, and what stands before and after them."""

    before: str
    core: str
    after: str

    def around(self, target: str, target_lang: LangTag) -> str:
        """Return the target's words in the dress of the source: capitals throughout, marks."""
        if self.core.isupper():
            target = to_capitals(target, target_lang)
        colon = load_table(target_lang, "contact").text("colon", ":")
        return self.before + target + _COLON.sub(colon, self.after)


def undress(text: str) -> Dressed | None:
    """Part the words of a line from what stands around them; None for none, or for too many."""
    match = _DRESS.fullmatch(text) if len(text) <= _LONGEST else None
    return Dressed(*match.groups()) if match and match["core"] else None
