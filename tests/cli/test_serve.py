"""`translate serve` as a process: it answers, tells what breaks and is mended, and ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Served:
    """A running preview and what it has said so far."""

    def __init__(self, process):
        self.process = process
        self.said = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        self.said.extend(self.process.stderr)

    def wait_for(self, words):
        """Return the line that holds `words`; the test fails where it never comes."""
        for _ in range(300):
            if found := [line for line in list(self.said) if words in line]:
                return found[-1]
            time.sleep(0.1)
        pytest.fail(f"{words!r} was never said, but: {self.said}")

    def page(self, path):
        url = self.wait_for("preview: http").split()[1]
        with urllib.request.urlopen(url + path, timeout=20) as response:  # noqa: S310 - our own
            return response.read().decode()


@pytest.fixture
def served(project):
    project.write("releases/sommet.md", "Bonjour.\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow", "serve", "--port", "0", "--workspace", project.root],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    running = Served(process)
    yield running
    process.kill()
    process.wait()
    running._reader.join()
    process.stderr.close()


@pytest.mark.slow
def test_a_preview_follows_the_files_and_ends_at_ctrl_c(project, served):
    assert "sommet" in served.page("")

    project.write("releases/sommet.md", b"\xff")
    served.wait_for("[source-encoding]")
    project.write("releases/sommet.md", "Bonsoir.\n")
    served.wait_for("mended: ")
    assert "Bonsoir" in served.page("source/sommet")

    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=20) == 0
    assert "preview ended" in served.wait_for("preview ended")
    assert not any("Traceback" in line for line in served.said)
    assert not (project.root / ".workflow").exists()


def test_a_port_that_is_taken_is_told(project):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        result = project.run("serve", "--port", port)

    assert result.code == 1
    assert "[address-unusable]" in result.err


def test_an_address_that_is_not_ours_is_told(project):
    result = project.run("serve", "--port", 0, "--host", "192.0.2.1")

    assert "[address-unusable]" in result.err
