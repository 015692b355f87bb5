import pytest

from workflow.errors import SourceError
from workflow.markdown.parse import parse_document
from workflow.model import BlockKind, Encoding, Span


def _texts(source, **options):
    document = parse_document(source, path="a.md", **options)
    return [
        (block.kind.value, block.text)
        for block in document.blocks
        if block.kind is not BlockKind.SKELETON
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Un #\n", [("heading", "Un")]),
        ("Un\ndeux\n===\n", [("heading", "Un\ndeux")]),
        ("- un\n\n  deux\n1) trois\n", [("list item", t) for t in ("un", "deux", "trois")]),
        ("> un\ndeux\n", [("quotation", "un\ndeux")]),
        ("> - un\n>   deux\n", [("list item", "un\ndeux")]),
        ("[^1]: Note\n", [("footnote", "Note")]),
        ("![Carte](c.png)\n", [("image description", "Carte")]),
        ("[![Carte](c.png)](u)\n", [("image description", "Carte")]),
        ('![Carte](c.png "Titre")\n', [("paragraph", '![Carte](c.png "Titre")')]),
        (
            "|A|B|\n|-|-|\n|c\\|d|`e`|\n",
            [
                ("table header", "A"),
                ("table header", "B"),
                ("table cell", "c|d"),
                ("table cell", "`e`"),
            ],
        ),
        ("**COMMUNIQUÉ**\n", [("paragraph", "COMMUNIQUÉ")]),
        ("***Service***\n", [("paragraph", "Service")]),
        ("- [x] fait\n", [("list item", "fait")]),
        ("> [!NOTE]\n> Un\n", [("quotation", "Un")]),
        ("\tcode\n\n```\ncode\n```\n\n<div>\nhtml\n</div>\n\n[a]: b\n\n---\n\n…\n", []),
        (
            "\ufeff# Un\r\rdeux\x0c\u2028trois\0",
            [("heading", "Un"), ("paragraph", "deux\x0c\u2028trois\ufffd")],
        ),
        ("", []),
    ],
)
def test_texts_are_found_and_the_rest_is_skeleton(source, expected):
    assert _texts(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "un\n\n<!-- translate:off -->\n\ndeux\n\n<!-- translate:on -->\n\ntrois\n",
        "un\n\ntrois\n\n<!-- translate:off -->\ndeux\n\n> deux\n",
    ],
)
def test_what_is_switched_off_is_skeleton(source):
    assert [text for _, text in _texts(source)] == ["un", "trois"]


def test_an_inline_passage_that_is_switched_off_is_closed():
    document = parse_document(
        "un <!-- translate:off -->*a*. B<!-- translate:on --> deux", path="a.md"
    )

    assert [span.of(document.source) for span in document.blocks[0].closed] == [
        "<!-- translate:off -->*a*. B<!-- translate:on -->"
    ]


def test_a_note_belongs_to_the_next_block_only():
    document = parse_document("<!-- translators: ton\n  solennel -->\n# Un\n\ndeux\n", path="a.md")

    notes = [block.note for block in document.blocks if block.text]

    assert notes == ["ton solennel", ""]


def test_places_and_contexts_tell_a_translator_where_a_text_stands():
    source = (
        "---\ntitle: T\nseo: {description: D}\n---\n# T\n\n## S\n\n3. a\n   - b\n\n"
        "|x|\n|-|\n|y|\n\n[^n]: z\n\n![i](u)\n"
    )

    blocks = parse_document(source, path="a.md").blocks

    assert [(b.context, b.place) for b in blocks if b.text] == [
        ("title", ""),
        ("seo.description", ""),
        ("title", "level 1"),
        ("heading", "level 2"),
        ("", "list item 3"),
        ("", "list item 3.1"),
        ("column", "table 1, row 1, column 1"),
        ("cell", "table 1, row 2, column 1"),
        ("", "footnote n"),
        ("image", ""),
    ]


def test_markup_breaks_and_closed_stretches_are_located():
    document = parse_document("> a \\* **b c**  \n> d `e` &amp; <i>f. g</i>[^1]\n", path="a.md")
    block = document.blocks[1]

    assert [span.of(document.source) for span in block.lines] == [
        "a \\* **b c**  ",
        "d `e` &amp; <i>f. g</i>[^1]",
    ]
    assert [span.of(block.text) for span in block.hidden] == [
        *("\\", "**", "**", "`", "`", "&amp;", "<i>", "</i>", "[^1]")
    ]
    assert [span.of(block.text) for span in block.closed] == [
        *("\\*", "**b c**", "`e`", "&amp;", "<i>f. g</i>", "[^1]")
    ]
    assert [span.of(block.text) for span in block.breaks] == ["  \n"]


def test_references_are_collected_from_the_whole_document():
    document = parse_document("[a]\n\n> [Le  Site]: u\n", path="a.md")

    assert document.references == frozenset({"LE SITE"})


@pytest.mark.parametrize(
    ("value", "text", "encoding"),
    [
        ("Un titre", "Un titre", Encoding.YAML_PLAIN),
        ("'L''été'", "L'été", Encoding.YAML_SINGLE),
        ('"a \\u00e9 \\"b\\""', 'a é "b"', Encoding.YAML_DOUBLE),
        ("|\n  un\n  deux", "un\ndeux\n", Encoding.YAML_BLOCK),
        (">-\n  un\n  deux", "un deux", Encoding.YAML_BLOCK),
        ("&x Un", "Un", Encoding.YAML_PLAIN),
    ],
)
def test_front_matter_values_are_decoded(value, text, encoding):
    block = parse_document(f"---\ntitle: {value}\n---\n", path="a.md").blocks[1]

    assert (block.text, block.encoding, block.kind) == (text, encoding, BlockKind.FRONT_MATTER)


def test_only_the_chosen_keys_are_translated():
    source = (
        "---\nTitle: a\nslug: b\ndate: 2020-01-01\nkeywords: [c, 3]\ntags: [d]\nx: {y: e}\n---\n"
    )

    assert [text for _, text in _texts(source)] == ["a", "c"]
    assert [text for _, text in _texts(source, translated_keys=["tags", "x.y"])] == ["d", "e"]


def test_metadata_has_every_single_value_at_the_top():
    source = "---\ntitle: a\nn: 3\nl: [b]\nm: {c: d}\ne:\n---\n"

    assert parse_document(source, path="a.md").metadata == (("title", "a"), ("n", "3"), ("e", ""))


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("---\na: b\nc: d: e\n---\n", 3, 5),
        ("---\na: 1\nb: {c: 1, c: 2}\n---\n", 3, 11),
        ("---\na: \x07\n---\n", 2, 4),
        ("---\n[" + "[" * 3000 + "\n---\n", 2, 1),
    ],
)
def test_broken_front_matter_is_an_error_with_a_position(source, line, column):
    with pytest.raises(SourceError) as caught:
        parse_document(source, path="a.md")

    position = caught.value.position
    assert (caught.value.slug, position.line, position.column) == (
        "front-matter-invalid",
        line,
        column,
    )
    assert caught.value.hint


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: Patrimoine : l'Élysée ouvre", 'title: "Patrimoine : l\'Élysée ouvre"'),
        ('title: "Oui" au traité', r'title: "\"Oui\" au traité"'),
        ("title: *Gras* et plus", 'title: "*Gras* et plus"'),
    ],
)
def test_a_value_that_needs_quotation_marks_is_shown_with_them(line, expected):
    with pytest.raises(SourceError) as caught:
        parse_document(f"---\ndate: 2025-05-03\n{line}\n---\n\nUn.\n", path="a.md")
    assert str(caught.value.hint) == f"put the value in quotation marks: {expected}"


@pytest.mark.parametrize("source", ["---\nTitre : a\n", "---\n\nUn\n\n---\n", "\n---\na: b\n---\n"])
def test_rules_are_not_taken_for_front_matter(source):
    assert parse_document(source, path="a.md").metadata == ()


def test_the_span_of_a_block_covers_its_lines():
    document = parse_document("- un\r\n  deux\r\n", path="a.md")

    assert document.blocks[1].span == Span(2, 12)
    assert document.blocks[1].lines == (Span(2, 4), Span(8, 12))
