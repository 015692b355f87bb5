"""Measure `translate publish`: 1,000 releases in three languages; in full, after one change, again.

    python benchmarks/site.py [--releases 1000] [--keep DIR]

Everything is reviewed; the words are made up and the same in all languages' shapes, so that checks
find little to object to and do all their work.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from workflow.commands.releases import read_releases
from workflow.commands.review import open_review, write_review
from workflow.model import LangTag
from workflow.settings import load_settings
from workflow.workspace import Workspace

LANGS = ("en", "ru")
SENTENCES = (
    (
        "La ministre a reçu les ambassadeurs des pays voisins.",
        "The Minister received the ambassadors of the neighbouring countries.",
        "Министр приняла послов соседних стран.",
    ),
    (
        "Ils ont parlé de la paix et du commerce.",
        "They spoke about peace and trade.",
        "Они говорили о мире и торговле.",
    ),
    (
        "La réunion était longue et utile.",
        "The meeting was long and useful.",
        "Встреча была долгой и полезной.",
    ),
    (
        "Les participants ont salué les progrès accomplis.",
        "The participants welcomed the progress made.",
        "Участники приветствовали достигнутый прогресс.",
    ),
    (
        "Une nouvelle rencontre aura lieu au printemps.",
        "A new meeting will be held in spring.",
        "Новая встреча состоится весной.",
    ),
)
TITLE = ("Réunion de travail", "Working meeting", "Рабочая встреча")
HEADING = ("Les échanges", "The talks", "Переговоры")
WORDS = {
    french: dict(zip(LANGS, rest, strict=True)) for french, *rest in (*SENTENCES, TITLE, HEADING)
}


def release(number: int) -> str:
    """Return a release of about 250 words."""
    day = f"20{10 + number % 16:02}-{1 + number % 12:02}-{1 + number % 28:02}"
    paragraphs = [
        " ".join(SENTENCES[(number + step + at) % len(SENTENCES)][0] for at in range(4))
        for step in range(6)
    ]
    head = f"---\ntitle: {TITLE[0]}\ndate: {day}\nreference: {number}\n---\n\n"
    return f"{head}{paragraphs[0]}\n\n## {HEADING[0]}\n\n" + "\n\n".join(paragraphs[1:]) + "\n"


def write_workspace(root: Path, count: int) -> None:
    """Write releases and reviewed translations."""
    folder = root / "releases"
    folder.mkdir(parents=True)
    (root / "workflow.toml").write_text(
        '[site]\nbase_url = "https://press.example.org/"\n', encoding="utf-8"
    )
    paths = []
    for number in range(count):
        paths.append(folder / f"reunion-{number:04}.md")
        paths[-1].write_text(release(number), encoding="utf-8")
    workspace = Workspace(settings=load_settings(root))
    for path in paths:
        review(path, workspace)


def review(path: Path, workspace: Workspace) -> None:
    """Approve every entry of a release in every language."""
    (read,) = read_releases([path], workspace)
    for lang in LANGS:
        opened = open_review(read, LangTag(lang), workspace)
        entries = tuple(
            replace(entry, msgstr=WORDS[entry.msgid][lang]) for entry in opened.catalog.entries
        )
        write_review(replace(opened, catalog=replace(opened.catalog, entries=entries)), workspace)


def publish(root: Path, *options: str) -> float:
    """Return the seconds that one run takes, start of the interpreter included."""
    command = [sys.executable, "-m", "workflow", "publish", "--workspace", str(root), "-q"]
    start = time.perf_counter()
    done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    print(f"    {done.stdout.strip()}")
    return seconds


def main() -> None:
    """Print the seconds of each kind of run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=1000)
    count = parser.parse_args().releases
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "newsroom"
        write_workspace(root, count)
        print(f"{count} releases in {1 + len(LANGS)} languages")
        print(f"in full       {publish(root):6.1f} s")
        print(f"no change     {publish(root):6.1f} s")
        changed = root / "releases" / f"reunion-{count // 2:04}.md"
        changed.write_text(release(count // 2).replace("longue", "brève"), encoding="utf-8")
        print(f"one change    {publish(root):6.1f} s   (its translations are stale)")
        changed.write_text(release(count // 2), encoding="utf-8")
        print(f"one change    {publish(root):6.1f} s   (its translations are reviewed)")
        print(f"--check       {publish(root, '--check'):6.1f} s   (every file made again)")
        size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
        files = sum(path.is_file() for path in (root / "site").rglob("*"))
        print(f"{files} files, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
