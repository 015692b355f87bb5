"""Every message and hint of an error or a finding goes through ``tr``, so that it can be French."""

from __future__ import annotations

import ast
import builtins
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[3] / "workflow"
_PYTHON = frozenset({*vars(builtins), "UnpicklingError"})
"""Errors that are not ours: their words reach a person only inside another message."""


def _name_of(function):
    """Return the last name of what is called: info of console.info."""
    return getattr(function, "attr", getattr(function, "id", ""))


def _texts(tree):
    """Yield the expressions that become the words of a message or a hint."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _name_of(node.func)
        if name.endswith("Error") and name not in _PYTHON and node.args:
            yield node.args[0]
        yield from (each.value for each in node.keywords if each.arg in {"message", "hint"})


def _literals(text):
    if isinstance(text, ast.IfExp):
        yield from (*_literals(text.body), *_literals(text.orelse))
    elif isinstance(text, ast.JoinedStr):
        yield "".join(part.value for part in text.values if isinstance(part, ast.Constant))
    elif isinstance(text, ast.Constant) and isinstance(text.value, str):
        yield text.value


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_is_said_in_english_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    # A command to type is the same in every language.
    unsaid = [
        literal
        for text in _texts(tree)
        for literal in _literals(text)
        if literal and not literal.startswith("translate ")
    ]

    assert unsaid == []


def _told(tree):
    """Yield the expressions that a console shows: lines, stages of a progress bar, columns."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _name_of(node.func)
        owner = getattr(getattr(node.func, "value", None), "id", "")
        first = node.args[0]
        if (owner == "console" and name in {"info", "result"}) or name in {"progress", "report"}:
            yield first
        elif owner == "console" and name == "table":
            yield from getattr(first, "elts", ())


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_line_of_the_terminal_is_said_in_english_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    unsaid = [
        literal
        for text in _told(tree)
        for literal in _literals(text)
        if re.search(r"[A-Za-z]{2}", literal)
    ]

    assert unsaid == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli").glob("*.py")), ids=lambda path: path.stem)
def test_what_click_shows_is_said_before_click_gets_it(path):
    """Click fills a message into its own: what is not said by then stays English."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    unsaid = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in {"UsageError", "BadParameter", "fail"}
        and getattr(getattr(node.args[0], "func", None), "id", "") != "say"
    ]

    assert unsaid == []
