"""The proof page: what is marked, what it is made of, and that nothing in it can act."""

from __future__ import annotations

import html5lib
import pytest

from workflow.catalog.extract import make_template
from workflow.editions.proof import make_proof, render_proof
from workflow.editions.proof.marks import Languages, find_marks
from workflow.editions.proof.pieces import compare, cut
from workflow.editions.proof.rows import Pages
from workflow.editions.proof.values import Mark, MarkKind
from workflow.glossary.terms import Glossary, Term, Wording
from workflow.glossary.verify import TermChecker
from workflow.markdown.inline import lift
from workflow.markdown.parse import parse_document
from workflow.model import (
    Entry,
    Finding,
    LangTag,
    Position,
    Severity,
    Span,
    State,
)
from workflow.segmentation.document import split_document
from workflow.settings import Project

FR, EN, AR = LangTag("fr"), LangTag("en"), LangTag("ar")


def parse(page):
    """Return the page as a browser reads it; raises where it is no valid HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def checker_of(term_id, fr, en):
    wordings = (Wording(lang=FR, preferred=fr), Wording(lang=EN, preferred=en))
    return TermChecker(Glossary(terms=(Term(id=term_id, wordings=wordings),)), FR, EN)


def text_of(node):
    return "".join(node.itertext())


def proof_of(source, *entries, lang=EN, findings=None, checker=None):
    """Return the proof of a source; `entries` are changes to the entries of its segments."""
    document = parse_document(source, path="releases/sommet.md", translated_keys=("title",))
    segments = split_document(document, FR)
    template = make_template(
        segments, slug="sommet", project=Project(), source_lang=FR, date="2025-03-03"
    )
    made = [
        Entry(msgid=entry.msgid, msgctxt=entry.msgctxt, extracted=entry.extracted, **change)
        for entry, change in zip(template.entries, entries, strict=True)
    ]
    pages = Pages(
        slug="sommet",
        document=document,
        segments=segments,
        entries=made,
        catalog_path="locales/en/LC_MESSAGES/sommet.po",
    )
    languages = Languages(source=FR, target=lang, checker=checker)
    return make_proof(pages, languages, findings or {})


def page_of(*arguments, **options):
    return render_proof(proof_of(*arguments, **options), lang=EN)


def rows_of(page):
    return parse(page).findall(".//tbody/tr")


def labels(pieces):
    return [(piece.text, piece.labels) for piece in pieces if piece.labels]


def test_states_are_said_in_words():
    page = page_of(
        "Un.\n\nDeux.\n\nTrois.\n",
        {"msgstr": "One."},
        {"msgstr": "Two.", "flags": ("fuzzy",)},
        {},
    )

    rows = rows_of(page)
    assert [row.get("class") for row in rows] == ["reviewed", "draft", "untranslated"]
    assert [text_of(row.find("th/span")) for row in rows] == ["✓ approved", "✎ draft", "○ no text"]
    assert text_of(rows[2].findall("td")[1]).strip().endswith("no text yet")


def test_both_sides_say_their_language_and_direction():
    page = page_of("Bonjour.\n", {"msgstr": "صباح الخير."}, lang=AR)

    left, right = (cell.find("p") for cell in rows_of(page)[0].findall("td"))
    assert (left.get("lang"), left.get("dir")) == ("fr", "ltr")
    assert (right.get("lang"), right.get("dir")) == ("ar", "rtl")


def test_a_fact_has_the_same_number_on_both_sides():
    row = proof_of("Le 3 mars 2025 à Paris.\n", {"msgstr": "In Paris on 3 March 2025."}).rows[0]

    left, right = dict(labels(row.source)), dict(labels(row.target))
    assert left["3 mars 2025"] == right["3 March 2025"]
    assert left["Paris"] == right["Paris"]
    assert left["Paris"] != left["3 mars 2025"]


def test_a_fact_that_the_edition_does_not_have_is_crossed():
    row = proof_of("Le 3 mars 2025.\n", {"msgstr": "On 13 March 2025."}).rows[0]

    assert [label for _, found in labels(row.source) for label in found] == ["F1✗"]
    assert "unmet" in row.source[-2].classes


def test_nothing_is_crossed_where_there_is_no_text_yet():
    row = proof_of("Le 3 mars 2025.\n", {}).rows[0]

    assert [label for _, found in labels(row.source) for label in found] == ["F1"]


def test_negations_are_marked_on_both_sides():
    row = proof_of("Il ne viendra pas.\n", {"msgstr": "He will not come."}).rows[0]

    assert labels(row.source) == [("ne viendra pas", ("N",))]
    assert labels(row.target) == [("not", ("N",))]


def test_terms_have_the_same_number_and_tell_their_form():
    checker = checker_of("D7", "cessez-le-feu", "ceasefire")
    proof = proof_of(
        "Le cessez-le-feu tient.\n", {"msgstr": "The ceasefire holds."}, checker=checker
    )

    source, target = proof.rows[0].source, proof.rows[0].target
    assert labels(source) == [("cessez-le-feu", ("T1",))]
    assert labels(target) == [("ceasefire", ("T1",))]
    assert source[1].title == "D7: ceasefire"


def test_a_term_that_is_not_rendered_is_crossed():
    checker = checker_of("D7", "cessez-le-feu", "ceasefire")
    proof = proof_of("Le cessez-le-feu tient.\n", {"msgstr": "The truce holds."}, checker=checker)

    assert labels(proof.rows[0].source) == [("cessez-le-feu", ("T1✗",))]


def test_the_source_that_a_draft_was_made_of_is_compared_with_today_s():
    page = page_of(
        "Le 13 mai.\n",
        {"msgstr": "On 3 May.", "flags": ("fuzzy",), "previous_msgid": "Le 3 mai."},
    )

    cell = rows_of(page)[0].find("td")
    assert [text_of(each) for each in cell.iter("del")] == ["3"]
    assert [text_of(each) for each in cell.iter("ins")] == ["13"]


def test_findings_warnings_and_comments_are_told_with_a_word():
    finding = Finding(
        code="fact-date",
        severity=Severity.ERROR,
        position=Position(path="segment", line=1),
        message="date changed",
        hint="expected 3 May",
    )
    page = page_of(
        "Le 3 mai.\n",
        {
            "msgstr": "On 4 May.",
            "flags": ("fuzzy",),
            "comments": (
                "voir avec le desk",
                "draft: argos",
                "term: “a” → “b”",
                "draft warning: odd",
            ),
        },
        findings={0: (finding,)},
    )

    items = rows_of(page)[0].findall(".//li")
    assert [" ".join(text_of(item).split()) for item in items] == [
        "Error date changed [fact-date] → expected 3 May",
        "Warning odd",
        "Term put in “a” → “b”",
        "Draft by argos",
        "Comment voir avec le desk",
    ]
    assert [link.get("href") for link in parse(page).iterfind(".//nav/a")] == ["#s1"]


def test_an_approved_text_is_not_warned_of_by_its_old_draft():
    proof = proof_of("Un.\n", {"msgstr": "One.", "comments": ("draft warning: odd",)})

    assert proof.graver == ()
    assert proof.states[State.REVIEWED] == 1


def test_what_is_said_in_the_segment_before_is_told():
    page = page_of("Un. Deux.\n", {"msgstr": "One, two."}, {"msgstr": "~"})

    assert "said in the segment before (~)" in text_of(rows_of(page)[1])


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    '"><svg onload=alert(1)>',
    "![x](https://tracker.example/a.png)",
    "</table></main><h1>",
    "{{ 7 * 7 }} {% raw %}",
    "--> <!-- </style>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_shown(text):
    page = page_of(
        f"Bonjour {text} fin.\n",
        {
            "msgstr": f"Hello {text} end.",
            "flags": ("fuzzy",),
            "comments": (text,),
            "previous_msgid": text,
        },
    )

    tree = parse(page)
    assert list(tree.iter("script")) == []
    assert list(tree.iter("img")) == []
    assert [link.get("href") for link in tree.iter("a") if link.get("href")[0] != "#"] == []
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []
    assert len(rows_of(page)) == 1


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u0007", "\ufffe", "\x85"])
def test_characters_that_turn_or_break_a_page_are_shown_by_number(mark):
    page = page_of("Bonjour.\n", {"msgstr": f"Hel{mark}lo."})

    assert mark not in page
    assert f"Hel⟨U+{ord(mark):04X}⟩lo." in text_of(parse(page))


def test_the_page_needs_nothing_from_elsewhere():
    page = page_of("Un.\n", {"msgstr": "One."})

    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_the_page_speaks_french():
    page = render_proof(proof_of("Un.\n", {"msgstr": "One."}), lang=FR)

    assert parse(page).get("lang") == "fr"
    assert "✓ approuvé" in page


def test_hard_breaks_are_kept_and_markup_is_shown():
    inline = lift("**Paris**,\nle `3` [mai](a.md)[^1] ![x](y)")

    pieces = cut(inline, ())

    assert "".join(piece.text for piece in pieces if "raw" not in piece.classes) == (
        "Paris,\nle 3 mai "
    )
    assert [(piece.text, piece.classes) for piece in pieces if piece.classes] == [
        ("Paris", ("strong",)),
        ("3", ("code",)),
        ("mai", ("link",)),
        ("[^1]", ("raw",)),
        ("![x](y)", ("raw",)),
    ]


def test_overlapping_marks_are_cut_where_they_begin_and_end():
    marks = (
        Mark(kind=MarkKind.TERM, span=Span(0, 6), label="T1"),
        Mark(kind=MarkKind.FACT, span=Span(4, 9), label="F1"),
    )

    pieces = cut(lift("abcd ef gh"), marks)

    assert [(piece.text, piece.classes, piece.labels) for piece in pieces] == [
        ("abcd", ("term",), ()),
        (" e", ("term", "fact"), ("T1",)),
        ("f g", ("fact",), ("F1",)),
        ("h", (), ()),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b", "a b", [("kept", "a b")]),
        ("a b", "a c", [("kept", "a "), ("deleted", "b"), ("inserted", "c")]),
        ("", "a", [("inserted", "a")]),
        ("a", "", [("deleted", "a")]),
        ("", "", []),
    ],
)
def test_texts_are_compared_word_by_word(old, new, expected):
    assert [(each.change.value, each.text) for each in compare(old, new)] == expected


def test_marks_of_an_unknown_language_are_facts_only():
    marks = find_marks("Le 3 mai.", "Am 3. Mai.", Languages(source=FR, target=LangTag("de")))

    assert [mark.kind for mark in marks.source] == [MarkKind.FACT]
