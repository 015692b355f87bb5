import pytest

from workflow.errors import EditionError
from workflow.model import LangTag, Slug
from workflow.site.published import (
    Published,
    format_published,
    parse_published,
    update_published,
)


def record(slug, lang="fr", text="a"):
    return Published(
        slug=Slug(slug),
        lang=LangTag(lang),
        status="source",
        date="2025-11-03",
        corrected="",
        source_sha256="s",
        catalog_sha256="",
        text_sha256=text,
    )


def test_a_record_is_read_back():
    records = (record("a"), record("a", "ru"), record("b\u2028"))

    assert parse_published(format_published(records), path="p") == records


def test_a_new_line_replaces_the_old_one_and_all_are_sorted():
    records = update_published([record("b"), record("a")], [record("b", text="new")])

    assert records == (record("a"), record("b", text="new"))


@pytest.mark.parametrize(
    "text", ["x", "{}", "[]", '{"slug": 1}', format_published([record("a")]) * 2, "[" * 99_999]
)
def test_what_is_no_record_is_refused_with_its_line(text):
    with pytest.raises(EditionError, match=r"^p:[12]: error: .*\[published-invalid\]$"):
        parse_published(text, path="p")
