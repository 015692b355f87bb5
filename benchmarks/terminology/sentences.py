"""Test sentences, an engine's proposals for them kept between runs, and the scorer as a program.

Decoding takes minutes and says nothing about the glossary, so it is done once: the hypotheses lie
in the system's temporary folder under a digest of model, beam and texts.
"""

from __future__ import annotations

import csv
import hashlib
import json
import pickle
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.values import Enforced
    from workflow.model import Hypothesis

ROOT = Path(__file__).resolve().parents[2]
TERMS = ROOT.parent / "shared" / "testdata" / "terms"
SCRATCH = Path(tempfile.gettempdir()) / "trianon-terminology"
_COLUMNS = ("sentence_no", "fr", "en", "ru", "terms")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a tab-separated file; ``terms`` is decoded."""
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(
            csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    for row in rows:
        if "terms" in row:
            row["terms"] = json.loads(row["terms"])
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What an engine proposed, and how long it took when it did."""

    hypotheses: tuple[tuple[Hypothesis, ...], ...]
    seconds: float


def decode(engine: Engine, texts: Sequence[str], *, beam: int) -> Decoded:
    """Translate `texts`, or return what the same engine said before."""
    key = json.dumps([engine.name, beam, list(texts)], ensure_ascii=False).encode()
    file = SCRATCH / f"{hashlib.sha256(key).hexdigest()[:16]}.pickle"
    if file.exists():
        found: Decoded = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
        return found
    start = time.perf_counter()
    answers = engine.translate(texts)
    decoded = Decoded(hypotheses=answers, seconds=time.perf_counter() - start)
    SCRATCH.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pickle.dumps(decoded))
    return decoded


def score(lines: Iterable[str], rows: Sequence[dict[str, Any]], *, lang: str) -> str:
    """Return the scorer's report on `lines`, one for each row."""
    tests, found = SCRATCH / "tests.tsv", SCRATCH / "lines.txt"
    SCRATCH.mkdir(parents=True, exist_ok=True)
    table = ["\t".join(_COLUMNS)]
    for row in rows:
        cells = [str(row[name]) for name in _COLUMNS[:-1]]
        table.append("\t".join([*cells, json.dumps(row["terms"], ensure_ascii=False)]))
    tests.write_text("\n".join(table) + "\n", encoding="utf-8")
    write_lines(lines, found)
    report = _run(str(found), "--lang", lang, "--tests", str(tests))
    return report.partition("[REFERENCE")[0].rstrip()


def score_traps(lines: Iterable[str], *, lang: str) -> str:
    """Return the scorer's report on the sentences that are traps."""
    found = SCRATCH / "lines.txt"
    write_lines(lines, found)
    return _run(
        str(found), "--lang", lang, "--negatives", str(TERMS / "negatives_dev.tsv")
    ).rstrip()


def write_lines(lines: Iterable[str], path: Path) -> None:
    """Write one text a line."""
    text = "\n".join(" ".join(line.split("\n")) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")


def write_sample(
    results: Sequence[Enforced],
    sources: Sequence[str],
    path: Path,
    *,
    size: int = 100,
    seed: int = 1,
) -> None:
    """Write `size` edits to be read by a person; a `seed` gives the same ones of the same results.

    After a rule was mended for what one sample showed, another seed tells whether it helped.
    """
    edits = [
        (source, result, edit)
        for source, result in zip(sources, results, strict=True)
        for edit in result.edits
    ]
    random.Random(seed).shuffle(edits)  # noqa: S311 - a sample, not a secret
    lines = []
    for source, result, edit in edits[:size]:
        at = max(0, result.text.find(edit.after))
        around = result.text[max(0, at - 60) : at + len(edit.after) + 60]
        lines += [str(edit), f"   … {around} …", f"   {source}", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    print(f"  sample of {min(size, len(edits))} of {len(edits)} edits: {path}")


def _run(*arguments: str) -> str:
    command = [sys.executable, str(TERMS / "score_terms.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
