import pytest

from workflow.errors import EditionError
from workflow.model import LangTag, Slug
from workflow.site.addresses import (
    absolute,
    check_slugs,
    index_path,
    page_path,
    permanent_id,
    relative,
)


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("en/a.html", "en/b.html", "a.html"),
        ("fr/a.html", "en/b.html", "../fr/a.html"),
        ("en/a.html", "index.html", "en/a.html"),
        ("index.html", "en/a.html", "../index.html"),
        ("assets/site.css", "en/a.html", "../assets/site.css"),
        ("en/a b.html", "en/b.html", "a%20b.html"),
        ("en/50 %.html", "en/b.html", "50%20%25.html"),
        ("zh/会议.html", "zh/b.html", "%E4%BC%9A%E8%AE%AE.html"),
        ("en/#1.html", "en/b.html", "%231.html"),
        ("en/en", "en/b.html", "en"),
    ],
)
def test_links_are_relative_and_name_a_file(target, page, expected):
    assert relative(target, page=page) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("en/a.html", "https://x.org/p/en/a.html"),
        ("en/index.html", "https://x.org/p/en/"),
        ("index.html", "https://x.org/p/"),
        ("en/a b.html", "https://x.org/p/en/a%20b.html"),
    ],
)
def test_absolute_addresses(target, expected):
    assert absolute(target, base_url="https://x.org/p/") == expected


def test_ids_last_without_an_address():
    one, other = (permanent_id(path, base_url="") for path in ("en/a.html", "en/b.html"))

    assert one.startswith("urn:uuid:")
    assert one != other
    assert permanent_id("en/a.html", base_url="https://x.org/") == "https://x.org/en/a.html"


def test_pages_of_lists():
    lang = LangTag("en")
    paths = (page_path(Slug("a"), lang), index_path(lang), index_path(lang, 2))
    assert paths == ("en/a.html", "en/index.html", "en/index-2.html")


@pytest.mark.parametrize(
    ("slugs", "expected"),
    [
        (["index"], "slug-reserved"),
        (["INDEX-12"], "slug-reserved"),
        (["search"], "slug-reserved"),
        (["nul.2025"], "slug-reserved"),
        (["a."], "slug-reserved"),
        ([" a"], "slug-reserved"),
        (["../../x"], "slug-reserved"),
        (["é" * 101], "slug-reserved"),
        (["A", "a"], "slug-collision"),
        (["STRASSE", "straße"], "slug-collision"),
    ],
)
def test_slugs_that_cannot_be_pages(slugs, expected):
    with pytest.raises(EditionError) as caught:
        check_slugs((Slug(slug), f"releases/{slug}.md") for slug in slugs)

    assert caught.value.slug == expected


@pytest.mark.parametrize("slug", ["index-finger", "research", "2025-11-03", "会议", "a b", "con-x"])
def test_ordinary_slugs_pass(slug):
    check_slugs([(Slug(slug), "a.md")])
