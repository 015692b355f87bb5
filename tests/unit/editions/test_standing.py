"""Where an edition stands, case by case."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from workflow.editions.base import Status
from workflow.editions.ledger import LedgerLine
from workflow.editions.standing import Present, Reason, Standing, State, stand

CASES = Path(__file__).parents[2] / "cases" / "standing" / "standing.toml"

LINE = LedgerLine(
    edition="editions/en/note.md",
    slug="note",
    lang="en",
    status="reviewed",
    source="releases/note.md",
    source_sha256="source",
    catalog_sha256="catalog",
    edition_sha256="edition",
    glossary_sha256="glossary",
    version="1",
    segments=("a", "b"),
    targets=("A", "B"),
)
PRESENT = Present(
    source_sha256="source",
    catalog_sha256="catalog",
    edition_sha256="edition",
    glossary_sha256="glossary",
    segments=("a", "b"),
    targets=("A", "B"),
    status=Status.REVIEWED,
    drafts=0,
    untranslated=0,
    errors=0,
)


def changed(value, changes):
    kinds = {"status": Status} if isinstance(value, Present) else {}
    fields = {
        name: tuple(each) if isinstance(each, list) else kinds.get(name, lambda same: same)(each)
        for name, each in changes.items()
    }
    return dataclasses.replace(value, **fields)


def cases():
    data = tomllib.loads(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["title"]) for case in data["case"]]


@pytest.mark.parametrize("case", cases())
def test_standing(case):
    line = None if case.get("no_line") else changed(LINE, case.get("line", {}))

    standing = stand(line, changed(PRESENT, case.get("now", {})))

    assert (
        standing.state.value,
        standing.stale_segments,
        [[reason.value, count] for reason, count in standing.reasons],
    ) == (case["state"], case.get("stale_segments"), case["reasons"])


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason):
    standing = Standing(
        state=State.STALE, stale_segments=None, reasons=((reason, 2),), status=Status.DRAFT
    )

    (words,) = standing.explained()
    assert "{" not in words


@pytest.mark.parametrize(
    ("state", "count", "expected"),
    [
        (State.STALE, 1, "stale in 1 segment"),
        (State.STALE, 3, "stale in 3 segments"),
        (State.STALE, 0, "stale"),
        (State.STALE, None, "stale"),
        (State.EDITED, 0, "edited by hand"),
    ],
)
def test_a_standing_is_told_in_words(state, count, expected):
    standing = Standing(state=state, stale_segments=count, reasons=(), status=Status.DRAFT)

    assert str(standing) == expected
