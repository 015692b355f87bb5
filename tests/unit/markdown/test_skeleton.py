import pytest

from workflow.markdown.skeleton import block_skeleton, compare_skeletons


def test_structure_is_told_without_words():
    source = (
        "---\na: b\n---\n> 3) un\n>    ```py\n>    x\n>    ```\n\n"
        "|a|b|\n|-|:-:|\n|c|\n\n[^1]: n\n\n[l]: u\n"
    )

    assert block_skeleton(source) == (
        "blockquote",
        "  ol 3)",
        "    li",
        "      p",
        "      fence py x",
        "table",
        "  thead",
        "    tr",
        "      th",
        "      th text-align:center",
        "  tbody",
        "    tr",
        "      td",
        "      td text-align:center",
        "footnote 1",
        "  p",
        "definition L u",
    )


def test_links_are_part_of_it_when_asked_for():
    skeleton = block_skeleton("![a](b) [c](d) [e][f]\n\n[f]: g\n", link_targets=True)

    assert skeleton == ("p", "  image b", "  link d", "  link f", "definition F g")


def test_another_text_is_no_difference():
    assert compare_skeletons("# Un\n\ndeux\n", "# One\n\ntwo *three*\n", path="a.md") is None


@pytest.mark.parametrize(
    ("source", "target", "line"),
    [
        ("Un\n\ndeux\n", "One\n\n1. two\n", 3),
        ("---\na: b\n---\nUn\n\ndeux\n", "---\na: b\nc: d\n---\nOne\n", 6),
        ("Un\n", "One\n\n- two\n", 3),
        ("---\n\nUn\n\n---\n", "---\n\na: b: c\n\n---\n", 3),
    ],
)
def test_the_first_difference_is_found_with_its_line(source, target, line):
    finding = compare_skeletons(source, target, path="a.md")

    assert finding is not None
    assert (finding.code, finding.position.path, finding.position.line) == (
        "structure-differs",
        "a.md",
        line,
    )
