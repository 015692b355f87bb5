import tomllib
from pathlib import Path

import pytest

from workflow.storage import Memo, program_digest
from workflow.storage.memo import LIBRARIES


def test_a_value_is_computed_once(tmp_path):
    path = tmp_path / "memo.json"
    first = Memo(path)
    assert first.get("a", lambda: [1]) == [1]
    first.save()

    assert Memo(path).get("a", lambda: [2]) == [1]


def test_what_a_run_does_not_ask_for_is_forgotten(tmp_path):
    path = tmp_path / "memo.json"
    first = Memo(path)
    first.put("a", 1)
    first.save()
    second = Memo(path)
    second.put("b", 2)
    second.save()

    assert Memo(path).find("a") is None
    assert Memo(path).find("b") == 2


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": ', b"\xff", b"[" * 99_999])
def test_a_damaged_file_is_no_obstacle(tmp_path, content):
    path = tmp_path / "memo.json"
    path.write_bytes(content)

    assert Memo(path).get("a", lambda: 1) == 1


def test_an_empty_memo_reads_nothing(tmp_path):
    path = tmp_path / "memo.json"
    first = Memo(path)
    first.put("a", 1)
    first.save()

    assert Memo(path, is_empty=True).find("a") is None


def test_the_program_is_known_by_its_files():
    assert len(program_digest()) == 64


def test_the_libraries_that_texts_depend_on_are_those_that_are_declared():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    declared = {each.partition(">")[0] for each in project["project"]["dependencies"]}

    assert set(LIBRARIES) - declared == set()
