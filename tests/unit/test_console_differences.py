"""Differences in colours on a terminal, in marks elsewhere, and nowhere in JSON."""

from __future__ import annotations

import io
import sys

import pytest

from workflow.console import Console
from workflow.editions.differences import compare_words

PIECES = compare_words("le 3 mai", "le 13 mai")
MARKED = "fr  le [-3-]{+13+} mai\n"
COLOURED = "fr  le \x1b[0m\x1b[31;9m3\x1b[0m\x1b[32;1m13\x1b[0m mai\x1b[0m\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "no_color", "expected"),
    [
        (Terminal, "", COLOURED),
        (Terminal, "1", MARKED),
        (io.StringIO, "", MARKED),
    ],
    ids=["terminal", "terminal without colours", "file"],
)
def test_differences(monkeypatch, stream, no_color, expected):
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys, "stdout", stream())

    Console().differences("fr  ", PIECES)

    assert sys.stdout.getvalue() == expected


def test_json_has_no_marks(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    Console(as_json=True).differences("fr  ", PIECES)

    assert sys.stdout.getvalue() == ""
