"""Measure installed models as users get them, and write the model's card.

    python -m training.evaluate [--pairs fr-en fr-ru] [--model fr-ru=FILE] [--every 4]
        [--json scores.json] [--card docs/model-fr-ru.md]

BLEU and chrF2 (sacrebleu's defaults) and sentences a second of `translate lines`, with the
repository's glossary and without, on FLORES dev, newstest2012 and the half of the United Nations'
dev set that is never trained on; and, where the scorer is there, how many terms are right in that
half. Speed includes loading the model: with `--every`, it looks lower than it is.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import sacrebleu

from training.card import write_card
from training.packs import read_lines
from workflow.cli.main import run
from workflow.engines import packages
from workflow.engines.archive import unpack
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "testdata"
"""Dev sets beside the checkout, where they are to be had; `--data` names another place."""
_SETS = {"FLORES dev": "flores", "newstest2012": "newstest2012", "UN dev, unseen half": "un"}
_HALVED = "un"
"""Its first half is trained on (prepare.py)."""
_CARD_PAIR = "fr-ru"
_TOLD = ("term success, any", "term success, strict", "exact form = reference")
"""How the lines of the scorer's report begin that are kept."""
_REPORT = 12
"""Lines of the report before it turns to the reference."""
_COLUMNS = {"fr": 0, "en": 1, "ru": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one model does on one set."""

    pair: str
    name: str
    glossary: bool
    sentences: int
    bleu: float
    chrf: float
    speed: float
    """Sentences a second."""


def main() -> None:
    """Print a table; write it where asked."""
    options = _options()
    named = dict(each.split("=", 1) for each in options.model)
    report = Report()
    with tempfile.TemporaryDirectory() as scratch:
        for pair in options.pairs:
            model = _model(pair, named.get(pair), Path(scratch))
            if model is None:
                print(f"{pair}: no model is installed; skipped")
                continue
            report.add(pair, model, options.data, every=options.every)
            if options.card and pair == _CARD_PAIR:
                metadata = json.loads((model / "metadata.json").read_text(encoding="utf-8"))
                table = [asdict(score) for score in report.scores if score.pair == pair]
                write_card(
                    options.card, metadata, table, report.terms.get(pair, ""), _samples(model)
                )
    if options.json:
        text = json.dumps(asdict(report), indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")


@dataclass(slots=True)
class Report:
    """All that was measured."""

    scores: list[Score] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)
    """What the scorer says, by pair."""

    def add(self, pair: str, model: Path, data: Path, *, every: int) -> None:
        """Measure one model on every set that is there, and print each figure as it comes."""
        for name, stem in _SETS.items():
            file = data / f"dev.{stem}.fr-en-ru.tsv"
            if not file.is_file():
                print(f"{pair}: no {file}; skipped")
                continue
            rows = _rows(file)
            unseen = rows[len(rows) // 2 :] if stem == _HALVED else rows
            for glossary in (False, True):
                score = _measure(unseen[::every], pair, name, model, glossary=glossary)
                self.scores.append(score)
                _show(score)
        if said := _terms(pair, model, data / "terms", every=every):
            self.terms[pair] = said
            print(f"{pair} terms of the unseen half, with the glossary: {said}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", nargs="+", default=["fr-en", "fr-ru"])
    parser.add_argument("--model", nargs="*", default=[], metavar="PAIR=PATH")
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--every", type=int, default=1, help="take one sentence of so many")
    parser.add_argument("--json", type=Path, default=None)
    parser.add_argument("--card", type=Path, default=None)
    return parser.parse_args()


def _model(pair: str, path: str | None, scratch: Path) -> Path | None:
    """Return the folder of a package: an archive is unpacked, none is looked for."""
    if path is None:
        source, target = pair.split("-")
        found = packages.find_model(LangTag(source), LangTag(target))
        return found.path if found else None
    if Path(path).is_dir():
        return Path(path)
    folder = scratch / f"translate-{pair.replace('-', '_')}"
    unpack(Path(path), folder)
    return folder


def _rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in read_lines(file)]


def _measure(
    rows: Sequence[Sequence[str]], pair: str, name: str, model: Path, *, glossary: bool
) -> Score:
    source, target = (_COLUMNS[lang] for lang in pair.split("-"))
    texts, references = [row[source] for row in rows], [row[target] for row in rows]
    start = time.perf_counter()
    found = _translate(texts, pair, model, glossary=glossary)
    seconds = time.perf_counter() - start
    return Score(
        pair=pair,
        name=name,
        glossary=glossary,
        sentences=len(rows),
        bleu=round(sacrebleu.corpus_bleu(found, [references]).score, 2),
        chrf=round(sacrebleu.corpus_chrf(found, [references]).score, 2),
        speed=round(len(rows) / seconds, 1),
    )


def _translate(texts: Sequence[str], pair: str, model: Path, *, glossary: bool) -> list[str]:
    """Return what the command writes for some lines."""
    source, target = pair.split("-")
    with tempfile.TemporaryDirectory() as folder:
        lines, out = Path(folder, "in.txt"), Path(folder, "out.txt")
        lines.write_text("\n".join(texts), encoding="utf-8")
        arguments = ["lines", str(lines), "--from", source, "--to", target, "-q"]
        arguments += ["--model", str(model), "--workspace", str(ROOT), "-o", str(out)]
        code = run([*arguments, "--glossary" if glossary else "--no-glossary"])
        if code:
            raise SystemExit(code)
        return out.read_text(encoding="utf-8").split("\n")


def _terms(pair: str, model: Path, folder: Path, *, every: int) -> str:
    """Return the scorer's line on the terms of the unseen half; empty where it is not there."""
    tests = folder / "un_terms_dev.tsv"
    if not tests.is_file():
        return ""
    csv.field_size_limit(2**31 - 1)
    head, *rows = list(read_lines(tests))
    half = len(_rows(folder.parent / "dev.un.fr-en-ru.tsv")) // 2
    number, source = (head.split("\t").index(name) for name in ("sentence_no", "fr"))
    rows = [row for row in rows if int(row.split("\t")[number]) > half][::every]
    found = _translate([row.split("\t")[source] for row in rows], pair, model, glossary=True)
    with tempfile.TemporaryDirectory() as scratch:
        asked, answered = Path(scratch, "tests.tsv"), Path(scratch, "found.txt")
        asked.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        answered.write_text("\n".join(found) + "\n", encoding="utf-8")
        command = [sys.executable, str(folder / "score_terms.py"), str(answered)]
        command += ["--lang", pair.split("-")[1], "--tests", str(asked)]
        report = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the scorer beside the test data
    if report.returncode:
        return ""
    lines = [" ".join(line.split()) for line in report.stdout.splitlines()]
    return "; ".join(line for line in lines[:_REPORT] if line.startswith(_TOLD))


def _samples(model: Path) -> list[tuple[str, str]]:
    """Return the sample sentences of this folder with the model's drafts, without the glossary."""
    texts = list(read_lines(Path(__file__).with_name("samples.fr.txt")))
    drafts = _translate(texts, "fr-ru", model, glossary=False)
    return list(zip(texts, drafts, strict=True))


def _show(score: Score) -> None:
    house = "with glossary" if score.glossary else "without"
    print(
        f"{score.pair} {score.name:20} {house:14} BLEU {score.bleu:5.2f} chrF2 {score.chrf:5.2f}"
        f" {score.speed:6.1f} sentences/s ({score.sentences})",
        flush=True,
    )


if __name__ == "__main__":
    main()
