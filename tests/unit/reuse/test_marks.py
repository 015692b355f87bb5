"""A person's ``check:ignore`` is for one sentence and one translation, and goes to no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.reuse.test_carrying import HEADER, approved, comments, shown, step
from workflow.model import Catalog, Entry

MARK = "check:ignore fact-number: agreed with the author"
WITHDRAWN = "was check:ignore fact-number: agreed with the author"


def test_typography_keeps_the_mark_with_the_approval():
    old = approved(("L'accord du 3 mai.", "The deal of May 4."), comments=(MARK,))

    assert comments(step(old, ["L’accord du 3 mai."])) == (MARK,)


@pytest.mark.parametrize(
    "changed", ["Le 13 mai à Paris.", "Le 3 mai dans Paris.", "Le 3 mai à Paris, ou plus tard."]
)
def test_a_text_offered_for_a_changed_sentence_leaves_its_mark(changed):
    old = approved(("Le 3 mai à Paris.", "On 4 May in Paris."), comments=("vu par AL", MARK))

    entry, left = step(old, [changed]).catalog.entries

    assert entry.msgstr
    assert entry.comments[:2] == ("vu par AL", WITHDRAWN)
    assert left.comments == ("vu par AL", MARK)


def test_an_approved_change_forgets_the_mark_and_a_second_one_does_not_bring_it_back():
    old = approved(("Le 3 mai à Paris.", "On 4 May in Paris."), comments=(MARK,))
    offered = step(old, ["Le 3 mai dans Paris."]).catalog
    entry, *others = offered.entries
    fresh = replace(offered, entries=(replace(entry, flags=(), previous_msgid=None), *others))

    assert comments(step(fresh, ["Le 3 mai dans Paris."])) == ()
    assert WITHDRAWN not in comments(step(fresh, ["Le 3 mai dans tout Paris."]))


def test_a_change_that_is_taken_back_brings_the_mark_back():
    old = approved(("Le 3 mai à Paris.", "On 4 May in Paris."), comments=(MARK,))
    changed = step(old, ["Le 13 mai à Paris."]).catalog

    assert comments(step(changed, ["Le 3 mai à Paris."])) == (MARK,)


def test_the_same_sentence_in_another_place_keeps_its_mark():
    old = approved(("Le 3 mai à Paris.", "On 4 May in Paris."), comments=(MARK,))

    carried = step(old, ["Le 3 mai à Paris."], contexts={0: "title"})

    assert comments(carried) == (MARK, "source changed (place): was running text")


def test_a_mark_covers_no_sentence_that_is_joined_to_its_own():
    old = approved(("Réunion de l'art. 5.", "Meeting of art. 6."), ("Suite de 7.", "More of 8."))
    first = replace(old.entries[0], comments=(MARK,))
    old = replace(old, entries=(first, old.entries[1]))

    carried = step(old, ["Réunion de l'art. 5. Suite de 7."])

    assert shown(carried)[0].startswith("Réunion")
    assert MARK not in comments(carried)


FOLDED = Catalog(
    header=HEADER,
    entries=(
        Entry(msgid="Il a plu hier.", msgstr="It rained, with wind on 4 May.", comments=(MARK,)),
        Entry(msgid="Le vent soufflait le 3 mai.", msgstr="~"),
    ),
)


@pytest.mark.parametrize("flags", [(), ("fuzzy",)])
def test_a_mark_does_not_outlive_a_change_of_a_sentence_said_with_its_own(flags):
    old = replace(FOLDED, entries=(replace(FOLDED.entries[0], flags=flags), FOLDED.entries[1]))

    carried = step(old, ["Il a plu hier.", "Le vent soufflait le 13 mai."])

    assert comments(carried)[0] == WITHDRAWN


def test_sentences_said_together_come_back_with_their_mark():
    carried = step(FOLDED, ["Il a plu hier.", "Le vent soufflait le 13 mai."])

    back = step(carried.catalog, ["Il a plu hier.", "Le vent soufflait le 3 mai."])

    assert back.catalog.entries[:2] == FOLDED.entries
