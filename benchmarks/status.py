"""How long `translate status` takes on a large workspace, the interpreter's start included.

    uv run --group bench python benchmarks/status.py [--releases 300] [--langs en ru de]

The releases are made up: numbers, names and terms of a diplomatic week in 30 sentences each, other
ones in every release. They are "translated" by the identity engine, which is the worst case: the
checks find something everywhere. Prints seconds for the first look, for a second one, and for one
after a single correction.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUBJECTS = ("Le Président de la République", "Le ministre", "La France", "Le Conseil de sécurité")
VERBS = ("a reçu", "a rencontré", "n'a pas invité", "salue la visite de", "accueillera")
OBJECTS = ("le Premier ministre", "l'ambassadeur du Japon", "27 délégations", "Mme Marie Curie")
SENTENCES = 30


def main() -> None:
    """Make a workspace, look at it three times and print the seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=300)
    parser.add_argument("--langs", nargs="+", default=["en", "ru", "de"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder, options.releases)
        langs = [word for lang in options.langs for word in ("--to", lang)]
        releases = sorted(map(str, (folder / "releases").glob("*.md")))
        _run(folder, *releases, *langs, "--engine", "identity", "--quiet")
        pairs = options.releases * len(options.langs)
        print(f"{options.releases} releases in {len(options.langs)} languages: {pairs} editions")
        print(f"first look            {_run(folder, 'status', '--quiet'):6.1f} s")
        print(f"second look           {_run(folder, 'status', '--quiet'):6.1f} s")
        changed = folder / "releases" / "visite-0.md"
        changed.write_text(changed.read_text("utf-8") + "\nLa séance est levée.\n", "utf-8")
        print(f"after one correction  {_run(folder, 'status', '--quiet'):6.1f} s")


def _fill(folder: Path, releases: int) -> None:
    glossary = ROOT / "glossary" / "diplomatic.csv"
    (folder / "glossary").mkdir()
    (folder / "glossary" / glossary.name).write_bytes(glossary.read_bytes())
    (folder / "releases").mkdir()
    for number in range(releases):
        text = "".join(_sentence(number, at) for at in range(SENTENCES))
        path = folder / "releases" / f"visite-{number}.md"
        path.write_text(f"---\ntitle: Visite {number}\n---\n\n{text}\n", encoding="utf-8")


def _sentence(release: int, at: int) -> str:
    day, hour = release % 28 + 1, at % 12 + 8
    words = (
        SUBJECTS[(release + at) % len(SUBJECTS)],
        VERBS[(release * at) % len(VERBS)],
        OBJECTS[at % len(OBJECTS)],
    )
    return f"{' '.join(words)} le {day} mars 2025 à {hour} h 30, pour la {release}e fois. "


def _run(folder: Path, *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "workflow", *arguments, "--workspace", str(folder)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
