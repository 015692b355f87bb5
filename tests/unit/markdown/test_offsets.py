import pytest

from workflow.markdown.inline import lift
from workflow.markdown.offsets import source_span
from workflow.model import Span


@pytest.mark.parametrize(
    ("markdown", "words", "expected"),
    [
        ("le **3 mai** 2018", "3 mai", "3 mai"),
        ("le **3** mai", "3 mai", "3** mai"),
        ("[le texte](https://a.example/12) du 12", "12", "12"),
        ("le code `a 12` et 13", "13", "13"),
        ("un &amp; deux", "& deux", "&amp; deux"),
        (r"5 \* 6 = 30", "* 6", r"\* 6"),
        ("Paris,  \nle 3", "le 3", "le 3"),
        ("a<br>b 12", "12", "12"),
        ("![une image](x.png) du 12", "12", "12"),
        ("<https://a.example> 12", "12", "12"),
        ("*Москва*, 3", "Москва", "Москва"),
    ],
)
def test_words_of_the_plain_text_are_found_in_the_markdown(markdown, words, expected):
    inline = lift(markdown)
    start = inline.text.rindex(words)

    span = source_span(inline, Span(start, start + len(words)))

    assert span.of(markdown) == expected


def test_an_address_is_not_taken_for_the_number_behind_it():
    markdown = "[le texte](https://a.example/12) du 12"

    inline = lift(markdown)
    start = inline.text.index("12")

    assert source_span(inline, Span(start, start + 2)).start == markdown.rindex("12")


def test_an_empty_span_is_nowhere():
    assert source_span(lift("**a**"), Span(0, 0)) == Span(0, 0)
