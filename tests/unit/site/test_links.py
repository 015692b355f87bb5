import pytest

from workflow.site.links import relink, resolve_name


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("autre.md", "releases/autre.md"),
        ("./autre.md#note", "releases/autre.md"),
        ("../photos/a%20b.jpg", "photos/a b.jpg"),
        ("../../etc/passwd", ""),
        ("%2e%2e/%2e%2e/etc/passwd", ""),
        ("/etc/passwd", ""),
        ("https://example.org/a.md", ""),
        ("//example.org/a.md", ""),
        ("mailto:a@example.org", ""),
        ("#note", ""),
        ("", ""),
    ],
)
def test_relative_links_lead_into_the_workspace(link, expected):
    assert resolve_name(link, source="releases/sommet.md") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="autre.md">x</a>', '<a href="autre.html">x</a>'),
        ('<a href="autre.md#n">x</a>', '<a href="autre.html#n">x</a>'),
        ('<a href="absent.md">x</a>', "<a>x</a>"),
        ('<a href="#note-1">x</a>', '<a href="#note-1">x</a>'),
        ('<a href="https://example.org/">x</a>', '<a href="https://example.org/">x</a>'),
        ('<a href="mailto:a@example.org">x</a>', '<a href="mailto:a@example.org">x</a>'),
        ('<img src="p.png" alt="x">', '<img src="../media/p-1.png" alt="x">'),
        ('<img src="https://example.org/p.png" alt="x">', '<img alt="x">'),
        (
            '<p class="contact" lang="fr" dir="ltr" id="a">x</p>',
            '<p class="contact" lang="fr" dir="ltr" id="a">x</p>',
        ),
    ],
)
def test_links_become_those_of_the_site(html, expected):
    links = {"releases/autre.md": "autre.html", "releases/p.png": "../media/p-1.png"}

    assert relink(html, source="releases/sommet.md", links=links) == expected
