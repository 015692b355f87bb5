"""Which old sentence a new one replaces."""

from __future__ import annotations

import pytest

from workflow.editions.changes import find_changes
from workflow.editions.versions import Sentence


def sentences(*pairs):
    return [Sentence(context="", source=source, target=target) for source, target in pairs]


def told(old, new):
    return [
        (
            change.kind.value,
            change.old.source if change.old else None,
            change.new.source if change.new else None,
            change.index,
        )
        for change in find_changes(old, new)
    ]


MEETING = ("Le sommet se tient le 3 novembre.", "The summit is on 3 November.")
CORRECTED = ("Le sommet se tient le 13 novembre.", "")
FIRM = ("La France ne cédera pas.", "France will not yield.")
CLOSED = ("La séance est levée.", "The meeting rose.")

CHANGES = {
    "nothing": ([MEETING, FIRM], [MEETING, FIRM], []),
    "a fact": ([MEETING, FIRM], [CORRECTED, FIRM], [("changed", MEETING[0], CORRECTED[0], 0)]),
    "another translation": (
        [MEETING, FIRM],
        [MEETING, (FIRM[0], "France stands firm.")],
        [("reworded", FIRM[0], FIRM[0], 1)],
    ),
    "a sentence more": ([MEETING], [MEETING, FIRM], [("added", None, FIRM[0], 1)]),
    "a sentence less": ([MEETING, FIRM], [FIRM], [("removed", MEETING[0], None, None)]),
    "other places": ([MEETING, FIRM], [FIRM, MEETING], []),
    "another place and another translation": (
        [MEETING, FIRM],
        [(FIRM[0], "France stands firm."), MEETING],
        [("reworded", FIRM[0], FIRM[0], 0)],
    ),
    "the likest of several": (
        [FIRM, MEETING, CLOSED],
        [("La séance est ouverte.", ""), CORRECTED],
        [
            ("changed", CLOSED[0], "La séance est ouverte.", 0),
            ("changed", MEETING[0], CORRECTED[0], 1),
            ("removed", FIRM[0], None, None),
        ],
    ),
    "the one replaced by the one, like it or not": (
        [MEETING, FIRM],
        [MEETING, ("Oui.", "")],
        [("changed", FIRM[0], "Oui.", 1)],
    ),
    "everything": ([], [FIRM], [("added", None, FIRM[0], 0)]),
}


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_changes(old, new, expected):
    assert told(sentences(*old), sentences(*new)) == expected


def test_a_release_written_anew_is_paired_in_order():
    old = sentences(*((f"Une phrase numéro {number}.", "x") for number in range(300)))
    new = sentences(*((f"Un autre propos, {number}.", "y") for number in range(300)))

    changes = find_changes(old, new)

    assert [change.old for change in changes] == old
