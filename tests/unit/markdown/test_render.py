import pytest

from workflow.markdown.parse import parse_document
from workflow.markdown.render import render_document
from workflow.markdown.skeleton import compare_skeletons
from workflow.model import BlockKind, Position, Segment, Span


def _segments(document):
    """One segment a block, or one a sentence where a full stop ends one."""
    for index, block in enumerate(document.blocks):
        at = 0
        if block.kind is BlockKind.SKELETON:
            continue
        for part in block.text.strip().split(". "):
            start = block.text.index(part, at)
            at = start + len(part)
            yield Segment(
                text=part, block=index, span=Span(start, at), position=Position(path="a.md")
            )


def _render(source, *targets):
    document = parse_document(source, path="a.md")
    return render_document(document, tuple(_segments(document)), targets)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Un\n", "1. one", "1\\. one\n"),
        ("Un\n", "12) one", "12\\) one\n"),
        ("Un\n", "- one", "\\- one\n"),
        ("Un\n", "+", "\\+\n"),
        ("Un\n", "# one", "\\# one\n"),
        ("Un\n", "> one", "\\> one\n"),
        ("Un\n", "***", "\\***\n"),
        ("Un\n", "```", "\\```\n"),
        ("Un\n", "    one", "one\n"),
        ("Un\n", "[one]: two", "\\[one]: two\n"),
        ("Un\n", "[^1]: two", "\\[^1]: two\n"),
        ("Un\n", "<div> one", "\\<div> one\n"),
        ("Un\n", "one\n===", "one  \n\\===\n"),
        ("Un\n", "a | b\n--- | ---", "a | b  \n\\--- | ---\n"),
        ("Un\n", "one\n\ntwo", "one  \ntwo\n"),
        ("Un\n", "one\\", "one\\\\\n"),
        ("Un\n", "2017. one -two #3", "2017\\. one -two #3\n"),
        ("Un\n", "-5 °C", "-5 °C\n"),
        ("# Un\n", "one ##", "# one \\##\n"),
        ("# Un\n", "1. one\ntwo", "# 1. one two\n"),
        ("Un\n---\n", "one |", "one &#124;\n---\n"),
        ("Un\n---\n", "a | b", "a | b\n---\n"),
        ("> Un\n---\n", "one |", "> one &#124;\n---\n"),
        ("# Un\n---\n", "one |", "# one &#124;\n---\n"),
        ("**Un**\n", "2*3", "**2*3**\n"),
        ("- [ ] <div> un\n", "<div> one", "- [ ] <div> one\n"),
        ("\u202f<div> un\n", "<div> one", "\u202f<div> one\n"),
        ("**Un deux**\n", "*one two*", "**_one two_**\n"),
        ("[un](<a\nb>)\n", "[one](<a b>)", "[one\\](<a b>)\n"),
        ("![Un](a)\n", "one] two", "![one\\] two](a)\n"),
        ("un\\\ndeux\n", "one\ntwo", "one\\\ntwo\n"),
        ("> un  \n> deux\n", "one\ntwo", "> one  \n> two\n"),
        ("> 1. un\n", "one\ntwo", "> 1. one  \n>    two\n"),
        ("- un\r\n", "one\ntwo", "- one  \r\n  two\r\n"),
    ],
)
def test_a_target_never_changes_the_structure(source, target, expected):
    actual = _render(source, target)

    assert actual == expected
    assert compare_skeletons(source, actual, path="a.md") is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [("Texte.\n", "a  \nb\n"), ("# Titre\n", "# a b\n"), ("|c|\n|-|\n", "|a b|\n|-|\n")],
)
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_are_line_ends(source, expected, end):
    assert _render(source, f"a{end}b") == expected


@pytest.mark.parametrize(
    ("cell", "target", "expected"),
    [
        ("a", "x | y", "x \\| y"),
        ("a\\|b", "x", "x"),
        ("`a\\|b`", "`x|y` z", "`x\\|y` z"),
        ("a", "x\\", "x&#92;"),
        ("a", "x\ny", "x y"),
    ],
)
def test_cells_stay_cells(cell, target, expected):
    source = f"|{cell}|h|\n|-|-|\n|c|d|\n"

    assert _render(source, target, None, None, None) == f"|{expected}|h|\n|-|-|\n|c|d|\n"


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("un", "one", "one"),
        ("un", "one: two", '"one: two"'),
        ("un # note", "yes", '"yes" # note'),
        ("un", "1", '"1"'),
        ("'un'", "l'été", "'l''été'"),
        ('"un"', 'a "b" \\', '"a \\"b\\" \\\\"'),
        ("|\n  un", "one", "|\n  one"),
        (">-\n    un", "one: 'two'", ">-\n    one: 'two'"),
        ("[un, x]", "a, b", '["a, b", x]'),
        ("un", "a\u2028b\ufeff", '"a\\u2028b\\ufeff"'),
    ],
)
def test_front_matter_keeps_its_style_where_that_can_hold_the_value(value, target, expected):
    source = f"---\nkeywords: {value}\ndate: 2020-01-01\n---\n"
    targets = [target, *[None] * value.count(",")]

    assert _render(source, *targets) == f"---\nkeywords: {expected}\ndate: 2020-01-01\n---\n"


def test_a_segment_without_target_keeps_its_bytes():
    source = "Un  *mot*\r\nici. Deux&nbsp;mots\r\n"

    assert _render(source, None, "Two words") == "Un  *mot*\r\nici. Two words\r\n"


def test_a_tilde_says_that_the_previous_segment_tells_it():
    assert _render("Un. Deux. Trois\n", "One and two", "~", "Three") == "One and two. Three\n"


def test_a_tilde_in_the_first_segment_is_text():
    assert _render("Un\n", "~") == "~\n"


def test_texts_of_two_segments_do_not_make_markup_together():
    assert _render("Un. Deux\n", "one *a", "two b*") == "one \\*a. two b\\*\n"


def test_literal_characters_stay_as_they_are_where_they_are_harmless():
    assert _render("Un. Deux\n", "5 * 3", None) == "5 * 3. Deux\n"


def test_a_line_of_a_paragraph_is_guarded_too():
    document = parse_document("Un\ndeux\n", path="a.md")
    segment = Segment(text="deux", block=0, span=Span(3, 7), position=Position(path="a.md"))

    assert render_document(document, (segment,), ("- two",)) == "Un\n\\- two\n"
