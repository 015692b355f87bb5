import pytest

from workflow.errors import SourceError
from workflow.markdown.frontmatter import parse_front_matter, set_front_matter

BOM = "\ufeff"


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ("# A\n", {"lang": "fr"}, "---\nlang: fr\n---\n# A\n"),
        (f"{BOM}A\r\n", {"lang": "fr"}, f"{BOM}---\r\nlang: fr\r\n---\r\nA\r\n"),
        ("", {"a": "b"}, "---\na: b\n---\n"),
        ("---\n---\nA", {"a": "b"}, "---\na: b\n---\nA"),
        ("---\na: 1 # n\n...\n", {"a": "x", "b": "y: z"}, '---\na: x # n\nb: "y: z"\n...\n'),
        ("---\na:\n---\n", {"a": "x"}, "---\na: x\n---\n"),
        ("---\n{a: b}\n---\n", {"c": "d"}, '---\n{a: b, "c": "d"}\n---\n'),
        ("---\na: |\n  x\n# end\n---\n", {"b": "no"}, '---\na: |\n  x\n# end\nb: "no"\n---\n'),
        ("---\na: b\n---\n", {}, "---\na: b\n---\n"),
        ("---\nUn\n---\n", {"a": "b"}, "---\na: b\n---\n---\nUn\n---\n"),
    ],
)
def test_keys_are_set_and_the_rest_is_untouched(source, values, expected):
    assert set_front_matter(source, values) == expected


@pytest.mark.parametrize("value", ["[b]", "{b: c}", "\n  - b"])
def test_a_list_or_mapping_is_not_overwritten(value):
    with pytest.raises(SourceError, match='"a" holds more than one value'):
        set_front_matter(f"---\na: {value}\n---\n", {"a": "x"})


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_an_invisible_line_end_is_named_at_its_place(separator):
    with pytest.raises(SourceError) as caught:
        parse_front_matter(f"---\nlang: fr\ntitle: Un{separator}mot\n---\n", path="a.md")

    assert str(caught.value.position) == "a.md:3:10"
    assert f"U+{ord(separator):04X}" in caught.value.message
