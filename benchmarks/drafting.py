"""Measure where the time of drafting goes: loading, search, links, scoring, and all the rest.

    uv run --group bench python benchmarks/drafting.py [PAIRS.tsv …] [--to en ru] [--limit 200]
        [--model FOLDER] [--no-glossary]

The first column of a file is French. Seconds are of the processor, of all threads: those of a clock
tell little on a busy machine. `rest` is what the program does round the engine: taking texts apart,
guards, choice, the glossary. The last column is what two processors with nothing else to do would
write, were all of it shared evenly between them.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from inputs import FLORES, require_files

from workflow.commands.terms import open_terms
from workflow.drafting.pipeline import draft_units
from workflow.drafting.units import Languages, Treatment, Unit
from workflow.engines import packages
from workflow.engines.argos import ArgosEngine
from workflow.model import LangTag
from workflow.settings import load_settings
from workflow.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.engines.base import Progress
    from workflow.model import Hypothesis

ROOT = Path(__file__).resolve().parents[1]
FRENCH = LangTag("fr")
PARTS = ("load", "search", "score", "rest")


class Clocked(ArgosEngine):
    """The engine, with the seconds that its parts take."""

    spent: dict[str, float]

    def translate(
        self,
        texts: Sequence[str],
        *,
        prefixes: Sequence[str] | None = None,
        progress: Progress | None = None,
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        """Translate, with links; a second search behind a forced beginning counts too."""
        with clock(self.spent, "search"):
            return super().translate(texts, prefixes=prefixes, progress=progress)

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Score what the glossary changed."""
        with clock(self.spent, "score"):
            return super().score(pairs)


def main() -> None:
    """Print one line a language and file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=[FLORES])
    parser.add_argument("--to", nargs="+", default=["en", "ru"])
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--model", type=Path, default=None, help="a folder, for one language")
    parser.add_argument("--no-glossary", action="store_true")
    options = parser.parse_args()
    require_files(*options.files)
    print(
        f"{'to':3} {'texts':16} {'sentences':>9}", *(f"{part:>8}" for part in PARTS), "   total/s"
    )
    for lang in map(LangTag, options.to):
        found = packages.find_model(FRENCH, lang)
        model = options.model or (found.path if found else None)
        if model is None:
            print(f"{lang}: no model is installed; skipped")
            continue
        for file in options.files:
            rows = file.read_text(encoding="utf-8").splitlines()
            texts = [row.split("\t")[0] for row in rows[-options.limit :]]
            spent = measure(texts, lang, model, has_glossary=not options.no_glossary)
            speed = 2 * len(texts) / sum(spent.values())
            seconds = (f"{spent[part]:8.2f}" for part in PARTS)
            print(f"{lang:3} {file.stem[:16]:16} {len(texts):9}", *seconds, f"{speed:10.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of memory: {peak:.0f} MB")


def measure(
    texts: Sequence[str], lang: LangTag, model: Path, *, has_glossary: bool
) -> dict[str, float]:
    """Return the processor seconds of each part."""
    spent: dict[str, float] = defaultdict(float)
    with Clocked(model) as engine:
        engine.spent = spent
        with clock(spent, "load"):
            engine.align([("Oui.", texts[0])])
            house = open_terms(
                Workspace(settings=load_settings(ROOT)),
                source_lang=FRENCH,
                target_lang=lang,
                wanted=has_glossary,
            )
        with clock(spent, "rest"):
            draft_units(
                [Unit(text=text, is_markdown=False) for text in texts],
                engine=engine,
                languages=Languages(source=FRENCH, target=lang),
                treatment=Treatment(house=house, in_manner=False),
            )
        spent["rest"] -= spent["search"] + spent["score"]
    return spent


@contextmanager
def clock(spent: dict[str, float], part: str) -> Iterator[None]:
    """Add to a part what the processor spends meanwhile."""
    start = time.process_time()
    yield
    spent[part] += time.process_time() - start


if __name__ == "__main__":
    main()
