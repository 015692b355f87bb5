import pytest

from workflow.checks.mending import mend_catalog
from workflow.model import Catalog, Entry, LangTag


def catalog(*entries):
    return Catalog(header=(), entries=entries)


DRAFT = Entry(msgid="Oui.", msgstr="Yes .", flags=("fuzzy",))
REVIEWED = Entry(msgid="Non.", msgstr="No .")


def test_drafts_are_mended_and_approved_texts_are_not():
    mends = mend_catalog(catalog(DRAFT, REVIEWED), LangTag("en"))

    assert [(mend.entry, mend.text) for mend in mends] == [(DRAFT, "Yes.")]


def test_approved_texts_are_mended_on_request():
    mends = mend_catalog(catalog(DRAFT, REVIEWED), LangTag("en"), reviewed=True)

    assert [mend.text for mend in mends] == ["Yes.", "No."]


@pytest.mark.parametrize(
    "entry",
    [
        Entry(msgid="Oui.", msgstr="Yes.", flags=("fuzzy",)),
        Entry(msgid="Oui.", msgstr="~", flags=("fuzzy",)),
        Entry(msgid="Oui.", msgstr="", flags=("fuzzy",)),
        Entry(msgid="Oui.", msgstr="Yes .", flags=("fuzzy",), obsolete=True),
        Entry(msgid="Oui.", msgstr="`Yes .`", flags=("fuzzy",)),
        Entry(msgid="Oui.", msgstr="a .", msgid_plural="b", msgstr_plural=("c .",)),
    ],
)
def test_what_needs_no_mending_is_left(entry):
    assert mend_catalog(catalog(entry), LangTag("en"), reviewed=True) == ()


def test_changes_are_shown_with_the_words_around_them():
    entry = Entry(msgid="x", msgstr="Est-ce vrai? Il a répondu aussitôt que oui.", flags=("fuzzy",))

    (mend,) = mend_catalog(catalog(entry), LangTag("fr"))

    assert list(mend.changes()) == [("-ce vrai? Il a r", "-ce vrai⍽? Il a r")]
