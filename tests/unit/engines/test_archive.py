from __future__ import annotations

import os
import stat
import zipfile

import pytest

from workflow.engines.archive import copy_folder, pack, unpack
from workflow.errors import EngineError

METADATA = ("tiny/metadata.json", b"{}")


def write_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def link(name):
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def renamed(path, old, new):
    """Change a name in the bytes of the archive, past what zipfile would write."""
    path.write_bytes(path.read_bytes().replace(old, new))
    return path


def files_in(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_package_folder_is_unpacked_without_its_name(tmp_path):
    archive = write_zip(
        tmp_path / "a.argosmodel",
        [("tiny/", b""), METADATA, ("tiny/model/model.bin", b"abc"), ("__MACOSX/._x", b"x")],
    )
    seen = []

    unpack(archive, tmp_path / "out", progress=lambda *step: seen.append(step))

    assert files_in(tmp_path / "out") == {"metadata.json": b"{}", "model/model.bin": b"abc"}
    assert seen == [("unpack", 2, 5), ("unpack", 5, 5)]


@pytest.mark.parametrize(
    "members",
    [
        pytest.param([METADATA, ("../escape", b"x")], id="parent folder"),
        pytest.param([METADATA, ("tiny/../../escape", b"x")], id="parent folder inside"),
        pytest.param([METADATA, ("/escape", b"x")], id="absolute"),
        pytest.param([METADATA, ("tiny\\..\\escape", b"x")], id="backslash"),
        pytest.param([METADATA, ("C:/escape", b"x")], id="drive"),
        pytest.param([METADATA, (link("tiny/model"), b"/etc")], id="link"),
        pytest.param([METADATA, ("tiny/model.bin", b"\0" * 2000)], id="too large"),
        pytest.param([METADATA, *((f"tiny/{n}", b"") for n in range(10_000))], id="too many"),
    ],
)
def test_a_dangerous_archive_is_refused_before_anything_is_written(members, tmp_path):
    archive = write_zip(tmp_path / "a.argosmodel", members)

    with pytest.raises(EngineError) as caught:
        unpack(archive, tmp_path / "out", max_bytes=1000)

    assert caught.value.slug == "model-unsafe"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.argosmodel"]


def test_two_members_of_one_name_are_refused(tmp_path):
    path = write_zip(tmp_path / "a", [METADATA, ("tiny/aa", b"1"), ("tiny/ab", b"2")])

    with pytest.raises(EngineError) as caught:
        unpack(renamed(path, b"tiny/ab", b"tiny/aa"), tmp_path / "out")

    assert caught.value.slug == "model-unsafe"


def test_a_member_that_declares_less_than_it_holds_is_refused(tmp_path):
    path = write_zip(tmp_path / "a", [METADATA, ("tiny/bomb", b"\0" * 5000)])

    with pytest.raises(EngineError) as caught:
        unpack(
            renamed(path, (5000).to_bytes(4, "little"), (50).to_bytes(4, "little")),
            tmp_path / "out",
        )

    assert caught.value.slug == "model-corrupt"
    assert (tmp_path / "out" / "bomb").stat().st_size <= 50


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-10], id="cut short"),
        pytest.param(lambda _: b"<html>404</html>", id="no zip"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data.replace(b"stored text", b"stored test"), id="changed byte"),
        pytest.param(
            lambda data: data.replace(b"metadata.json", b"metadata.jso_"), id="no metadata"
        ),
    ],
)
def test_a_damaged_archive_is_refused(damage, tmp_path):
    path = tmp_path / "a.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("tiny/metadata.json", b"{}")
        archive.writestr("tiny/README.md", b"stored text")
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(EngineError) as caught:
        unpack(path, tmp_path / "out")

    assert caught.value.slug == "model-corrupt"


def test_two_packages_in_one_archive_are_refused(tmp_path):
    archive = write_zip(tmp_path / "a", [METADATA, ("other/metadata.json", b"{}")])

    with pytest.raises(EngineError, match="2 packages"):
        unpack(archive, tmp_path / "out")


def test_packing_gives_the_same_bytes_whatever_the_dates_and_permissions(tmp_path):
    for name, mode, date in (("one", 0o600, 1), ("two", 0o644, 2_000_000_000)):
        folder = tmp_path / name
        (folder / "model").mkdir(parents=True)
        for file in ("metadata.json", "model/model.bin"):
            (folder / file).write_text("text")
            (folder / file).chmod(mode)
            os.utime(folder / file, (date, date))
        pack(folder, tmp_path / f"{name}.zip", name="tiny")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_is_packed_unpacks_to_the_same_files_but_those_left_out(tmp_path):
    folder = tmp_path / "folder"
    (folder / "модель").mkdir(parents=True)
    (folder / "metadata.json").write_text("{}")
    (folder / "модель" / "model.bin").write_bytes(bytes(range(256)) * 9)
    (folder / "provenance.json").write_text("{}")

    pack(folder, tmp_path / "a.zip", name="tiny", leave_out=("provenance.json",))
    unpack(tmp_path / "a.zip", tmp_path / "out")

    expected = {k: v for k, v in files_in(folder).items() if k != "provenance.json"}
    assert files_in(tmp_path / "out") == expected


def test_a_link_in_a_folder_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "metadata.json").symlink_to("/etc/hostname")

    with pytest.raises(EngineError) as caught:
        copy_folder(tmp_path / "folder", tmp_path / "out")

    assert caught.value.slug == "model-unsafe"
    assert not (tmp_path / "out").exists()
