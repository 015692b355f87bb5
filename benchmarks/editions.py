"""Measure `translate build`: HTML of 1,000 releases in three languages, one again, and one PDF.

    uv run --group bench python benchmarks/editions.py [--releases 1000]

A command's seconds hold the start of the interpreter; "in one process" is what a further edition of
the same run takes.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from newsroom import LANGS, run, write_workspace

from workflow.commands.faults import Faults
from workflow.commands.releases import read_release
from workflow.commands.rendering import Manner, render_editions
from workflow.model import LangTag
from workflow.settings import load_settings
from workflow.workspace import Workspace

FORMATS = ("html", "epub", "docx", "odt", "pdf")
ROUNDS = 5


def main() -> None:
    """Print the seconds of each kind of run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=1000)
    count = parser.parse_args().releases
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "newsroom"
        write_workspace(root, count)
        langs = [part for lang in ("fr", *LANGS) for part in ("--to", lang)]
        print(f"{count} releases in {1 + len(LANGS)} languages")
        build(root, "HTML, all", *langs, "--format", "html")
        changed = f"reunion-{count // 2:04}"
        build(root, "HTML, one release", changed, *langs, "--format", "html")
        for name in FORMATS:
            build(root, f"{name}, one file", changed, "--to", "ru", "--format", name)
        print(f"one Russian edition more in one process, median of {ROUNDS}")
        for name in FORMATS:
            print(f"  {name:<18}{in_one_process(root, changed, name):7.3f} s", flush=True)


def build(root: Path, title: str, *arguments: str) -> None:
    """Print how long one command takes."""
    seconds, _ = run(root, "build", *arguments, "--quiet")
    print(f"{title:<20}{seconds}", flush=True)


def in_one_process(root: Path, slug: str, name: str) -> float:
    """Return the seconds that the checks and the rendering of one edition take."""
    workspace = Workspace(settings=load_settings(root))
    releases = [read_release(root / "releases" / f"{slug}.md", workspace)]
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        tuple(
            render_editions(LangTag("ru"), releases, Manner(formats=(name,)), workspace, Faults())
        )
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[ROUNDS // 2]


if __name__ == "__main__":
    main()
