import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from workflow.errors import StorageError
from workflow.storage import cache_folder, workspace_lock

HOLDER = """
import sys, time
from pathlib import Path
from workflow.storage import workspace_lock
with workspace_lock(Path(sys.argv[1]), command="translate build"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE) as run:
        assert run.stdout.readline() == b"held\n"
        yield run
        run.kill()


def test_a_second_run_is_told_who_holds_the_workspace(tmp_path, holder):
    with pytest.raises(StorageError) as caught, workspace_lock(tmp_path, timeout=0.05):
        pass
    assert caught.value.slug == "workspace-locked"
    assert re.fullmatch(
        rf'another run holds this workspace: "translate build", process {holder.pid} on '
        rf"{re.escape(socket.gethostname())} since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00",
        caught.value.message,
    )


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")
def test_a_killed_run_holds_nothing(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with workspace_lock(tmp_path, command="translate draft", timeout=0.5):
        note = (tmp_path / ".workflow" / "lock.holder").read_text("utf-8")
        assert f'"pid": {os.getpid()}' in note


def test_the_lock_is_free_again_after_an_error(tmp_path):
    for _ in range(2):
        with pytest.raises(KeyError), workspace_lock(tmp_path, timeout=0):
            raise KeyError
    assert not (tmp_path / ".workflow" / "lock.holder").exists()


def test_a_workspace_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / ".workflow").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError) as caught, workspace_lock(tmp_path):
        pass
    assert caught.value.slug == "not-writable"


def test_the_cache_is_ignored_by_git(tmp_path):
    assert (cache_folder(tmp_path) / ".gitignore").read_text("utf-8") == "*\n"
