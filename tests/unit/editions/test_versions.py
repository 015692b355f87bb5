"""What readers were given: kept, found again, and refused where it is damaged."""

from __future__ import annotations

import pytest

from workflow.editions.versions import (
    Sentence,
    Version,
    add_version,
    format_versions,
    last_different,
    parse_versions,
)
from workflow.errors import EditionError


def version(*targets):
    sentences = tuple(
        Sentence(context="", source=f"s{number}", target=target)
        for number, target in enumerate(targets)
    )
    return Version(source_sha256="1", catalog_sha256="2", sentences=sentences)


def test_versions_are_read_as_they_were_written():
    plain = Sentence(context="title", source="a * b", target="«\u2028»", is_markdown=False)
    versions = (version("A"), Version(source_sha256="1", catalog_sha256="", sentences=(plain,)))

    assert parse_versions(format_versions(versions), path="note") == versions


def test_the_same_words_are_not_added_twice():
    assert add_version([version("A"), version("B")], version("B")) == (version("A"), version("B"))


def test_words_that_come_back_are_a_version_of_their_own():
    added = add_version([version("A"), version("B")], version("A"))

    assert added == (version("A"), version("B"), version("A"))


def test_the_last_different_version_is_what_readers_had_before():
    versions = (version("A"), version("B"), version("C"))

    assert last_different(versions, version("C").sentences) == version("B")
    assert last_different(versions, version("D").sentences) == version("C")
    assert last_different((version("A"),), version("A").sentences) is None


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< ours",
        "[]",
        pytest.param("[" * 100_000, id="deep"),
        "{}",
        '{"sentences": [{"source": 3}]}',
        '{"sentences": 3}',
    ],
)
def test_what_is_no_version_is_refused_with_its_place(text):
    with pytest.raises(EditionError) as caught:
        parse_versions(f"\n{text}\n", path="note")

    assert (caught.value.slug, str(caught.value.position)) == ("versions-invalid", "note:2")
