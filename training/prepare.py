"""Make the bundle that a training machine gets: chosen pairs, text pieces, the recipe.

    python -m training.prepare BUNDLE --data FOLDER … --parent CHECKPOINT

Every file of the recipe's `[sources]` is looked for in the folders, in their order. What is kept,
and why the rest is not, is counted by label in `counts.json`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import lzma
import random
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from training.packs import (
    Pair,
    clean,
    fault_of,
    is_telling,
    key_of,
    read_lines,
    read_pairs,
    write_pairs,
)
from training.recipe import RECIPE, family_of, read_recipe
from training.vocabulary import train_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from training.recipe import Recipe, Sources

FRENCH, RUSSIAN = 0, 2
"""Columns of a dev set; English lies between them."""
_MOST_MEGABYTES = 60
"""What travels to a lent machine beside the repository itself."""


def main() -> None:
    """Write the bundle and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--parent", type=Path, required=True, help="folder with source.spm")
    parser.add_argument("--recipe", type=Path, default=RECIPE)
    parser.add_argument("--vocabulary", type=Path, default=None, help="a target.spm made before")
    options = parser.parse_args()
    recipe = read_recipe(options.recipe)
    bundle: Path = options.bundle
    bundle.mkdir(parents=True, exist_ok=True)
    find = Finder(tuple(options.data))
    gate = Gate.against(recipe, find)
    pairs = gate.chosen(_all_pairs(recipe, find))
    write_pairs(bundle / "pairs.tsv.xz", pairs)
    mono = gate.original(read_lines(find(recipe.sources.mono)))
    _write_lines(bundle / "mono.txt.xz", mono)
    for name in recipe.sources.tests:
        write_pairs(bundle / f"{_stem(name)}.dev.tsv.xz", _dev_pairs(name, recipe.sources, find))
    shutil.copyfile(options.recipe, bundle / "recipe.toml")
    shutil.copyfile(options.parent / "source.spm", bundle / "source.spm")
    if options.vocabulary:
        shutil.copyfile(options.vocabulary, bundle / "target.spm")
    else:
        lines = [pair.target for pair in pairs] + mono
        random.Random(recipe.seed).shuffle(lines)  # noqa: S311 - a sample, no secret
        sample = lines[: recipe.vocabulary_lines]
        train_vocabulary(sample, bundle / "target.spm", size=recipe.vocabulary_size)
    _report(bundle, gate, pairs)


@dataclass(frozen=True, slots=True)
class Finder:
    """Where the files of a recipe lie."""

    folders: tuple[Path, ...]

    def __call__(self, name: str) -> Path:
        """Return the file in the first folder that has it, or leave with a word."""
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        looked = ", ".join(map(str, self.folders))
        raise SystemExit(f"no {name} in {looked}")


@dataclass(slots=True)
class Gate:
    """Lets a pair in once, if it teaches nothing wrong and gives no test away."""

    recipe: Recipe
    secret: set[str]
    """Keys of test sentences, in either language."""
    refused: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By label and reason."""

    @classmethod
    def against(cls, recipe: Recipe, find: Finder) -> Gate:
        """Return a gate that keeps the recipe's tests out, but for what is meant to be learnt."""
        secret = {
            key_of(text)
            for name in recipe.sources.tests
            for pair in _dev_pairs(name, recipe.sources, find)
            for text in (pair.source, pair.target)
        }
        return cls(recipe, {key for key in secret if is_telling(key)})

    def chosen(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Return the pairs that come in, cleaned, those of one label together."""
        seen: set[bytes] = set()
        kept: dict[str, list[Pair]] = defaultdict(list)
        for raw in pairs:
            if not self._is_wanted(raw.label):
                self.refused[raw.label]["weight 0"] += 1
                continue
            pair = clean(raw)
            keys = key_of(pair.source), key_of(pair.target)
            digest = hashlib.blake2b("\t".join(keys).encode(), digest_size=8).digest()
            reason = fault_of(pair) or ("test" if self.secret & set(keys) else "")
            reason = reason or ("repeated" if digest in seen else "")
            if reason:
                self.refused[pair.label][reason] += 1
                continue
            seen.add(digest)
            kept[pair.label].append(pair)
        return [pair for label in sorted(kept) for pair in self._some(label, kept[label])]

    def original(self, lines: Iterable[str]) -> list[str]:
        """Return the lines that may be translated back, each once.

        Those that are a pair's target stay: their French came through two machines, and another
        one beside it is a help.
        """
        new: dict[str, str] = {}
        for line in lines:
            key = key_of(line)
            if is_telling(key) and key not in self.secret:
                new.setdefault(key, " ".join(line.split()))
        return list(new.values())

    def _some(self, label: str, pairs: list[Pair]) -> list[Pair]:
        """Return as many pairs of a label as the recipe allows, in their order."""
        most = self.recipe.most.get(label, len(pairs))
        if most >= len(pairs):
            return pairs
        self.refused[label]["over the limit"] += len(pairs) - most
        chance = random.Random(f"{self.recipe.seed} {label}")  # noqa: S311 - a sample, no secret
        return [pairs[at] for at in sorted(chance.sample(range(len(pairs)), most))]

    def _is_wanted(self, label: str) -> bool:
        phases = self.recipe.phases.values()
        return any(phase.weight_of(label) > 0 for phase in phases)


def _all_pairs(recipe: Recipe, find: Finder) -> Iterator[Pair]:
    sources = recipe.sources
    for name in (*sources.direct, *(pivot.name for pivot in recipe.pivots)):
        yield from read_pairs(find(name))
    rows = list(_dev_rows(find(sources.tune)))
    yield from (Pair(fr, ru, "un") for fr, ru in rows[: len(rows) // 2])
    yield from _terms(find(sources.glossary))


def _terms(path: Path) -> Iterator[Pair]:
    """Yield the name of every concept in both languages, and its acronym where both have one."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for french, russian in (("fr", "ru"), ("fr_acronym", "ru_acronym")):
                if row[french] and row[russian]:
                    yield Pair(row[french], row[russian], "glossary")


def _dev_pairs(name: str, sources: Sources, find: Finder) -> list[Pair]:
    """Return what may be measured on: all of a set, or the second half where one is trained on."""
    rows = list(_dev_rows(find(name)))
    half = len(rows) // 2 if name == sources.tune else 0
    return [clean(Pair(fr, ru, "dev")) for fr, ru in rows[half:]]


def _dev_rows(path: Path) -> Iterator[tuple[str, str]]:
    for line in read_lines(path):
        cells = line.split("\t")
        yield cells[FRENCH], cells[RUSSIAN]


def _stem(name: str) -> str:
    """Return what a dev set is called: ``dev.un.fr-en-ru.tsv`` is ``un``."""
    return name.removeprefix("dev.").split(".")[0]


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as file:
        file.writelines(line + "\n" for line in lines)


def _report(bundle: Path, gate: Gate, pairs: Sequence[Pair]) -> None:
    kept = Counter(pair.label for pair in pairs)
    words = Counter[str]()
    for pair in pairs:
        words[pair.label] += len(pair.target.split())
    labels = sorted(kept.keys() | gate.refused.keys())
    counts = {
        label: {"kept": kept[label], "words": words[label], "refused": dict(gate.refused[label])}
        for label in labels
    }
    text = json.dumps(counts, ensure_ascii=False, indent=1)
    (bundle / "counts.json").write_text(text + "\n", encoding="utf-8")
    for label in sorted(kept, key=lambda label: -words[label]):
        weight = gate.recipe.weight_of(label)
        print(f"{label:24} {kept[label]:8} pairs {words[label]:9} words x {weight:g}")
    families = {family_of(label) for label in kept}
    size = sum(path.stat().st_size for path in bundle.iterdir()) / 1e6
    print(
        f"{sum(kept.values())} pairs of {len(families)} kinds, {sum(words.values())} Russian words"
    )
    print(f"{size:.1f} MB in {bundle}; at most {_MOST_MEGABYTES} travel with the repository")


if __name__ == "__main__":
    main()
