"""YAML front matter: find it, locate its scalars in the file, write new values in their own style.

Values are replaced where they stand; the mapping is never dumped again, which would lose comments,
order, quoting and everything else its author chose. A fence is exactly ``---`` on the first line
and ``---`` or ``...`` further down. What stands between them is front matter when it is a mapping
or empty; a lone sentence between two rules is Markdown.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from workflow.errors import SourceError
from workflow.model import Encoding, Position, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workflow.wording import Text

BOM = "\ufeff"

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"[a-z][a-z0-9_-]*:(?: |\r|\n|\Z)")
"""What begins a front matter and hardly a text: French puts a space before a colon."""
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_BLOCK_HEADER = re.compile(r"([|>])[^\r\n]*(\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*( *)")
_STYLES = {
    "'": Encoding.YAML_SINGLE,
    '"': Encoding.YAML_DOUBLE,
    "|": Encoding.YAML_BLOCK,
    ">": Encoding.YAML_BLOCK,
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FAILURES = (yaml.YAMLError, ValueError, TypeError, RecursionError)
"""What PyYAML raises: ValueError for an impossible date or character, the last for deep nesting."""

_UNQUOTED = re.compile(r"(?P<key>\s*(?:- )?[\w.-]+):[ \t]+(?P<value>\S.*)")

_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A scalar value of a front matter."""

    keys: tuple[str, ...]
    """The mapping keys that lead to it; items of a list share those of the list."""
    value: str
    span: Span
    """In the front matter's text, quotes included, without anchors, tags and trailing line ends."""
    encoding: Encoding
    is_item: bool
    """True for the items of a list."""
    is_text: bool
    """False for numbers, dates, booleans and null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """A front matter as it stands in a file."""

    text: str
    start: int
    """Where `text` begins in the file."""
    end: int
    """Where the rest of the file begins."""
    scalars: tuple[Scalar, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    """Top-level keys that hold one value, and that value as text."""


def parse_front_matter(source: str, *, path: str) -> FrontMatter | None:
    """Return the front matter of `source`, None where it has none.

    Raises `SourceError` (``front-matter-invalid``) for bad YAML and for duplicate keys.
    """
    opening = _OPENING.match(source, len(BOM) if source.startswith(BOM) else 0)
    closing = _CLOSING.search(source, opening.end()) if opening else None
    if opening and not closing and _KEY.match(source, opening.end()):
        raise SourceError(
            tr("the front matter has no end"),
            slug="front-matter-invalid",
            position=Position(path=path, line=1, column=1),
            hint=tr(
                "put --- on a line of its own below it; if the first --- is a rule, "
                "put a blank line before it"
            ),
        )
    if not opening or not closing:
        return None
    text = source[opening.end() : closing.start()]
    return _read(text, path, Span(opening.end(), closing.end()))


@functools.lru_cache(maxsize=256)
def _read(text: str, path: str, span: Span) -> FrontMatter | None:
    """Return the front matter whose YAML is `text`; each is asked for a dozen times a run."""
    try:
        root = _compose(text)
    except _FAILURES as error:
        raise _invalid(error, path=path, text=text) from error
    if root is not None and not isinstance(root, yaml.MappingNode):
        return None
    return FrontMatter(
        text=text,
        start=span.start,
        end=span.end,
        scalars=tuple(_iter_scalars(root, text, path=path)),
        metadata=tuple(
            (str(key.value), node.value)
            for key, node in (root.value if root else ())
            if isinstance(node, yaml.ScalarNode)
        ),
    )


@functools.lru_cache(maxsize=256)
def _compose(text: str) -> yaml.Node | None:
    """Return the nodes of YAML, which nobody changes: one text is looked at again and again."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def encode_scalar(text: str, scalar: Scalar, value: str) -> str:
    """Return how `value` is written in the place of `scalar` within the front matter `text`.

    The style is kept where it gives `value` back, else the value is double-quoted.
    """
    for candidate in _spellings(scalar.span.of(text), value):
        written = text[: scalar.span.start] + candidate + text[scalar.span.end :]
        if _holds(written, scalar, value):
            return candidate
    return _double_quoted(value)


def set_front_matter(source: str, values: Mapping[str, str]) -> str:
    r"""Return `source` with the top-level keys of `values` added or replaced, all else untouched.

    A source without front matter gets one. Raises `SourceError` where a key holds a list or a
    mapping.

    >>> set_front_matter("---\ntitle: Un # one\n---\nA\n", {"title": "Deux", "lang": "fr"})
    '---\ntitle: Deux # one\nlang: fr\n---\nA\n'
    """
    newline = _newline(source)
    front = parse_front_matter(source, path="")
    if front is None:
        head = BOM if source.startswith(BOM) else ""
        source = f"{head}---{newline}---{newline}{source[len(head) :]}"
        front = parse_front_matter(source, path="")
    for key, value in values.items():
        if front is None:  # cannot be: the fences have just been written
            break
        text = _with_key(front, key, value, newline=newline)
        source = source[: front.start] + text + source[front.start + len(front.text) :]
        front = parse_front_matter(source, path="")
    return source


def _with_key(front: FrontMatter, key: str, value: str, *, newline: str) -> str:
    text = front.text
    scalar = next(
        (scalar for scalar in front.scalars if scalar.keys == (key,) and not scalar.is_item), None
    )
    if scalar:
        start = scalar.span.start
        if not scalar.span and text[:start].endswith(":"):  # nothing yet, not even a space
            text, start = f"{text[:start]} {text[start:]}", start + 1
            scalar = dataclasses.replace(scalar, span=Span(start, start))
        end = scalar.span.end
        return text[:start] + encode_scalar(text, scalar, value) + text[end:]
    root = _compose(text)
    if not isinstance(root, yaml.MappingNode):
        return f"{text}{_line(key, value)}{newline}"
    if any(name.value == key for name, _ in root.value):
        raise SourceError(
            tr('front matter key "{key}" holds more than one value', key=key),
            slug="front-matter-invalid",
            hint=tr("rename the key: a single value has to be written there"),
        )
    if root.flow_style:
        end = root.end_mark.index - 1
        comma = ", " if root.value else ""
        pair = f"{_double_quoted(key)}: {_double_quoted(value)}"
        return f"{text[:end].rstrip(' ,')}{comma}{pair}{text[end:]}"
    indent = " " * root.start_mark.column
    return f"{text}{indent}{_line(key, value)}{newline}"


@functools.lru_cache(maxsize=256)
def _line(key: str, value: str) -> str:
    for name in (key, _double_quoted(key)):
        for written in (value, _double_quoted(value)):
            line = f"{name}: {written}"
            if _is_pair(line, key, value):
                return line
    return f"{_double_quoted(key)}: {_double_quoted(value)}"


def _is_pair(line: str, key: str, value: str) -> bool:
    try:
        return bool(yaml.safe_load(line) == {key: value})
    except _FAILURES:
        return False


def _newline(source: str) -> str:
    match = re.search(r"\r\n|\r|\n", source)
    return match[0] if match else "\n"


def _iter_scalars(root: yaml.Node | None, text: str, *, path: str) -> Iterator[Scalar]:
    """Yield scalars in file order; a node that aliases repeat is visited once."""
    waiting: list[tuple[tuple[str, ...], yaml.Node, bool]] = [((), root, False)] if root else []
    seen: set[int] = set()
    while waiting:
        keys, node, is_item = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield _scalar(keys, node, text, is_item=is_item)
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(keys, item, True) for item in reversed(node.value)]
        elif isinstance(node, yaml.MappingNode):
            _check_keys(node, path=path)
            waiting += [
                ((*keys, str(key.value)), value, False) for key, value in reversed(node.value)
            ]


def _scalar(keys: tuple[str, ...], node: yaml.ScalarNode, text: str, *, is_item: bool) -> Scalar:
    start, end = node.start_mark.index, node.end_mark.index
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    return Scalar(
        keys=keys,
        value=node.value,
        span=Span(start, start + len(text[start:end].rstrip(" \t\r\n"))),
        encoding=_STYLES.get(node.style or "", Encoding.YAML_PLAIN),
        is_item=is_item,
        is_text=node.tag == _TEXT_TAG,
    )


def _check_keys(node: yaml.MappingNode, *, path: str) -> None:
    known: set[tuple[str, str]] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if (key.tag, key.value) in known:
            raise SourceError(
                tr('front matter key "{key}" is given twice', key=key.value),
                slug="front-matter-invalid",
                position=Position(
                    path=path, line=key.start_mark.line + 2, column=key.start_mark.column + 1
                ),
                hint=tr("keep one of the two lines"),
            )
        known.add((key.tag, key.value))


_SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""Ends a line for YAML, and for no editor."""


def _invalid(error: Exception, *, path: str, text: str) -> SourceError:
    if separator := _SEPARATOR.search(text):
        before = text[: separator.start()]
        return SourceError(
            tr(
                "front matter cannot be read: an invisible line end ({code})",
                code=f"U+{ord(separator[0]):04X}",
            ),
            slug="front-matter-invalid",
            position=Position(
                path=path,
                line=before.count("\n") + 2,
                column=len(before) - before.rfind("\n"),
            ),
            hint=tr("delete it and type a space: copied text brings such characters along"),
        )
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark:
        line, column = mark.line, mark.column
    else:  # a character that YAML forbids
        before = text[: getattr(error, "position", 0)]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or tr("bad YAML")
    return SourceError(
        tr("front matter cannot be read: {problem}", problem=problem),
        slug="front-matter-invalid",
        position=Position(path=path, line=line + 2, column=column + 1),
        hint=_remedy(text, line),
    )


def _remedy(text: str, line: int) -> Text:
    """Return what to do about bad YAML: most often a value with a colon wants quotation marks."""
    lines = text.splitlines()
    found = _UNQUOTED.fullmatch(lines[line]) if line < len(lines) else None
    if found:
        mended = f"{found['key']}: {_double_quoted(found['value'].rstrip())}"
        lines[line] = mended
        if _can_be_read("\n".join(lines) + "\n"):
            return tr("put the value in quotation marks: {line}", line=mended.strip())
    return tr(
        "mend the YAML between the --- lines; if they are rules, put a blank line before the first"
    )


def _can_be_read(text: str) -> bool:
    try:
        return isinstance(_compose(text), yaml.MappingNode)
    except _FAILURES:
        return False


def _spellings(written: str, value: str) -> Iterator[str]:
    """Yield ways to write `value`, that of `written` first."""
    header = _BLOCK_HEADER.match(written)
    if header:
        newline, indent = header[2], header[3]
        head = written[: header.start(2)]
        body = value.rstrip("\n")
        if header[1] == ">":  # one line feed would be folded into a space
            body = re.sub(r"\n+", lambda run: run[0] + "\n", body)
        lines = (indent + line if line else "" for line in body.split("\n"))
        yield head + newline + newline.join(lines)
    elif written.startswith("'"):
        yield "'" + value.replace("'", "''") + "'"
    elif not written.startswith('"'):
        yield value
    yield _double_quoted(value)


def _holds(text: str, scalar: Scalar, value: str) -> bool:
    try:
        root = _compose(text)
        scalars = tuple(_iter_scalars(root, text, path=""))
    except (*_FAILURES, SourceError):
        return False
    return any(
        found.keys == scalar.keys
        and found.span.start == scalar.span.start
        and found.value == value
        and found.is_text
        for found in scalars
    )


def _double_quoted(value: str) -> str:
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character == BOM or unicodedata.category(character) in {"Cc", "Cs", "Cn", "Zl", "Zp"}:
        code = ord(character)
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - \u has four digits
    return character
