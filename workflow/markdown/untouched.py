"""Words that a reader sees and nobody translates: raw HTML, and paragraphs taken for code.

They stay in the edition as they are. Its author may want that, or not know it: a tab before a
paragraph makes code of it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from workflow.model import Untouched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

_UNSEEN = re.compile(
    r"<!--.*?-->|<(?P<name>script|style|template|svg|math|code|pre)\b.*?(?:</(?P=name)>|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW, _MANY = 2, 8
_CODE = re.compile(r"[{}=<>$\\|]|\w\(|^\s*[#%;]", re.MULTILINE)
_STOPPED = re.compile(r"[.!?…:»”]\s*\Z")


def iter_untouched(
    tokens: Sequence[Token], find_switches: Callable[[str], tuple[bool, ...]], *, first_line: int
) -> Iterator[Untouched]:
    """Yield the blocks with words that stay as they are, but for those between the directives.

    `first_line` is the line of the file at which the tokens begin to count.
    """
    is_off = False
    for token in tokens:
        if token.type == "html_block":
            is_off = next(reversed(find_switches(token.content)), is_off)
            words = html.unescape(_UNSEEN.sub(" ", token.content))
            is_html, is_seen = True, len(_WORD.findall(words)) >= _FEW
        elif token.type == "code_block":
            words = token.content
            is_html, is_seen = False, _is_prose(words)
        else:
            continue
        if is_seen and not is_off and token.map:
            yield Untouched(
                line=first_line + token.map[0], text=" ".join(words.split()), is_html=is_html
            )


def _is_prose(text: str) -> bool:
    words = len(_WORD.findall(text))
    is_sentence = text.lstrip()[:1].isupper() and _STOPPED.search(text) is not None
    return not _CODE.search(text) and words > _FEW and (is_sentence or words >= _MANY)
