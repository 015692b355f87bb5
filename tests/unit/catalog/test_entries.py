import pytest

from workflow.catalog import own_comments, with_draft
from workflow.model import Draft, Entry, State


def test_a_draft_is_fuzzy_and_says_where_it_comes_from():
    entry = Entry(msgid="Oui.", comments=("Accord à vérifier.",), flags=("no-wrap",))
    draft = Draft(
        text="Yes.", origin="argos translate-fr_en 1.0", score=-0.314, warnings=("short",)
    )
    assert with_draft(entry, draft) == Entry(
        msgid="Oui.",
        msgstr="Yes.",
        comments=(
            "Accord à vérifier.",
            "draft: argos translate-fr_en 1.0, score -0.31",
            "draft warning: short",
        ),
        flags=("fuzzy", "no-wrap"),
    )


def test_a_new_draft_replaces_the_comments_of_the_former_one():
    first = Draft(text="Yea.", origin="argos", score=-2.0, warnings=("short", "odd"))
    entry = Entry(msgid="Oui.", comments=("Accord à vérifier.",))
    again = with_draft(with_draft(entry, first), Draft(text="Yes.", origin="rule: x"))
    assert again.comments == ("Accord à vérifier.", "draft: rule: x")
    assert own_comments(again) == ("Accord à vérifier.",)


def test_a_mark_that_a_person_wrote_for_another_text_accepts_nothing_in_a_draft():
    entry = Entry(msgid="Oui.", comments=("Accord.", " check: ignore length: agreed"))
    drafted = with_draft(entry, Draft(text="Yes.", origin="rule: x"))
    assert drafted.comments == ("Accord.", "was check:ignore length: agreed", "draft: rule: x")


def test_an_old_text_comes_with_its_source():
    entry = with_draft(
        Entry(msgid="Le 4 mai", previous_msgctxt="title"),
        Draft(text="4 May", origin="memory", previous="Le 3 mai"),
    )
    assert (entry.previous_msgid, entry.previous_msgctxt) == ("Le 3 mai", None)
    assert with_draft(entry, Draft(text="May 4", origin="argos")).previous_msgid is None


@pytest.mark.parametrize("text", ["", "\n", " "])
def test_an_empty_draft_leaves_the_entry_untranslated(text):
    entry = with_draft(
        Entry(msgid="Oui.", flags=("fuzzy",)),
        Draft(text=text, origin="none", warnings=("negation changed",), previous="Non."),
    )
    assert entry == Entry(msgid="Oui.", comments=("draft: none", "draft warning: negation changed"))
    assert entry.state is State.UNTRANSLATED


@pytest.mark.parametrize(
    ("msgid", "text", "msgstr"),
    [("a", "\nb\n", "b"), ("\na\n", "b", "\nb\n"), ("a\nb", "c\nd", "c\nd"), ("a", " b ", " b ")],
)
def test_a_draft_begins_and_ends_with_line_feeds_as_its_source_does(msgid, text, msgstr):
    assert with_draft(Entry(msgid=msgid), Draft(text=text, origin="x")).msgstr == msgstr


def test_a_comment_stays_on_its_line():
    draft = Draft(text="b", origin='x\nmsgid "y"\u2028z\x00\x1b', warnings=("a\r\nb\x85c",))
    assert with_draft(Entry(msgid="a"), draft).comments == (
        'draft: x msgid "y" z',
        "draft warning: a b c",
    )


def test_a_reviewed_entry_takes_no_draft():
    with pytest.raises(ValueError, match="reviewed"):
        with_draft(Entry(msgid="a", msgstr="b"), Draft(text="c", origin="x"))
