"""Measure translation quality: our engine beside a bare CTranslate2 run of the same model.

    uv run --group bench python benchmarks/quality.py [PAIRS.tsv …] [--model FOLDER] [--beams 1 2 4]

A file has tab-separated columns, the source in the first and the reference in `--column`. The bare
run encodes with SentencePiece, decodes, joins the pieces, and does nothing else.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

import ctranslate2
import sacrebleu
import sentencepiece
from inputs import FLORES, installed_model, require_files

from workflow.engines.argos import ArgosEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main() -> None:
    """Print one line a file, beam and program, then the peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=[FLORES])
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--column", type=int, default=2, help="of the reference, from 1")
    parser.add_argument("--beams", type=int, nargs="+", default=[4])
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--ours-only", action="store_true", help="leave the bare run out")
    options = parser.parse_args()
    require_files(*options.files)
    model = options.model or installed_model()
    print(f"{'file':16} beam {'program':8}   BLEU   chrF  sentences/s")
    for file in options.files:
        lines = file.read_text(encoding="utf-8").splitlines()[: options.limit]
        rows = [line.split("\t") for line in lines]
        sources, references = [row[0] for row in rows], [row[options.column - 1] for row in rows]
        for beam in options.beams:
            programs = {"ours": ours(model, beam)}
            if not options.ours_only:
                programs["bare"] = bare(model, beam)
            for name, translate in programs.items():
                print(f"{file.stem[:16]:16} {beam:4} {name:8}", end=" ")
                report(translate, sources, references)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MiB")


def report(
    translate: Callable[[Sequence[str]], list[str]], sources: list[str], references: list[str]
) -> None:
    """Print quality and speed of one program; its model is loaded before the clock starts."""
    translate(sources[:1])
    start = time.perf_counter()
    found = translate(sources)
    speed = len(sources) / (time.perf_counter() - start)
    bleu = sacrebleu.corpus_bleu(found, [references]).score
    chrf = sacrebleu.corpus_chrf(found, [references]).score
    print(f"{bleu:6.2f} {chrf:6.2f} {speed:8.1f}", flush=True)


def ours(model: Path, beam: int) -> Callable[[Sequence[str]], list[str]]:
    """Return our engine as a function, with alignment, scores and n-best as in a real run."""
    engine = ArgosEngine(model, beam=beam)
    return lambda texts: [hypotheses[0].text for hypotheses in engine.translate(texts)]


def bare(model: Path, beam: int) -> Callable[[Sequence[str]], list[str]]:
    """Return CTranslate2 alone as a function."""
    source = sentencepiece.SentencePieceProcessor(model_file=str(model / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(model / "model"), compute_type="int8")

    def translate(texts: Sequence[str]) -> list[str]:
        results = translator.translate_batch(
            [source.encode(text, out_type=str) for text in texts],
            beam_size=beam,
            max_batch_size=2048,
            batch_type="tokens",
        )
        return ["".join(each.hypotheses[0]).replace("▁", " ").strip() for each in results]

    return translate


if __name__ == "__main__":
    main()
