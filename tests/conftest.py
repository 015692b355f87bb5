"""What every test starts from: closed sockets, a fixed clock and locale, a workspace builder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workflow.cli.main import run

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "testdata"

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "deep",
    max_examples=5000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "dev")
)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite expected outputs, for review"
    )


def pytest_runtest_setup():
    from pytest_socket import socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def fixed_environment(monkeypatch, tmp_path_factory):
    """No test depends on who runs it, where, when or in which language."""
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture(scope="session")
def shared():
    """Return the folder of shared test data, or skip: the tests pass without it."""
    if not SHARED.is_dir():
        pytest.skip("the shared test data is not here")
    return SHARED


@dataclass
class Result:
    code: int
    out: str
    err: str


class Project:
    """A workspace in a temporary folder and the command line run in it."""

    def __init__(self, root, capfd):
        self.root = root
        self._capfd = capfd

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name):
        return (self.root / name).read_bytes().decode()

    def files(self):
        """Return every file with its bytes, the program's own folder left out."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".workflow" not in path.parts
        }

    def run(self, *arguments):
        self._capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = self._capfd.readouterr()
        return Result(code, captured.out, captured.err)


@pytest.fixture
def project(tmp_path, monkeypatch, capfd):
    root = tmp_path / "workspace"
    root.mkdir()
    monkeypatch.chdir(root)
    return Project(root, capfd)
