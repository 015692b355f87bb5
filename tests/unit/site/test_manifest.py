import json

import pytest

from workflow.errors import EditionError
from workflow.site.manifest import (
    Difference,
    compare_files,
    describe_file,
    format_manifest,
    parse_manifest,
)

FILES = [describe_file("b.html", b"two"), describe_file("a/a.html", b"one")]


def test_a_manifest_is_sorted_json_that_is_read_back():
    content = format_manifest(FILES)

    assert [file["path"] for file in json.loads(content)["files"]] == ["a/a.html", "b.html"]
    assert parse_manifest(content, path="m") == {file.path: file for file in FILES}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"generator": "other", "files": [{"path": "a", "size": 1, "sha256": "x"}]}',
        b'{"generator": "trianon", "files": [{"path": "a"}]}',
        b'{"generator": "trianon", "files": [{"path": "../a", "size": 1, "sha256": "x"}]}',
        b'{"generator": "trianon", "files": [{"path": "/a", "size": 1, "sha256": "x"}]}',
        b'{"generator": "trianon", "files": [{"path": "a\\\\b", "size": 1, "sha256": "x"}]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_manifest_of_ours_is_refused(content):
    with pytest.raises(EditionError, match="site-foreign"):
        parse_manifest(content, path="site/manifest.json")


def test_differences_are_named():
    one, two = FILES
    wanted = {one.path: one, two.path: two}
    found = {one.path: describe_file(one.path, b"other"), "c": describe_file("c", b"")}

    difference = compare_files(wanted, found)

    assert difference == Difference(missing=("a/a.html",), changed=("b.html",), foreign=("c",))
    assert bool(difference)
    assert not compare_files(wanted, wanted)
