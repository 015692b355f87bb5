"""Measure the translation memory: import, exact and near look-ups, a release recalled.

    python benchmarks/memory.py [--segments 1000000] [--folder DIR] [--postgresql URL]
                                [--data ../shared/data/train/fr-en.tsv.xz]

The segments are those of the data file, where it is present, else sentences put together from
pieces with many distinct words. Near look-ups are asked for sentences in which one word in eight
was changed; a look-up counts as right when it finds a text at least as like as the original.
"""

from __future__ import annotations

import argparse
import contextlib
import lzma
import random
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from workflow.memory.database import open_file, open_server
from workflow.memory.lookup import Lookup
from workflow.memory.store import Store
from workflow.memory.tmx import read_tmx, write_tmx
from workflow.memory.values import Origin, OriginKind, Query, Unit
from workflow.model import LangTag
from workflow.reuse import adapt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FRENCH, ENGLISH = LangTag("fr"), LangTag("en")
SEED = 20171103
IMPORTED = 200_000
ASKED = 300
RELEASE = 200
WORDS = ("Bakou", "autre", "13", "nouvelle", "ministère", "2024", "très", "notamment")
DATA = Path(__file__).resolve().parents[1] / "../shared/data/train/fr-en.tsv.xz"


def main() -> None:
    """Print the figures of SQLite, then of PostgreSQL where an address is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--postgresql", default="", metavar="URL")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--import-only", type=Path, default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.import_only:
        import_file(options.import_only, options.folder / "import.sqlite")
        return
    with contextlib.ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        units = list(islice(iter_units(options.data), options.segments))
        measure_import(units[:IMPORTED], folder, options.data)
        stores = {"SQLite": lambda: Store(open_file(folder / "memory.sqlite"))}
        if options.postgresql:
            stores["PostgreSQL"] = lambda: Store(open_server(options.postgresql))
        for name, make in stores.items():
            store = make()
            print(f"--- {name}, {len(units):,} segments")
            if not store.origins():
                seconds = timed(lambda store=store: fill(store, units))
                print(f"filled in {seconds:.0f} s")
            measure_lookups(store, units)
            store.close()


def iter_units(data: Path) -> Iterator[Unit]:
    """Yield distinct translations."""
    pairs = iter_pairs(data) if data.is_file() else iter_made_up()
    seen: set[str] = set()
    for source, target in pairs:
        if source not in seen:
            seen.add(source)
            yield Unit(source=source, target=target, source_lang=FRENCH, target_lang=ENGLISH)


def iter_pairs(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a table."""
    with lzma.open(data, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, target, *_ = line.rstrip("\n").split("\t")
            yield source.strip(), target.strip()


def iter_made_up() -> Iterator[tuple[str, str]]:
    """Yield sentences of made-up words, common ones common, as in a language."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    syllables = [first + second for first in "bcdfglmnprstv" for second in ("a", "e", "i", "ou")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(60_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    while True:
        for line in (chance.choices(words, weights, k=chance.randint(4, 30)) for _ in range(100)):
            yield " ".join(line).capitalize() + ".", " ".join(reversed(line)).capitalize() + "."


def measure_import(units: Sequence[Unit], folder: Path, data: Path) -> None:
    """Print time and memory that importing a TMX file takes, in a process of its own."""
    file = folder / "import.tmx"
    with file.open("wb") as stream:
        stream.writelines(write_tmx(units, source_lang=FRENCH))
    arguments = ["--import-only", file, "--folder", folder, "--data", data]
    print(
        f"--- import of a TMX file of {len(units):,} units, {file.stat().st_size / 2**20:.0f} MiB"
    )
    subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True)


def import_file(file: Path, database: Path) -> None:
    """Import a file into a new memory."""
    database.unlink(missing_ok=True)
    store = Store(open_file(database))
    origin = Origin(path=file.name, name=file.name, kind=OriginKind.FILE, digest="")
    seconds = timed(lambda: store.replace(origin, read_tmx(file, source_lang=FRENCH)))
    # The system's own count (getrusage) starts from that of the process that started this one.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    status = dict(line.split(":", 1) for line in lines)
    peak = int(status["VmHWM"].split()[0]) / 1024
    print(f"{seconds:.1f} s, {peak:.0f} MiB at most")


def fill(store: Store, units: Sequence[Unit]) -> None:
    """Put the units in as a few large files."""
    for start in range(0, len(units), IMPORTED):
        name = f"part-{start}.po"
        origin = Origin(path=name, name=name, kind=OriginKind.RELEASE, digest="")
        store.replace(origin, units[start : start + IMPORTED])


def measure_lookups(store: Store, units: Sequence[Unit]) -> None:
    """Print the times of exact and near look-ups and of a release."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    lookup = Lookup(store, source_lang=FRENCH, target_lang=ENGLISH)
    chosen = chance.sample(units, ASKED)
    report("exact", [timed(lambda u=u: lookup.exact([Query(text=u.source)])) for u in chosen])
    times, right, wanted = [], 0, 0
    for unit in chosen:
        asked = changed(unit.source, chance)
        start = time.perf_counter()
        found = lookup.near(asked)
        times.append(time.perf_counter() - start)
        likeness = fuzz.ratio(asked, unit.source)
        if likeness >= 75:
            wanted += 1
            right += any(match.likeness >= likeness - 0.1 for match in found)
    report("near", times)
    print(f"      found {right} of {wanted} originals that are at least 75 % alike")
    texts = [changed(unit.source, chance) for unit in chance.sample(units, RELEASE)]
    seconds = timed(lambda: recall_texts(lookup, texts))
    print(f"a release of {RELEASE} changed segments recalled in {seconds:.1f} s")


def recall_texts(lookup: Lookup, texts: Sequence[str]) -> None:
    """Do what a run does with a release that is new: look up, and examine what is near."""
    lookup.exact([Query(text=text) for text in texts])
    for text in texts:
        for match in lookup.near(text):
            adapt(
                match.source,
                match.target,
                text,
                languages=(FRENCH, ENGLISH),
                old_is_reviewed=match.reviewed,
            )


def changed(text: str, chance: random.Random) -> str:
    """Return the text with one word in eight replaced, put in or left out."""
    words = text.split()
    for _ in range(max(1, len(words) // 8)):
        place = chance.randrange(len(words))
        action = chance.random()
        if action < 0.5:
            words[place] = chance.choice(WORDS)
        elif action < 0.75 or len(words) == 1:
            words.insert(place, chance.choice(WORDS))
        else:
            del words[place]
    return " ".join(words)


def timed(action: object) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    action()  # type: ignore[operator]
    return time.perf_counter() - start


def report(name: str, seconds: Sequence[float]) -> None:
    """Print the median, the 95th percentile and the largest of some times."""
    ordered = sorted(seconds)
    middle, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(
        f"{name:5} median {1000 * middle:.2f} ms, p95 {1000 * late:.2f} ms, "
        f"most {1000 * ordered[-1]:.2f} ms"
    )


if __name__ == "__main__":
    main()
