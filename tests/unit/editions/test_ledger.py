"""The ledger: what is written is read back, old lines too, and what is no line is refused."""

from __future__ import annotations

import json

import pytest

from workflow.editions.ledger import LedgerLine, format_ledger, parse_ledger, update_ledger
from workflow.errors import EditionError

OLD = {
    "edition": "editions/en/note.md",
    "slug": "note",
    "lang": "en",
    "status": "draft",
    "source_sha256": "1",
    "catalog_sha256": "2",
    "edition_sha256": "3",
    "version": "0.1.0",
}


def line(**fields):
    return LedgerLine(**(OLD | fields))


def test_a_line_is_read_as_it_was_written():
    lines = (line(source="releases/note.md", segments=("a", "b"), targets=("A", ""), drafts=1),)

    assert parse_ledger(format_ledger(lines), path="ledger") == lines


def test_a_line_of_the_first_version_does_not_know_its_sentences():
    (read,) = parse_ledger(json.dumps(OLD) + "\n", path="ledger")

    assert (read, read.is_detailed) == (line(), False)


def test_a_field_of_a_later_version_is_passed_over():
    assert parse_ledger(json.dumps({**OLD, "colour": "blue"}), path="ledger") == (line(),)


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< ours",
        "[]",
        pytest.param("[" * 100_000, id="deep"),
        "{}",
        json.dumps({**OLD, "slug": 3}),
        json.dumps({**OLD, "edition": "a\0b"}),
        json.dumps({**OLD, "drafts": "many"}),
        json.dumps({**OLD, "segments": "a"}),
        json.dumps({**OLD, "segments": [1], "targets": ["A"]}),
        json.dumps({**OLD, "segments": ["a"], "targets": []}),
    ],
)
def test_what_is_no_line_is_refused_with_its_place(text):
    with pytest.raises(EditionError) as caught:
        parse_ledger(f"{json.dumps(OLD)}\n{text}\n", path="ledger")

    assert (caught.value.slug, str(caught.value.position)) == ("ledger-invalid", "ledger:2")


def test_a_new_line_replaces_the_one_of_its_edition_and_all_are_sorted():
    b, a = line(edition="b"), line(edition="a", status="draft")
    better = line(edition="a", status="reviewed")

    assert update_ledger([b, a], [better]) == (better, b)
