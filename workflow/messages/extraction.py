"""Finds in our own code and templates what is said to people, for the templates of translators.

Which catalogue a text belongs to shows in the word that says it: ``gettext``, ``ngettext``,
``pgettext`` and ``mark`` for the public, ``tr`` and ``trn`` for the terminal. The help of the
command line needs no word: docstrings of commands and ``help=`` are taken paragraph by paragraph.
"""

from __future__ import annotations

import ast
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.wording import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PUBLIC = {"gettext": None, "mark": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_CLI = {"tr": None, "trn": (1, 2)}
_CLICK = {"_": None, "ngettext": (1, 2)}
_TEMPLATES = (".html", ".xml", ".jinja", ".j2", ".typ", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text as translators get it."""

    msgid: str
    plural: str = ""
    context: str = ""
    comments: tuple[str, ...] = ()
    place: str
    """The file that says it, without line: a moved line makes no difference."""


def iter_public(package: Path) -> Iterator[Message]:
    """Yield what pages say, in Python and in templates."""
    for path in _files(package):
        place = _place(path, package)
        if path.suffix == ".py":
            yield from _from_python(path.read_text(encoding="utf-8"), place, _PUBLIC)
        elif "templates" in path.parts and path.suffix in _TEMPLATES:
            yield from _from_template(path.read_text(encoding="utf-8"), place)


def iter_cli(package: Path) -> Iterator[Message]:
    """Yield what the terminal says: marked texts, and the help of commands."""
    for path in _files(package):
        if path.suffix == ".py":
            text, place = path.read_text(encoding="utf-8"), _place(path, package)
            yield from _from_python(text, place, _CLI)
            if path.parent.name == "cli":
                yield from _from_commands(text, place)


def iter_click() -> Iterator[Message]:
    """Yield what the installed click says by itself."""
    from importlib import resources  # noqa: PLC0415 - only `make messages` comes here

    for file in sorted(resources.files("click").iterdir(), key=lambda found: found.name):
        if file.name.endswith(".py"):
            yield from _from_python(file.read_text(encoding="utf-8"), "click", _CLICK)


def _files(package: Path) -> list[Path]:
    return sorted(path for path in package.rglob("*") if path.is_file())


def _place(path: Path, package: Path) -> str:
    return path.relative_to(package.parent).as_posix()


def _from_python(text: str, place: str, keywords: dict[str, Any]) -> Iterator[Message]:
    from babel.messages.extract import extract  # noqa: PLC0415 - only `make messages` comes here

    stream = io.BytesIO(text.encode())
    for _, said, comments, context in extract(
        "python", stream, keywords, ["i18n:"], strip_comment_tags=True
    ):
        singular, plural = said if isinstance(said, tuple) else (said, "")
        yield Message(
            msgid=singular,
            plural=plural,
            context=context or "",
            comments=tuple(comment.strip() for comment in comments),
            place=place,
        )


def _from_template(text: str, place: str) -> Iterator[Message]:
    """Yield ``gettext("…")`` and ``strings.gettext("…")`` of a Jinja template."""
    import jinja2  # noqa: PLC0415 - only `make messages` comes here
    from jinja2 import nodes  # noqa: PLC0415 - the same

    tree = jinja2.Environment(autoescape=True).parse(text)
    for call in tree.find_all(nodes.Call):
        name = getattr(call.node, "name", None) or getattr(call.node, "attr", None)
        words = [each.value for each in call.args if isinstance(each, nodes.Const)]
        if name == "gettext" and words:
            yield Message(msgid=words[0], place=place)
        elif name == "ngettext" and words:
            yield Message(msgid=words[0], plural=words[1], place=place)
        elif name == "pgettext" and words:
            yield Message(msgid=words[1], context=words[0], place=place)


def _from_commands(text: str, place: str) -> Iterator[Message]:
    """Yield the docstrings of commands and groups, and the help of their options."""
    for node in ast.walk(ast.parse(text)):
        for paragraph in paragraphs(_help_of(node)):
            yield Message(msgid=paragraph, place=place)


def _help_of(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
        return ast.get_docstring(node) or ""
    if isinstance(node, ast.keyword) and node.arg == "help":
        given = node.value
        return str(given.value) if isinstance(given, ast.Constant) else ""
    return ""


def _makes_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in {"command", "group"}
