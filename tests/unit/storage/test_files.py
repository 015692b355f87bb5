import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from workflow.errors import StorageError
from workflow.storage import digest, write_all, write_atomic

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX systems")


@pytest.fixture
def open_folder():
    """A folder that another user can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextlib.contextmanager
def as_nobody():
    """Give up root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextlib.contextmanager
def at_most(size):
    """Let no file grow past `size` bytes: the way to a full disk without one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_text_is_written_as_it_is_and_missing_folders_are_made(tmp_path):
    path = tmp_path / "locales" / "ru" / "a.po"
    assert write_atomic(path, "première\r\nligne\n")
    assert path.read_bytes() == "première\r\nligne\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_an_unchanged_file_is_not_touched(tmp_path):
    path = tmp_path / "a"
    write_atomic(path, "x")
    os.utime(path, ns=(5, 5))
    inode = path.stat().st_ino
    assert not write_atomic(path, b"x")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (inode, 5)


@posix
def test_the_mode_of_a_file_is_kept_and_a_new_one_follows_the_umask(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    write_atomic(old, "x")
    old.chmod(0o640)
    umask = os.umask(0o027)
    try:
        write_all([(old, "y"), (new, "y")])
    finally:
        os.umask(umask)
    assert [oct(path.stat().st_mode & 0o777) for path in (old, new)] == ["0o640", "0o640"]


@posix
def test_a_link_is_followed(tmp_path):
    target, link, dangling = tmp_path / "there" / "a", tmp_path / "link", tmp_path / "dangling"
    write_atomic(target, "old")
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "there" / "b")
    assert write_all([(link, "new"), (dangling, "made")]) == (link, dangling)
    assert link.is_symlink()
    assert (target.read_text("utf-8"), dangling.read_text("utf-8")) == ("new", "made")


@posix
def test_a_read_only_folder_or_file_is_left_whole(open_folder):
    path = open_folder / "a"
    write_atomic(path, "old")
    errors = []
    for mode_of_folder, mode_of_file in ((0o555, 0o666), (0o777, 0o444)):
        path.chmod(mode_of_file)
        open_folder.chmod(mode_of_folder)
        with as_nobody(), pytest.raises(StorageError) as caught:
            write_atomic(path, "new")
        errors.append((caught.value.slug, caught.value.position.path, path.read_text("utf-8")))
        open_folder.chmod(0o755)
    assert errors == [("not-writable", str(path), "old")] * 2
    assert list(open_folder.iterdir()) == [path]


def test_what_is_not_a_file_is_not_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    slugs = []
    for name in ("folder", "file/below", "loop"):
        with pytest.raises(StorageError) as caught:
            write_atomic(tmp_path / name, "new")
        slugs.append(caught.value.slug)
    assert slugs == ["not-writable"] * 3


@posix
def test_a_full_disk_changes_no_file_of_several(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    write_all([(first, "old"), (second, "old")])
    with at_most(1000), pytest.raises(StorageError) as caught:
        write_all([(first, "new"), (second, "new" * 1000)])
    assert (caught.value.slug, caught.value.position.path) == ("disk-full", str(second))
    assert [path.read_text("utf-8") for path in (first, second)] == ["old", "old"]
    assert sorted(tmp_path.iterdir()) == [first, second]


WRITER = """
import sys
from pathlib import Path
from workflow.storage import write_atomic
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for letter in "ab":
        write_atomic(path, letter * 300_000)
"""


@posix
def test_a_killed_run_leaves_whole_files_and_its_leftovers_are_removed(tmp_path):
    path = tmp_path / "a"
    for delay in (0.01, 0.05, 0.1):
        run = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
        with run:
            run.stdout.readline()
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.wait(delay)
            run.send_signal(signal.SIGKILL)
        if path.exists():
            content = path.read_text("utf-8")
            assert content in {"a" * 300_000, "b" * 300_000}
    (tmp_path / f".workflow-{run.pid}-00ff.tmp").write_text("half", encoding="utf-8")
    write_atomic(path, "c")
    assert list(tmp_path.iterdir()) == [path]


def test_a_temporary_file_of_a_running_process_stays(tmp_path):
    other = tmp_path / f".workflow-{os.getpid()}-00ff.tmp"
    other.write_text("being written", encoding="utf-8")
    write_atomic(tmp_path / "a", "x")
    assert other.exists()


def test_digests_of_text_are_those_of_its_utf8():
    assert digest("é") == digest("é".encode())
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
