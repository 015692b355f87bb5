"""Words that stay in every edition as they are, and what is no such word."""

from __future__ import annotations

import pytest

from workflow.markdown.parse import parse_document


def untouched(source):
    found = parse_document(source, path="a.md").untouched
    return [(each.line, each.is_html, each.text) for each in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Un.\n\n<p>Entrée libre&nbsp;!</p>\n", [(3, True, "Entrée libre !")]),
        (
            "---\na: b\n---\n\n<div>\n<figcaption>La cour du salon</figcaption>\n</div>\n",
            [(5, True, "La cour du salon")],
        ),
        ("Un.\n\n\tCe paragraphe est indenté.\n", [(3, False, "Ce paragraphe est indenté.")]),
        ("\ufeffUn.\r\n\r\n    Il ne dit rien.\r\n", [(3, False, "Il ne dit rien.")]),
    ],
)
def test_words_that_nobody_translates_are_known(source, expected):
    assert untouched(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '<div class="chapo grand">\n\nUn.\n\n</div>\n',
        "<!-- à relire par le protocole -->\n",
        "<style>p { color: red; margin: auto }</style>\n",
        "<script>let words = here and there</script>\n",
        "```\nCe code est du code.\n```\n",
        "Un.\n\n    print(words for word in text)\n",
        "Un.\n\n    make demo\n",
        "<!-- translate:off -->\n\n<p>Entrée libre ici</p>\n\n<!-- translate:on -->\n",
        "Un <b>mot de plus</b> ici.\n",
    ],
)
def test_what_is_no_text_or_meant_to_stay_is_not_told(source):
    assert untouched(source) == []
