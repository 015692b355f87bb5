from __future__ import annotations

import hashlib

import pytest

from workflow.engines.sources.download import Expected, download, read_url
from workflow.errors import EngineError

DATA = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def url(server):
    server.files["/model"] = DATA
    return f"{server.url}/model"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_fetched_with_progress(url, tmp_path):
    steps = []

    download(
        url,
        tmp_path / "model",
        expected=Expected(len(DATA), SHA256.upper()),
        progress=lambda *step: steps.append(step),
    )

    assert (tmp_path / "model").read_bytes() == DATA
    assert names(tmp_path) == ["model"]
    assert steps[-1] == ("download", len(DATA), len(DATA))
    assert steps == sorted(steps)


def test_a_cut_transfer_goes_on_where_it_stopped(url, server, tmp_path):
    server.cuts["/model"] = [300_000, 700_000]

    download(url, tmp_path / "model", expected=Expected(sha256=SHA256))

    assert (tmp_path / "model").read_bytes() == DATA
    assert server.ranges == [None, "bytes=300000-", "bytes=700000-"]


def test_a_transfer_that_failed_is_resumed_by_the_next_run(url, server, tmp_path):
    server.cuts["/model"] = [300_000, 300_000, 300_000, 300_000]
    with pytest.raises(EngineError, match="cut") as caught:
        download(url, tmp_path / "model")
    assert caught.value.slug == "model-source-unreachable"
    assert names(tmp_path) == ["model.part", "model.part.mark"]
    server.cuts.clear()
    server.ranges.clear()

    download(url, tmp_path / "model")

    assert (tmp_path / "model").read_bytes() == DATA
    assert server.ranges == ["bytes=300000-"]


def test_a_file_that_changed_meanwhile_is_fetched_from_its_beginning(url, server, tmp_path):
    (tmp_path / "model.part").write_bytes(b"of another version")
    (tmp_path / "model.part.mark").write_text('"0"')

    download(url, tmp_path / "model")

    assert (tmp_path / "model").read_bytes() == DATA
    assert server.ranges == ["bytes=18-"]


def test_a_part_longer_than_the_file_is_thrown_away(url, tmp_path):
    (tmp_path / "model.part").write_bytes(DATA + b"more")
    (tmp_path / "model.part.mark").write_text('"1"')

    download(url, tmp_path / "model")

    assert (tmp_path / "model").read_bytes() == DATA


def test_a_part_of_unknown_version_is_not_trusted(url, server, tmp_path):
    (tmp_path / "model.part").write_bytes(b"of unknown version")

    download(url, tmp_path / "model")

    assert (tmp_path / "model").read_bytes() == DATA
    assert server.ranges == [None]


def test_another_part_than_asked_for_is_not_appended(url, server, tmp_path):
    server.cuts["/model"] = [300_000]
    server.shift = 5

    with pytest.raises(EngineError, match="another part"):
        download(url, tmp_path / "model")

    assert (tmp_path / "model.part").read_bytes() == DATA[:300_000]


@pytest.mark.parametrize(
    "expected", [Expected(sha256="0" * 64), Expected(size=3)], ids=["sha256", "size"]
)
def test_another_file_than_expected_is_deleted(expected, url, tmp_path):
    with pytest.raises(EngineError) as caught:
        download(url, tmp_path / "model", expected=expected)

    assert caught.value.slug == "model-checksum"
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("{server}/absent", "the server answers 404"),
        ("http://127.0.0.1:1/model", "Connection refused"),
        ("file:///etc/hostname", "neither http nor https"),
        ("ftp://127.0.0.1/model", "neither http nor https"),
    ],
)
def test_what_cannot_be_reached_is_told_at_once(address, reason, server, tmp_path):
    with pytest.raises(EngineError, match=reason) as caught:
        download(address.format(server=server.url), tmp_path / "model")

    assert caught.value.slug == "model-source-unreachable"
    assert names(tmp_path) == []


def test_a_silent_server_is_given_up(url, server, tmp_path):
    server.silent.set()

    with pytest.raises(EngineError, match="timed out") as caught:
        download(url, tmp_path / "model", timeout=0.2)

    assert caught.value.slug == "model-source-unreachable"


def test_a_small_file_is_read_up_to_its_limit(url):
    assert read_url(url, limit=len(DATA)) == DATA
    with pytest.raises(EngineError, match="larger"):
        read_url(url, limit=len(DATA) - 1)
