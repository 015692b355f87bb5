"""Turn the English of English-Russian pairs into French, with the installed en-fr model.

    python -m training.pivot PACK.tsv.xz OUT.tsv --labels newstest2014 newstest2015

Greedy, on the processor, in the order of the labels; a run that was stopped goes on where it was.
The Russian side was written by people and is what the model learns to write; the French side only
has to be near what people write.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import ctranslate2
import sentencepiece

from training.packs import Pair, read_pairs
from workflow.engines import packages
from workflow.engines.pieces import join
from workflow.engines.prepared import prepare
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHUNK = 2000
_BATCH_TOKENS = 3072


def main() -> None:
    """Append to the output what it does not hold yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--labels", nargs="+", required=True)
    parser.add_argument("--model", type=Path, default=None, help="folder of an en-fr package")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    translator = Translator(options.model or _installed(), threads=options.threads)
    extend(options.out, options.pack, options.labels, translator)


def extend(out: Path, pack: Path, labels: Sequence[str], translator: Translator) -> None:
    """Append to `out` the pairs of some labels that it does not hold yet, in French."""
    rows = [pair for pair in read_pairs(pack) if pair.label in labels]
    rows.sort(key=lambda pair: labels.index(pair.label))
    done = sum(1 for _ in out.open(encoding="utf-8")) if out.exists() else 0
    print(f"{out.name}: {done} of {len(rows)} pairs are there")
    with out.open("a", encoding="utf-8") as file:
        for chunk in _chunks(rows[done:]):
            start = time.perf_counter()
            french = translator.translate([pair.source for pair in chunk])
            file.writelines(
                f"{text}\t{pair.target}\t{pair.label}\n"
                for text, pair in zip(french, chunk, strict=True)
            )
            file.flush()
            print(
                f"{chunk[0].label}: {len(chunk) / (time.perf_counter() - start):.0f} pairs/s",
                flush=True,
            )


def _chunks(rows: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    return (rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK))


def _installed() -> Path:
    model = packages.find_model(LangTag("en"), LangTag("fr"))
    if model is None:
        raise SystemExit("no English to French model: translate models install en-fr")
    return model.path


class Translator:
    """A package decoded greedily: several times as fast as a search with its n best."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        """Load the model and the tokenizer of the source side."""
        self._pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(folder / "sentencepiece.model")
        )
        self._translator = ctranslate2.Translator(
            str(folder / "model"), compute_type="int8", intra_threads=threads
        )

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Return the translations, in the order of the texts."""
        results = self._translator.translate_batch(
            self._pieces.encode([prepare(text).text for text in texts], out_type=str),
            beam_size=1,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
        )
        return [join(tuple(result.hypotheses[0])).text for result in results]


if __name__ == "__main__":
    main()
