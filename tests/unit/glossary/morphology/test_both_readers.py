"""pymorphy3 reads its dictionary with dawg2 where that has a wheel, else in Python: both alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parents[4] / "glossary" / "diplomatic.csv"
READ = """
import pathlib, re, sys
if sys.argv[2] == "python":
    sys.modules["dawg"] = None
import pymorphy3
words = sorted(set(re.findall("[а-яё-]+", pathlib.Path(sys.argv[1]).read_text("utf-8").lower())))
reader = pymorphy3.MorphAnalyzer()
for word in words + [word[::-1] for word in words]:
    print(word, reader.word_is_known(word), [tuple(each)[:4] for each in reader.parse(word)])
"""


def readings(reader):
    command = [sys.executable, "-c", READ, str(GLOSSARY), reader]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_words_and_guesses_are_the_same_without_the_fast_reader():
    assert readings("python") == readings("dawg2")
