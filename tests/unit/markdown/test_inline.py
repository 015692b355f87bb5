import re
from pathlib import Path

import pytest

from workflow.markdown.inline import lift, nested, put_back
from workflow.model import Inline, Link, Markup, MarkupKind, Span

CASES = Path(__file__).parents[2] / "cases" / "markdown" / "put_back.txt"
REFERENCES = frozenset({"LE SITE"})


def _read_cases():
    text = re.sub(r"(?m)^#.*\n", "", CASES.read_text(encoding="utf-8"))
    for paragraph in re.split(r"\n\n+", text.strip()):
        fields = dict(re.findall(r"(?m)^(\w+): ?(.*)$", paragraph))
        values = [
            fields[key].replace("\\n", "\n").replace("\\u0301", "\u0301")
            for key in ("source", "target", "links", "expected")
        ]
        yield pytest.param(*values, id=fields["title"])


def _links(source, target, pairs):
    words = [
        [Span(*match.span()) for match in re.finditer(r"[\w\u0301]+", text)]
        for text in (source, target)
    ]
    numbers = [tuple(map(int, pair.split("-"))) for pair in pairs.split()]
    return tuple(Link(words[0][one], words[1][other]) for one, other in numbers)


@pytest.mark.parametrize(("source", "target", "pairs", "expected"), tuple(_read_cases()))
def test_markup_is_put_back_on_the_translation(source, target, pairs, expected):
    inline = lift(source)

    actual = put_back(inline, target, _links(inline.text, target, pairs))

    assert actual == expected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("R&amp;D &laquo;&nbsp;\\*&nbsp;&raquo;", "R&D «\xa0*\xa0»"),
        ("**un** *deux* ~~trois~~ [quatre](u)", "un deux trois quatre"),
        ("un ``a`b`` <https://a.example> deux", "un a`b https://a.example deux"),
        ("un[^1] ![a](b) <b>deux</b>^[note]", "un  deux"),
        ("un\ndeux<br>trois", "un deux trois"),
        ("5 * 3 et snake_case", "5 * 3 et snake_case"),
        ("", ""),
    ],
)
def test_an_engine_reads_plain_text(source, text):
    assert lift(source).text == text


def test_markups_come_outer_first_in_order_of_appearance():
    inline = lift("**un *deux*** `trois`[^4]")

    assert inline.markups == (
        Markup(kind=MarkupKind.STRONG, span=Span(0, 7), opening="**", closing="**"),
        Markup(kind=MarkupKind.EMPHASIS, span=Span(3, 7), opening="*", closing="*"),
        Markup(kind=MarkupKind.CODE, span=Span(8, 13), opening="`", closing="`", verbatim=True),
        Markup(kind=MarkupKind.FOOTNOTE, span=Span(13, 13), opening="[^4]"),
    )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("voir https://a.example/x?y=1.", ["https://a.example/x?y=1"]),
        ("(www.a.example/b_(c))", ["www.a.example/b_(c)"]),
        ("à jean.dupont+p@a.example, merci", ["jean.dupont+p@a.example"]),
        ("avec @Elysee et #COP28 !", ["@Elysee", "#COP28"]),
        ("n° #3, R&D, a@b", []),
    ],
)
def test_addresses_and_tags_are_verbatim(source, found):
    inline = lift(source)

    literals = [m.span.of(inline.text) for m in inline.markups if m.kind is MarkupKind.LITERAL]

    assert literals == found


def test_a_shortcut_reference_keeps_its_label_when_its_text_changes():
    inline = lift("Voir [le site].", references=REFERENCES)

    assert put_back(inline, "See the website.", ()) == "See [the website][le site]."


def test_brackets_are_a_link_only_where_the_label_is_defined():
    assert lift("Voir [le site].").markups == ()


def test_a_target_equal_to_the_text_gives_the_source_back():
    source = "**un** &amp; \\*deux\\*  ![a](b 'c')"

    assert put_back(lift(source), lift(source).text, ()) == source


def test_nested_texts_are_translated_apart():
    inline = lift('![une *carte*](c.png "le titre") et [lien](u "voir \\"ici\\"")^[une note]')

    targets = ("a *map*", "the title", 'see "here"', "a note")

    assert nested(inline) == ("une *carte*", "le titre", 'voir "ici"', "une note")
    assert (
        put_back(inline, "and link", (), nested=targets)
        == '![a *map*](c.png "the title") and [link](u "see \\"here\\"")^[a note]'
    )


def test_an_image_with_a_shortcut_reference_keeps_its_label():
    inline = lift("![le site] ici", references=REFERENCES)

    actual = put_back(inline, "here", (), nested=["the site]"])

    assert actual == "![the site\\]][le site] here"


def test_an_image_within_a_link_is_one_construct():
    inline = lift("[![logo](a.png)](https://a.example) un")

    assert [markup.opening for markup in inline.markups] == ["[![logo](a.png)](https://a.example)"]
    assert nested(inline) == ("logo",)


def test_markups_made_elsewhere_are_put_back_too():
    markups = (
        Markup(kind=MarkupKind.STRONG, span=Span(0, 7), opening="**", closing="**"),
        Markup(kind=MarkupKind.EMPHASIS, span=Span(3, 7), opening="*", closing="*"),
        Markup(kind=MarkupKind.CODE, span=Span(8, 13), opening="`", closing="`", verbatim=True),
    )
    inline = Inline(source="", text="un deux trois", markups=markups)

    assert put_back(inline, "one two trois", ()) == "**one *two*** `trois`"
