from __future__ import annotations

import hashlib
import json

import pytest

from workflow.engines.pairs import Pair
from workflow.engines.sources.base import Workplace, no_progress
from workflow.engines.sources.index import IndexSource
from workflow.errors import EngineError


@pytest.fixture
def place(tmp_path):
    place = Workplace(tmp_path / "work", tmp_path / "downloads")
    for folder in place:
        folder.mkdir()
    return place


@pytest.fixture
def publish(server, make_archive):
    """Publish an archive, and an index of the entries given with its links left to fill in."""

    def publish(*entries, path="/fr_en.argosmodel"):
        server.files[path] = make_archive().read_bytes()
        server.files["/index.json"] = json.dumps(entries).encode()
        return IndexSource(pair=Pair("fr", "en"), base_url=server.url, timeout=2)

    return publish


def entry(**fields):
    base = {"from_code": "fr", "to_code": "en", "package_version": "1.0", "type": "translate"}
    return base | {"links": ["fr_en.argosmodel"]} | fields


def version_in(folder):
    return json.loads((folder / "metadata.json").read_text("utf-8"))["package_version"]


def test_the_newest_version_of_the_pair_is_fetched(publish, place):
    source = publish(
        entry(package_version="1.9", links=["gone"]),
        entry(package_version="1.10"),
        entry(from_code="es", package_version="9", links=["gone"]),
        entry(type="sbd", package_version="9", links=["gone"]),
    )

    folder = source.fetch(place, progress=no_progress)

    assert version_in(folder) == "1.0"
    assert list(place.downloads.iterdir()) == []


def test_the_next_link_is_tried_when_one_fails(publish, place):
    source = publish(entry(links=["ipfs://nowhere", "gone", "fr_en.argosmodel"]))

    assert version_in(source.fetch(place, progress=no_progress)) == "1.0"


def test_argos_codes_are_understood(server, place):
    server.files["/index.json"] = json.dumps([entry(from_code="pb", links=[])]).encode()
    source = IndexSource(pair=Pair("pt-BR", "en"), base_url=f"{server.url}/")

    with pytest.raises(EngineError, match="no link"):
        source.fetch(place, progress=no_progress)


def test_a_hash_in_the_index_is_verified(publish, place, server):
    good = publish(entry())
    sha256 = hashlib.sha256(server.files["/fr_en.argosmodel"]).hexdigest()
    server.files["/index.json"] = json.dumps([entry(sha256=sha256)]).encode()
    good.fetch(place, progress=no_progress)

    server.files["/index.json"] = json.dumps([entry(sha256="f" * 64)]).encode()
    with pytest.raises(EngineError) as caught:
        good.fetch(place, progress=no_progress)

    assert caught.value.slug == "model-checksum"


@pytest.mark.parametrize(
    ("index", "slug"),
    [
        (b"[]", "model-missing"),
        (b"{", "model-source-unreachable"),
        (b"<html>", "model-source-unreachable"),
        (b'{"a": 1}', "model-source-unreachable"),
        (b"[1, 2]", "model-source-unreachable"),
        (b"7", "model-source-unreachable"),
        (None, "model-source-unreachable"),
    ],
)
def test_an_index_of_no_use_is_told(index, slug, server, place):
    server.files["/index.json"] = index

    with pytest.raises(EngineError) as caught:
        IndexSource(pair=Pair("fr", "en"), base_url=server.url).fetch(place, progress=no_progress)

    assert caught.value.slug == slug


def test_a_link_that_leads_to_no_archive_is_told_and_not_kept(publish, place, server):
    source = publish(entry())
    server.files["/fr_en.argosmodel"] = b"<html>sign in</html>"

    with pytest.raises(EngineError) as caught:
        source.fetch(place, progress=no_progress)

    assert caught.value.slug == "model-corrupt"
    assert list(place.downloads.iterdir()) == []
