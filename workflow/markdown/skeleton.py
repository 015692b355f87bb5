"""The structure of a Markdown text with its words left out, to prove that an edition has kept it.

Front matter is not part of it: editions add keys of their own.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from workflow.errors import SourceError
from workflow.markdown.frontmatter import BOM, parse_front_matter
from workflow.markdown.locate import locate
from workflow.markdown.structure import parse_structure
from workflow.model import Finding, MarkupKind, Position, Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n?")
_DESTINATION = re.compile(r"\]\((?P<target>.*)\)\Z|\]\[(?P<label>.*)\]\Z", re.DOTALL)


class _Item(NamedTuple):
    text: str
    line: int


def block_skeleton(source: str, *, link_targets: bool = False) -> tuple[str, ...]:
    r"""Return one line of text for each block of `source`, indented by its depth.

    Lists have their kind and start, code and HTML their content, rows their number of cells;
    `link_targets` adds the links and images of each text, sorted.

    >>> block_skeleton("# A\n\n1. b\n2. c\n")
    ('h1', 'ol 1', '  li', '    p', '  li', '    p')
    """
    return tuple(item.text for item in _iter_items(source, link_targets=link_targets))


def compare_skeletons(source: str, target: str, *, path: str) -> Finding | None:
    """Return the first difference in structure between `source` and `target`, None if none.

    `path` is that of the target.
    """
    items = list(_iter_items(source, link_targets=False))
    try:
        made = list(_iter_items(target, link_targets=False))
    except SourceError as error:  # a rule and what follows it became front matter
        return Finding(
            code="structure-differs",
            severity=Severity.ERROR,
            position=Position(path=path, line=error.position.line if error.position else 1),
            message=error.message,
            hint=error.hint,
        )
    for expected, found in zip_longest(items, made):
        if expected and found and expected.text == found.text:
            continue
        wanted = f"{expected.text.strip()} (line {expected.line})" if expected else "nothing"
        line = found.line if found else target.count("\n") + 1
        return Finding(
            code="structure-differs",
            severity=Severity.ERROR,
            position=Position(path=path, line=line),
            message=(
                tr(
                    'the edition has "{found}" where the source has "{wanted}"',
                    found=_short(found.text) if found else tr("nothing"),
                    wanted=_short(wanted),
                )
            ),
            hint=tr(
                "look for characters in the translation that begin a list, heading or other block"
            ),
        )
    return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - fits on a line


def _iter_items(source: str, *, link_targets: bool) -> Iterator[_Item]:
    front = parse_front_matter(source, path="")
    start = front.end if front else len(BOM) * source.startswith(BOM)
    first = len(_LINE_END.sub("\n", source[:start]).split("\n"))
    text = _LINE_END.sub("\n", source[start:])
    tokens, env = parse_structure(text)
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        for name in _names(token, text, frozenset(env.get("references", {})), link_targets):
            yield _Item("  " * token.level + name, first + line)
    definitions = env.get("references", {})
    for label in definitions:
        definition = definitions[label]
        yield _Item(f"definition {label} {definition['href']}", first + definition["map"][0])


def _names(
    token: Token,
    text: str,
    references: frozenset[str],
    link_targets: bool,  # noqa: FBT001 - private
) -> tuple[str, ...]:
    if token.type == "inline":
        return tuple(_iter_links(token, text, references)) if link_targets else ()
    if token.nesting < 0:
        return ()
    if token.type == "ordered_list_open":
        return (f"ol {token.attrs.get('start', 1)}{'' if token.markup == '.' else token.markup}",)
    if token.type == "footnote_reference_open":
        return (f"footnote {token.meta['label']}",)
    if token.nesting > 0:
        style = token.attrs.get("style", "")
        return (f"{token.tag} {style}".rstrip(),)
    return (" ".join(filter(None, (token.type, token.info.strip(), token.content.rstrip("\n")))),)


def _iter_links(token: Token, text: str, references: frozenset[str]) -> Iterator[str]:
    content = "\n".join(line.of(text) for line in token.meta["lines"])
    found = []
    for construct in locate(content, references):
        if construct.kind in {MarkupKind.LINK, MarkupKind.IMAGE}:
            match = _DESTINATION.search(content[construct.start : construct.end])
            found.append(f"{construct.kind} {match['target'] or match['label'] if match else ''}")
    yield from sorted(found)
