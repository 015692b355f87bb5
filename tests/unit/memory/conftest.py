"""Memories to try things on: in SQLite, and in a PostgreSQL server of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from workflow.memory.database import open_file, open_server
from workflow.memory.store import Store
from workflow.memory.tables import PREFIX

UNPRIVILEGED = "postgres"


@pytest.fixture
def store(tmp_path):
    """Return an empty memory in a file."""
    memory = Store(open_file(tmp_path / "memory.sqlite"))
    yield memory
    memory.close()


def find_server_programs():
    """Return the folder of PostgreSQL's programs, the newest version first, None without any."""
    on_path = shutil.which("initdb")
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    return Path(on_path).parent if on_path else (folders[-1] if folders else None)


@pytest.fixture(scope="session")
def server_url():
    """Start a server on a socket in a temporary folder, as PostgreSQL wants it: not as root."""
    programs = find_server_programs()
    if programs is None or os.name != "posix":
        pytest.skip("no PostgreSQL server is installed here (initdb and pg_ctl are missing)")
    user = {}
    if os.geteuid() == 0:
        user = {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has 107 bytes at most
    if user:
        try:
            shutil.chown(folder, UNPRIVILEGED)
        except LookupError:
            pytest.skip(f"tests run as root, and there is no user {UNPRIVILEGED} for the server")

    def call(program, *arguments):
        subprocess.run(
            [programs / program, "-D", folder / "data", *arguments],
            check=True,
            capture_output=True,
            cwd=folder,
            **user,
        )

    call("initdb", "--auth=trust", "--username=trianon", "--encoding=UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    call("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
    yield f"postgresql://trianon:s3cret@/postgres?host={folder}"
    call("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(server_url):
    """Return an empty memory in PostgreSQL."""
    engine = open_server(server_url)
    yield Store(engine, project="tests")
    with engine.begin() as connection:
        for name in ("units", "pairs", "origins", "about"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {PREFIX}{name} CASCADE")
    engine.dispose()


@pytest.fixture(params=["store", "server"])
def memory(request):
    """Return an empty memory of each kind in turn."""
    return request.getfixturevalue(request.param)
