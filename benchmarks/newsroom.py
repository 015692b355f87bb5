"""A made-up newsroom to measure with: releases of about 250 words, reviewed in two languages.

The words are the same in every release, in another order, so that checks find little to object to
and do all their work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.commands.releases import read_release
from workflow.commands.review import open_review, write_review
from workflow.model import LangTag
from workflow.settings import load_settings
from workflow.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

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
    read = read_release(path, workspace)
    for lang in LANGS:
        opened = open_review(read, LangTag(lang), workspace)
        entries = tuple(
            replace(entry, msgstr=WORDS[entry.msgid][lang]) for entry in opened.catalog.entries
        )
        write_review(replace(opened, catalog=replace(opened.catalog, entries=entries)), workspace)


def run(root: Path, *arguments: str) -> tuple[str, str]:
    """Return the seconds that a command takes, start of the interpreter included, and its answer.

    Seconds of the processor stand beside those of the clock, which a busy machine makes longer.
    Python may keep what it compiled, as it does wherever the program is installed.
    """
    command = [sys.executable, "-m", "workflow", *arguments, "--workspace", str(root)]
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=kept)
    seconds, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return f"{seconds:7.2f} s (processor {used:6.2f} s)", done.stdout.strip()
