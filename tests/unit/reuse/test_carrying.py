"""What becomes of approved texts when the source changes, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from workflow.catalog import format_catalog, merge, parse_catalog
from workflow.catalog.plainness import plain_form
from workflow.model import Catalog, Entry
from workflow.reuse.carrying import Fate, Frame, carry
from workflow.reuse.carrying.similarity import words_of

HEADER = (("X-Trianon-Release", "note"),)


@dataclass(frozen=True)
class Offer:
    text: str | None
    keeps_approval: bool = False
    change: str = "wording"
    reason: str = ""
    warnings: tuple[str, ...] = ()


def adapt(old_source, old_target, new_source, *, old_is_reviewed, is_markdown):
    """Judge as safe reuse does, from spelling, "ne" and figures alone."""
    del is_markdown
    old, new = words_of(old_source), words_of(new_source)
    if plain_form(old_source) == plain_form(new_source):
        return Offer(old_target, keeps_approval=old_is_reviewed, change="typography")
    if len(set(old) & set(new)) < 0.5 * min(len(old), len(new)):
        return Offer(None, change="unrelated")
    if ("pas" in old) != ("pas" in new):
        return Offer(None, change="negation or modality", reason='"pas" is new: nothing is offered')
    figures = [[word for word in words if word.isdigit()] for words in (old, new)]
    if figures[0] != figures[1] and len(figures[0]) == len(figures[1]) == 1:
        text = old_target.replace(figures[0][0], figures[1][0])
        return Offer(text, change="fact", reason=f"{figures[0][0]} → {figures[1][0]}, repaired")
    return Offer(old_target, reason="reworded")


def template(sentences, contexts=None):
    contexts = contexts or {}
    entries = tuple(
        Entry(msgid=text, msgctxt=contexts.get(number)) for number, text in enumerate(sentences)
    )
    return Catalog(header=HEADER, entries=entries)


def frame(size, blocks=None, target_lang="en"):
    return Frame(
        blocks=blocks or (0,) * size,
        is_markdown=(True,) * size,
        source_lang="fr",
        target_lang=target_lang,
    )


def step(old, sentences, *, blocks=None, contexts=None, target_lang="en"):
    """Bring a file up to date with a source of these sentences."""
    merged = merge(template(sentences, contexts), old, lang=target_lang)
    order = [entry for entry in old.entries if not entry.obsolete] if old else []
    return carry(merged, order, frame=frame(len(sentences), blocks, target_lang), adapt=adapt)


def approved(*pairs, comments=()):
    entries = (Entry(msgid=source, msgstr=text, comments=comments) for source, text in pairs)
    return Catalog(header=HEADER, entries=tuple(entries))


def shown(carried):
    """Return the texts of a file as a reviewer sees them."""
    marks = {(False, False): "", (True, False): "~? ", (False, True): "#~ ", (True, True): "#~? "}
    return [
        f"{marks[entry.fuzzy, entry.obsolete]}{entry.msgid} = {entry.msgstr}"
        for entry in carried.catalog.entries
    ]


def comments(carried, number=0):
    return carried.catalog.entries[number].comments


def test_typography_keeps_the_approval_and_leaves_no_twin():
    old = approved(("L'accord tient.", "The deal holds."), comments=("vu par AL",))

    carried = step(old, ["L’accord tient."])

    assert (shown(carried), comments(carried)) == (
        ["L’accord tient. = The deal holds."],
        ("vu par AL",),
    )


def test_a_changed_figure_is_repaired_and_the_approved_text_stays_obsolete():
    old = approved(("Le 3 mai à Paris.", "On 3 May in Paris."))

    carried = step(old, ["Le 13 mai à Paris."])

    assert shown(carried) == [
        "~? Le 13 mai à Paris. = On 13 May in Paris.",
        "#~ Le 3 mai à Paris. = On 3 May in Paris.",
    ]
    assert comments(carried) == ("source changed (fact): 3 → 13, repaired",)
    assert carried.catalog.entries[0].previous_msgid == "Le 3 mai à Paris."


def test_a_new_negation_gets_nothing_and_says_why():
    old = approved(("Il a rappelé son choix.", "He recalled his choice."))

    carried = step(old, ["Il n'a pas rappelé son choix."])

    assert shown(carried) == [
        "Il n'a pas rappelé son choix. = ",
        "#~ Il a rappelé son choix. = He recalled his choice.",
    ]
    assert comments(carried) == (
        'source changed (negation or modality): "pas" is new: nothing is offered',
    )


def test_new_words_are_offered_with_the_comments_of_people():
    old = approved(
        ("La France salue ce choix.", "France hails it."), comments=("draft: x", "vu par AL")
    )

    carried = step(old, ["La France salue vivement ce choix."])

    assert shown(carried)[0] == "~? La France salue vivement ce choix. = France hails it."
    assert comments(carried) == ("vu par AL", "source changed (wording): reworded")


def test_an_unrelated_sentence_gets_nothing():
    old = approved(("Il pleut sur Brest.", "It rains on Brest."))

    carried = step(old, ["Le sommet réunira douze pays."])

    assert shown(carried) == [
        "Le sommet réunira douze pays. = ",
        "#~ Il pleut sur Brest. = It rains on Brest.",
    ]
    assert [move.fate for move in carried.moves] == [Fate.RETIRED]


def test_the_draft_of_a_machine_is_not_offered():
    draft = Entry(
        msgid="Le 3 mai.", msgstr="On 3 May.", flags=("fuzzy",), comments=("draft: argos x",)
    )

    carried = step(Catalog(header=HEADER, entries=(draft,)), ["Le 13 mai."])

    assert shown(carried) == ["Le 13 mai. = ", "#~? Le 3 mai. = On 3 May."]


def test_the_draft_that_a_person_noted_on_is_offered():
    draft = Entry(
        msgid="Le 3 mai.", msgstr="On 3 May.", flags=("fuzzy",), comments=("draft: x", "à revoir")
    )

    carried = step(Catalog(header=HEADER, entries=(draft,)), ["Le 13 mai."])

    assert shown(carried)[0] == "~? Le 13 mai. = On 13 May."


def test_a_source_that_changes_back_restores_the_file_byte_for_byte():
    old = step(approved(("Le 3 mai à Paris.", "On 3 May in Paris.")), ["Le 3 mai à Paris."])

    there = step(old.catalog, ["Le 13 mai à Paris."])
    back = step(there.catalog, ["Le 3 mai à Paris."])

    (first, second) = (format_catalog(each.catalog) for each in (old, back))
    assert second.startswith(first.removesuffix("\n"))
    assert shown(back)[1:] == ["#~? Le 13 mai à Paris. = On 13 May in Paris."]


def test_a_second_change_starts_from_the_approved_text():
    old = approved(("Le 3 mai à Paris.", "On 3 May in Paris."))

    there = step(old, ["Le 13 mai à Paris."])
    further = step(there.catalog, ["Le 23 mai à Paris."])

    assert shown(further)[0] == "~? Le 23 mai à Paris. = On 23 May in Paris."
    assert comments(further) == ("source changed (fact): 3 → 23, repaired",)


def test_the_comment_goes_when_the_text_is_approved():
    there = step(approved(("Le 3 mai.", "On 3 May.")), ["Le 13 mai."])
    first, *rest = there.catalog.entries
    approval = replace(first, flags=(), comments=(*first.comments, "vu par AL"))

    again = step(replace(there.catalog, entries=(approval, *rest)), ["Le 13 mai."])

    assert (shown(again)[0], comments(again)) == ("Le 13 mai. = On 13 May.", ("vu par AL",))


def test_an_emptied_entry_is_not_filled_again():
    there = step(approved(("Le 3 mai.", "On 3 May.")), ["Le 13 mai."])
    first, *rest = there.catalog.entries
    emptied = replace(first, msgstr="", flags=(), previous_msgid=None)

    again = step(replace(there.catalog, entries=(emptied, *rest)), ["Le 13 mai."])

    assert shown(again)[0] == "Le 13 mai. = "


def test_a_second_run_changes_nothing():
    sentences = ["Le 13 mai.", "Il ne viendra pas demain.", "Une phrase neuve."]
    old = approved(("Le 3 mai.", "On 3 May."), ("Il viendra demain.", "He will come tomorrow."))

    once = step(old, sentences)
    text = format_catalog(once.catalog)

    assert format_catalog(step(parse_catalog(text, "a.po"), sentences).catalog) == text


SPLIT = (
    "Il a salué le dialogue, et il a appelé à la retenue.",
    "He hailed dialogue, and urged restraint.",
)


def test_a_split_sentence_is_offered_on_the_first_and_said_before_on_the_second():
    carried = step(approved(SPLIT), ["Il a salué le dialogue.", "Il a appelé à la retenue."])

    assert shown(carried)[:2] == [
        "~? Il a salué le dialogue. = He hailed dialogue, and urged restraint.",
        "~? Il a appelé à la retenue. = ~",
    ]
    assert [comments(carried, number) for number in (0, 1)] == [
        ("source changed (split): the old text, for 2 sentences that were one; reworded",),
        ("source changed (split): said in the sentence before, with which it was one",),
    ]
    assert shown(carried)[2].startswith("#~ ")


def test_a_sentence_split_over_two_paragraphs_has_no_fold():
    carried = step(
        approved(SPLIT), ["Il a salué le dialogue.", "Il a appelé à la retenue."], blocks=(0, 1)
    )

    assert shown(carried)[1] == "Il a appelé à la retenue. = "
    assert comments(carried, 1) == (
        "source changed (split): was one with the sentence before, whose text may say it",
    )


def test_a_split_text_is_shared_out_where_it_has_as_many_sentences():
    old = approved(
        (
            "Il a salué le dialogue, et il a appelé à la retenue.",
            "He hailed it. He urged restraint.",
        )
    )

    carried = step(old, ["Il a salué le dialogue.", "Il a appelé à la retenue."])

    assert shown(carried)[:2] == [
        "~? Il a salué le dialogue. = He hailed it.",
        "~? Il a appelé à la retenue. = He urged restraint.",
    ]


def test_a_negation_in_one_half_of_a_split_sentence_is_not_overlooked():
    carried = step(approved(SPLIT), ["Il a salué le dialogue.", "Il n'a pas appelé à la retenue."])

    assert [line.endswith("= ") for line in shown(carried)[:2]] == [True, True]


def test_merged_sentences_are_offered_joined():
    old = approved(
        ("Il a salué le dialogue.", "He hailed dialogue."),
        ("Il a appelé à la retenue.", "He urged restraint."),
    )

    carried = step(old, ["Il a salué le dialogue, et il a appelé à la retenue."])

    assert shown(carried)[0] == (
        "~? Il a salué le dialogue, et il a appelé à la retenue. = "
        "He hailed dialogue. He urged restraint."
    )
    assert [line[:2] for line in shown(carried)[1:]] == ["#~", "#~"]


@pytest.mark.parametrize(("fuzzy", "shows"), [(False, ""), (True, "~? ")])
def test_sentences_joined_by_the_rules_alone_stay_approved_if_both_were(fuzzy, shows):
    old = approved(("Réunion de l'art. 5.", "Meeting of art. 5."), ("Suite.", "More."))
    if fuzzy:
        last = replace(old.entries[1], flags=("fuzzy",))
        old = replace(old, entries=(old.entries[0], last))

    carried = step(old, ["Réunion de l'art. 5. Suite."])

    assert shown(carried)[0] == f"{shows}Réunion de l'art. 5. Suite. = Meeting of art. 5. More."


def test_joined_texts_have_no_space_where_the_language_has_none():
    old = approved(("Réunion de l'art. 5.", "会议。"), ("Suite.", "继续。"))

    carried = step(old, ["Réunion de l'art. 5. Suite."], target_lang="zh-Hans")

    assert shown(carried)[0].endswith("= 会议。继续。")


def test_moved_and_changed_sentences_are_found_by_their_words():
    old = approved(
        ("Le sommet réunira douze pays.", "The summit will bring twelve countries."),
        ("Un dîner suivra à 20 heures.", "A dinner will follow at 20:00."),
        ("La presse est invitée.", "The press is invited."),
    )

    carried = step(
        old,
        [
            "La presse est invitée.",
            "Un dîner suivra à 21 heures.",
            "Le sommet réunira douze pays.",
        ],
    )

    assert shown(carried)[:3] == [
        "La presse est invitée. = The press is invited.",
        "~? Un dîner suivra à 21 heures. = A dinner will follow at 21:00.",
        "Le sommet réunira douze pays. = The summit will bring twelve countries.",
    ]


def test_the_same_text_in_another_context_is_offered():
    old = approved(("Sommet de Lisbonne", "Lisbon Summit"))

    carried = step(old, ["Sommet de Lisbonne"], contexts={0: "title"})

    assert shown(carried)[0] == "~? Sommet de Lisbonne = Lisbon Summit"
    assert comments(carried) == ("source changed (place): was running text",)


def test_an_approved_text_is_preferred_to_a_draft_of_a_person():
    unsure = Entry(msgid="Le 4 mai à Paris.", msgstr="May 4?", flags=("fuzzy",))
    old = approved(("Le 3 mai à Paris.", "On 3 May in Paris."))

    carried = step(replace(old, entries=(unsure, *old.entries)), ["Le 5 mai à Paris."])

    assert shown(carried)[0] == "~? Le 5 mai à Paris. = On 5 May in Paris."


def test_the_guess_of_another_tool_is_read_as_the_sentence_that_it_was_guessed_from():
    guess = Entry(
        msgid="Il n'a pas rappelé son choix.",
        msgstr="He recalled his choice.",
        flags=("fuzzy",),
        previous_msgid="Il a rappelé son choix.",
    )

    carried = step(Catalog(header=HEADER, entries=(guess,)), ["Il n'a pas rappelé son choix hier."])

    assert shown(carried)[0] == "Il n'a pas rappelé son choix hier. = "
