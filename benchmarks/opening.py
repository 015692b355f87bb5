"""How long one release waits for its check: glossary and dictionary are opened at every start.

    python benchmarks/opening.py [--runs 3]

Seconds of the processor, the least of some runs, for each language into which there is a glossary;
a language without a dictionary on this machine has no figure for one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LANGS = ("en", "ru")
TERMS = """
from workflow.commands.terms import open_terms
from workflow.settings import load_settings
from workflow.workspace import Workspace
workspace = Workspace(settings=load_settings(Path(root)))
started = time.process_time()
open_terms(workspace, source_lang="fr", target_lang=lang)
"""
WORDS = """
from workflow.checks.dictionaries import open_wordlist
words = open_wordlist(lang)
started = time.process_time()
words is None or words.knows("zzxq")
"""
SCRIPT = """
import sys, time
from pathlib import Path
root, lang = sys.argv[1:]
{}
print(time.process_time() - started)
"""


def main() -> None:
    """Open each in a process of its own and print seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    for lang in LANGS:
        for name, body in (("glossary", TERMS), ("dictionary", WORDS)):
            print(f"{lang} {name:11} {min(_seconds(body, lang) for _ in range(runs)):5.2f} s")


def _seconds(body: str, lang: str) -> float:
    command = [sys.executable, "-c", SCRIPT.format(body), str(ROOT), lang]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout)


if __name__ == "__main__":
    main()
