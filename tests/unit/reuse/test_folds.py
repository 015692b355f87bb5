"""Two sentences approved as one (``~``) while the source changes around them."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.reuse.test_carrying import HEADER, comments, shown, step
from workflow.catalog import format_catalog
from workflow.model import Catalog, Entry

HEAD, TAIL = "Il a plu hier.", "Le vent soufflait le 3 mai."
BOTH = "It rained, with wind on 3 May."


def folded(*extra):
    entries = (Entry(msgid=HEAD, msgstr=BOTH), Entry(msgid=TAIL, msgstr="~"))
    return Catalog(header=HEADER, entries=(*extra, *entries))


def test_an_unchanged_pair_is_left_alone():
    assert step(folded(), [HEAD, TAIL]).catalog.entries == folded().entries


def test_typography_in_either_keeps_both_approvals():
    carried = step(folded(), ["Il a plu  hier.", "Le vent soufflait le 3\u00a0mai."])

    assert shown(carried) == [
        f"Il a plu  hier. = {BOTH}",
        "Le vent soufflait le 3\u00a0mai. = ~",
    ]


def test_a_changed_tail_withdraws_the_approval_of_what_says_it():
    carried = step(folded(), [HEAD, "Le vent soufflait le 13 mai."])

    assert shown(carried)[:2] == [f"~? {HEAD} = {BOTH}", "~? Le vent soufflait le 13 mai. = ~"]
    assert comments(carried) == (f"source changed (fold): it also said: {TAIL}",)
    assert comments(carried, 1) == ("source changed (fold): look at the sentence before",)


def test_a_tail_that_left_withdraws_the_approval_too():
    carried = step(folded(), [HEAD])

    assert shown(carried) == [f"~? {HEAD} = {BOTH}", f"#~ {TAIL} = ~"]


def test_both_come_back_with_the_source_byte_for_byte():
    before = step(folded(), [HEAD, TAIL]).catalog
    noted = replace(
        before, entries=(replace(before.entries[0], comments=("draft: x", "vu")), before.entries[1])
    )

    there = step(noted, [HEAD]).catalog
    back = step(there, [HEAD, TAIL]).catalog

    assert format_catalog(back) == format_catalog(noted)


def test_a_tail_that_comes_back_behind_a_sentence_approved_since_is_not_said():
    there = step(folded(), [HEAD]).catalog
    alone = replace(there.entries[0], msgstr="It rained.", flags=(), comments=())

    back = step(replace(there, entries=(alone, *there.entries[1:])), [HEAD, TAIL])

    assert shown(back) == [f"{HEAD} = It rained.", f"{TAIL} = "]


def test_a_changed_head_is_compared_together_with_its_tail():
    carried = step(folded(), ["Il a plu avant-hier.", TAIL])

    assert shown(carried)[:2] == [f"~? Il a plu avant-hier. = {BOTH}", f"{TAIL} = ~"]


def test_a_tail_is_taken_back_when_its_head_gets_nothing():
    carried = step(folded(), ["Nous vous remercions de votre venue en nombre à Genève.", TAIL])

    assert shown(carried)[:2] == [
        "Nous vous remercions de votre venue en nombre à Genève. = ",
        f"{TAIL} = ",
    ]


def test_a_tail_is_not_said_by_the_sentence_before_its_lost_head():
    first = Entry(msgid="Bonjour à tous.", msgstr="Hello everyone.")

    carried = step(folded(first), [first.msgid, TAIL])

    assert shown(carried)[:2] == ["Bonjour à tous. = Hello everyone.", f"{TAIL} = "]
    assert comments(carried, 1)[-1].startswith("source changed (fold): ")


def test_a_pair_torn_apart_by_a_paragraph_is_taken_back():
    carried = step(folded(), [HEAD, TAIL], blocks=(0, 1))

    assert [line.endswith("= ") for line in shown(carried)] == [False, True]


def test_a_pair_moves_as_one():
    last = Entry(msgid="Fin.", msgstr="End.")
    catalog = folded()
    old = replace(catalog, entries=(*catalog.entries, last))

    carried = step(old, ["Fin.", HEAD, TAIL])

    assert shown(carried) == ["Fin. = End.", f"{HEAD} = {BOTH}", f"{TAIL} = ~"]


def test_a_split_head_keeps_its_tail():
    old = Catalog(
        header=HEADER,
        entries=(
            Entry(msgid="Il a plu hier, et la mer montait vite.", msgstr=BOTH),
            Entry(msgid=TAIL, msgstr="~"),
        ),
    )

    carried = step(old, ["Il a plu hier.", "La mer montait vite.", TAIL])

    assert shown(carried)[:3] == [
        f"~? Il a plu hier. = {BOTH}",
        "~? La mer montait vite. = ~",
        f"{TAIL} = ~",
    ]


def test_merged_sentences_keep_what_else_they_say():
    first = Entry(msgid="Bonjour à tous.", msgstr="Hello everyone.")

    carried = step(folded(first), ["Bonjour à tous, il a plu hier.", TAIL])

    assert shown(carried)[:2] == [
        f"~? Bonjour à tous, il a plu hier. = Hello everyone. {BOTH}",
        f"{TAIL} = ~",
    ]


def test_what_said_two_sentences_comes_back_alone_unapproved():
    gone = step(folded(), ["Non."]).catalog
    back = step(gone, [HEAD])

    assert shown(back)[0] == f"~? {HEAD} = {BOTH}"
    assert comments(back) == (f"source changed (fold): it also said: {TAIL}",)


def test_what_said_two_sentences_comes_back_with_both_approved():
    gone = step(folded(), ["Non."]).catalog
    back = step(gone, [HEAD, TAIL])

    assert shown(back)[:2] == [f"{HEAD} = {BOTH}", f"{TAIL} = ~"]
    assert comments(back) == ()
