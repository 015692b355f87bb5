import pytest

from workflow.errors import SourceError
from workflow.storage import digest, digest_file, read_text


def test_newlines_and_byte_order_mark_stay(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfParis,\r\nle 3 novembre\nfin")
    assert read_text(path) == "\ufeffParis,\r\nle 3 novembre\nfin"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"un\ncaf\xe9 noir", "2:4: error: the byte 0xE9 is not UTF-8 [source-encoding]"),
        (b"un\r\nd\xc3\xa9j\xe0", "2:4: error: the byte 0xE0 is not UTF-8 [source-encoding]"),
        (b"un\rd\xff", "2:2: error: the byte 0xFF is not UTF-8 [source-encoding]"),
        (b"\xef\xbb\xbfa\xff", "1:2: error: the byte 0xFF is not UTF-8 [source-encoding]"),
        (b"coup\xc3", "1:5: error: the byte 0xC3 is not UTF-8 [source-encoding]"),
        (b"\xed\xa0\x80", "1:1: error: the byte 0xED is not UTF-8 [source-encoding]"),
        (b"\xff\xfea\0", " error: the file is UTF-16, not UTF-8 [source-encoding]"),
        (b"a\nb\0", "2:2: error: the file holds NUL bytes: it is not a text [source-binary]"),
        (b"", " error: the file is empty [source-empty]"),
        (b"\xef\xbb\xbf \r\n\t", " error: the file is empty [source-empty]"),
    ],
)
def test_what_is_no_utf8_text_is_refused_with_its_place(tmp_path, data, error):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_text(path)
    assert str(caught.value) == f"{path}:{error}"
    assert caught.value.hint


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    paths = {
        "source-missing": tmp_path / "absent.md",
        "source-is-directory": tmp_path,
        "source-unreadable": tmp_path / "loop",
    }
    paths["source-unreadable"].symlink_to("loop")
    slugs = []
    for path in (*paths.values(), tmp_path / "file" / "below.md"):
        with pytest.raises(SourceError) as caught:
            read_text(path)
        slugs.append(caught.value.slug)
    assert slugs == [*paths, "source-missing"]


def test_the_digest_of_a_file_is_that_of_its_bytes_and_of_no_file_nothing(tmp_path):
    path = tmp_path / "a.md"
    assert digest_file(path) == ""
    path.write_bytes(b"\xff\x00")
    assert digest_file(path) == digest(b"\xff\x00")
