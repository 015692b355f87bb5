"""Measure `translate publish`: 1,000 releases in three languages; in full, after one change, again.

Then `translate build` twice, of the same releases in two languages; the ratio tells what the second
run saves.

uv run --group bench python benchmarks/site.py [--releases 1000]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from newsroom import LANGS, release, run, write_workspace


def main() -> None:
    """Print the seconds of each kind of run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=1000)
    count = parser.parse_args().releases
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "newsroom"
        write_workspace(root, count)
        print(f"{count} releases in {1 + len(LANGS)} languages")
        publish(root, "in full")
        publish(root, "no change")
        changed = root / "releases" / f"reunion-{count // 2:04}.md"
        text = release(count // 2)
        changed.write_text(text.replace("longue", "brève"), encoding="utf-8")
        publish(root, "one change", remark="its translations are stale")
        changed.write_text(text, encoding="utf-8")
        publish(root, "one change", remark="its translations are reviewed")
        publish(root, "--check", "--check", remark="every file made again")
        build(root, count)
        made = [path for path in (root / "site").rglob("*") if path.is_file()]
        print(f"{len(made)} files, {sum(path.stat().st_size for path in made) / 1e6:.1f} MB")


def build(root: Path, count: int) -> None:
    """Print how long the first and the second build of all editions take, and their ratio."""
    for name in ("md", "html,pdf"):
        seconds = []
        for title in ("build", "build again"):
            said, answer = run(root, "build", "--quiet", "--format", name)
            seconds.append(float(said.split()[0]))
            print(
                f"{title:<12}{said}   {len(answer.splitlines())} files of {count} releases ({name})"
            )
        print(f"{'ratio':<12}{seconds[1] / seconds[0]:7.2f}", flush=True)


def publish(root: Path, title: str, *options: str, remark: str = "") -> None:
    """Print how long one run takes."""
    seconds, answer = run(root, "publish", "--quiet", *options)
    answer = answer.rpartition(": ")[2]
    print(f"{title:<12}{seconds}   {answer}{f' ({remark})' if remark else ''}", flush=True)


if __name__ == "__main__":
    main()
