import os
import resource

import pytest

from workflow.errors import StorageError
from workflow.storage import append_line, read_lines


def test_lines_are_read_back_in_order(tmp_path):
    path = tmp_path / "editions" / "ledger.jsonl"
    assert read_lines(path) == ()
    for line in ("{}", "é\u2028", ""):
        append_line(path, line)
    assert read_lines(path) == ("{}", "é\u2028", "")


@pytest.mark.parametrize("torn", ["half", "half" * 5000])
def test_a_torn_line_is_dropped(tmp_path, torn):
    path = tmp_path / "ledger"
    path.write_text(f"whole\n{torn}", encoding="utf-8")
    assert read_lines(path) == ("whole",)
    append_line(path, "next")
    assert path.read_text("utf-8") == "whole\nnext\n"


def test_a_line_holds_no_line_end(tmp_path):
    with pytest.raises(ValueError, match="no line end"):
        append_line(tmp_path / "ledger", "a\nb")


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX systems")
def test_a_full_disk_adds_nothing(tmp_path):
    path = tmp_path / "ledger"
    append_line(path, "whole")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StorageError) as caught:
            append_line(path, "x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (caught.value.slug, path.read_text("utf-8")) == ("disk-full", "whole\n")


def test_a_ledger_that_is_a_folder_is_refused(tmp_path):
    with pytest.raises(StorageError) as caught:
        append_line(tmp_path, "x")
    assert caught.value.slug == "not-writable"


def test_a_ledger_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "ledger"
    path.write_bytes(b"a\ncaf\xe9\n")
    with pytest.raises(StorageError) as caught:
        read_lines(path)
    assert str(caught.value) == f"{path}:2: error: the ledger is not UTF-8 [ledger-encoding]"
