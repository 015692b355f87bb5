"""Addresses of links and pictures are changed where they stand, and nothing else is."""

from __future__ import annotations

import pytest

from workflow.markdown.addresses import change_addresses


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a](b.pdf)\n", "[a](x/b.pdf)\n"),
        ('![a](b.png "c") d\n', '![a](x/b.png "c") d\n'),
        ("![](b.png)\n", "![](x/b.png)\n"),
        ("![a]( <b c.png> )\n", "![a]( <x/b c.png> )\n"),
        ("[![a](b.png)](c.pdf)\n", "[![a](x/b.png)](x/c.pdf)\n"),
        (
            "> - ![a](b.png)\n> - [c\n>   d](e.pdf)\n",
            "> - ![a](x/b.png)\n> - [c\n>   d](x/e.pdf)\n",
        ),
        ("| a |\n|---|\n| b \\| [c](d.pdf) |\n", "| a |\n|---|\n| b \\| [c](x/d.pdf) |\n"),
        ("[a][b]\n\n[B]: c.pdf 'd'\n", "[a][b]\n\n[B]: x/c.pdf 'd'\n"),
        ("[a](b.pdf)\r\n\r\n![](c.png)\r\n", "[a](x/b.pdf)\r\n\r\n![](x/c.png)\r\n"),
        ("---\na: '[b](c)'\n---\n[d](e)\n", "---\na: '[b](c)'\n---\n[d](x/e)\n"),
        (
            "\u4e2d [a](b.pdf) \U0001f600 ![](c.png)\n",
            "\u4e2d [a](x/b.pdf) \U0001f600 ![](x/c.png)\n",
        ),
    ],
)
def test_an_address_is_changed_where_it_stands(source, expected):
    assert change_addresses(source, lambda address: f"x/{address}") == expected


@pytest.mark.parametrize(
    "source",
    [
        "`[a](b)` and \\[c](d)\n",
        "```\n![](a.png)\n[b]: c\n```\n\n[b]\n",
        "    ![](a.png)\n",
        "[a]\n",
        "[a](b\nc)\n",
        "<https://example.org/a>\n",
        "",
    ],
)
def test_what_is_no_address_stays(source):
    assert change_addresses(source, lambda address: f"x/{address}") == source
