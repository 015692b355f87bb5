from __future__ import annotations

import io
import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.engines.pairs import Pair
from workflow.engines.sources.base import Workplace, no_progress
from workflow.engines.sources.local import BundledSource, Joined, LocalSource, find_files
from workflow.errors import EngineError

PAIR = Pair("fr", "en")


@pytest.fixture
def place(tmp_path):
    place = Workplace(tmp_path / "work", tmp_path / "downloads")
    for folder in place:
        folder.mkdir()
    return place


def cut(archive, folder, count, *, name):
    """Cut an archive in pieces named as `split` names them."""
    data = archive.read_bytes()
    step = -(-len(data) // count)
    folder.mkdir()
    for number in range(count):
        piece = data[number * step : (number + 1) * step]
        (folder / f"{name}.{number:02}").write_bytes(piece)
    return folder


def fetched(path, place):
    folder = LocalSource(pair=PAIR, path=path).fetch(place, progress=no_progress)
    return json.loads((folder / "metadata.json").read_text("utf-8"))


def test_a_file_is_unpacked(make_archive, place):
    assert fetched(make_archive(), place)["from_code"] == "fr"


def test_a_package_folder_is_copied(package_folder, place):
    assert fetched(package_folder, place)["from_code"] == "fr"


def test_a_folder_of_files_gives_the_one_of_the_pair(make_archive, place):
    make_archive("translate-es_en-1_0.argosmodel", from_code="es")
    make_archive("translate-fr_en.argosmodel")

    folder = make_archive("translate-en_fr.argosmodel", from_code="en", to_code="fr").parent
    assert fetched(folder, place)["from_code"] == "fr"


def test_a_checkpoint_is_converted(checkpoint, place, tmp_path):
    metadata = fetched(checkpoint.write(tmp_path / "opus-mt-fr-en"), place)

    assert (metadata["from_code"], metadata["origin"]) == ("fr", "opus-mt-fr-en")


@pytest.mark.parametrize("count", [1, 3, 12])
def test_pieces_are_put_end_to_end_in_order(count, make_archive, place, tmp_path):
    folder = cut(make_archive(), tmp_path / "cut", count, name="translate-fr_en.argosmodel")

    assert fetched(folder / "translate-fr_en.argosmodel.00", place)["from_code"] == "fr"


def test_a_missing_piece_is_told(make_archive, place, tmp_path):
    folder = cut(make_archive(), tmp_path / "cut", 3, name="translate-fr_en.argosmodel")
    (folder / "translate-fr_en.argosmodel.01").unlink()

    with pytest.raises(EngineError) as caught:
        fetched(folder, place)

    assert caught.value.slug == "model-corrupt"


def test_shipped_files_come_from_the_first_folder_that_has_the_pair(make_archive, place, tmp_path):
    shipped = tmp_path / "models"
    shipped.mkdir()
    source = BundledSource(pair=PAIR, folders=(tmp_path / "absent", shipped))
    assert not source.has_model()
    with pytest.raises(EngineError, match="shipped"):
        source.fetch(place, progress=no_progress)

    shutil.move(make_archive(), shipped / "translate-fr_en.argosmodel")

    assert source.has_model()
    assert (source.fetch(place, progress=no_progress) / "model" / "model.bin").is_file()


@pytest.mark.parametrize("name", ["absent.argosmodel", "empty"])
def test_what_is_not_there_is_told(name, place, tmp_path):
    (tmp_path / "empty").mkdir()

    with pytest.raises(EngineError) as caught:
        fetched(tmp_path / name, place)

    assert caught.value.slug == "model-missing"


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("translate-fr_ru.argosmodel", Pair("fr", "ru")),
        ("translate-fr_ru-1_9.argosmodel", Pair("fr", "ru")),
        ("fr_ru.argosmodel", Pair("fr", "ru")),
        ("translate-pb_zt-1_0.argosmodel", Pair("pt-BR", "zh-Hant")),
        ("translate-fr_ru.argosmodel.00", Pair("fr", "ru")),
    ],
)
def test_the_name_of_a_file_tells_its_pair(name, pair, tmp_path):
    (tmp_path / name).touch()

    assert [path.name for path in find_files(tmp_path, pair)] == [name]
    assert find_files(tmp_path, Pair("ru", "fr")) == ()


@pytest.mark.parametrize(
    "name", ["translate-fr_ru.zip", "fr-ru.argosmodel", "fr_ru.argosmodel.tmp"]
)
def test_other_names_are_no_models(name, tmp_path):
    (tmp_path / name).touch()

    assert find_files(tmp_path, Pair("fr", "ru")) == ()


@given(
    pieces=st.lists(st.binary(max_size=20), max_size=5),
    moves=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 30)), max_size=10),
)
def test_joined_files_read_as_their_concatenation(pieces, moves):
    whole = io.BytesIO(b"".join(pieces))
    joined = io.BufferedReader(Joined([io.BytesIO(piece) for piece in pieces]))

    for place, count in moves:
        whole.seek(place)
        joined.seek(place)
        assert joined.read(count) == whole.read(count)
    assert joined.seek(0, io.SEEK_END) == whole.seek(0, io.SEEK_END)
