"""Prepare all that training needs, say what is missing, and train where there is a GPU.

    python -m training --data FOLDER … [--build build/training] [--threads 1] [--minutes 110]

What is there already is not made again. Without a graphics processor it stops when everything is
ready; with `--minutes`, it trains the recipe's phase `processor` for so long instead.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from training.pivot import Translator, extend
from training.prepare import Finder
from training.recipe import RECIPE, read_recipe
from workflow.engines.convert.package import About, is_checkpoint, make_package
from workflow.engines.pairs import Pair
from workflow.engines.sources.base import no_progress
from workflow.engines.sources.recipes import find_recipe
from workflow.engines.sources.registry import fetch_checkpoint
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.recipe import Recipe

ROOT = Path(__file__).resolve().parents[1]
_PARENTS = {"opus-fr-en": ("fr", "en"), "opus-en-fr": ("en", "fr")}
_KEPT_MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(10**11)}
"""Tells the C library to keep what the last step freed: a quarter of the loss's time is saved."""
_PACKAGE = ROOT / "models" / "translate-fr_ru.argosmodel"


def main() -> None:
    """Go as far as this machine can."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="*", default=[])
    parser.add_argument("--build", type=Path, default=Path("build/training"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0, help="of training without a GPU")
    options = parser.parse_args()
    recipe = read_recipe()
    folders = [options.build, *options.data, ROOT / "glossary"]
    if missing := _missing(recipe, folders):
        raise SystemExit(_needs(missing))
    build: Path = options.build
    build.mkdir(parents=True, exist_ok=True)
    for name, codes in _PARENTS.items():
        _fetch(build / name, codes)
    find = Finder(tuple(folders))
    _pivot(recipe, build, find, threads=options.threads)
    _prepare(recipe, build, find)
    if _has_accelerator():
        _train(build)
    elif options.minutes:
        _train_slowly(build, minutes=options.minutes)
    else:
        _lay_out(build)
        print("Ready, but no graphics processor is here: see training/README.md, “The lease”.")


def _missing(recipe: Recipe, folders: Sequence[Path]) -> list[str]:
    """Return the names of the files that no folder has."""
    sources = recipe.sources
    names = [*sources.direct, sources.mono, sources.glossary, sources.tune, *sources.tests]
    names += [pivot.pack for pivot in recipe.pivots]
    return [
        name
        for name in dict.fromkeys(names)
        if not any((folder / name).is_file() for folder in folders)
    ]


def _needs(missing: Sequence[str]) -> str:
    return (
        "Training a model needs\n"
        "- the network, for two checkpoints of OPUS-MT (750 MB)\n"
        "- some hours of a processor, to turn English into French\n"
        "- for the training itself a graphics processor with PyTorch, for half an hour\n"
        "- and these files, which were found in none of the folders of --data:\n  "
        + "\n  ".join(missing)
        + "\n(with make: make train DATA='FOLDER …'; what they are: training/README.md)"
    )


def _fetch(folder: Path, codes: tuple[str, str]) -> None:
    """Fetch a checkpoint, as `translate models install` does."""
    registry = find_recipe(Pair(LangTag(codes[0]), LangTag(codes[1]))).registry
    if is_checkpoint(folder) or registry is None:
        return
    shutil.rmtree(folder, ignore_errors=True)
    print(f"fetching {registry.origin}", flush=True)
    downloads = folder.with_name("downloads")
    downloads.mkdir(exist_ok=True)
    fetch_checkpoint(registry, folder, downloads, progress=no_progress)


def _pivot(recipe: Recipe, build: Path, find: Finder, *, threads: int) -> None:
    package = build / "translate-en_fr"
    if not package.is_dir():
        about = About(
            pair=Pair(LangTag("en"), LangTag("fr")),
            version="1.0",
            licence="Apache-2.0",
            origin="Helsinki-NLP/opus-mt-en-fr",
        )
        make_package(build / "opus-en-fr", package, about=about)
    translator = Translator(package, threads=threads)
    for pivot in recipe.pivots:
        extend(build / pivot.name, find(pivot.pack), pivot.labels, translator)


def _prepare(recipe: Recipe, build: Path, find: Finder) -> None:
    """Make the bundle and both beginnings, unless the recipe is still that of the bundle."""
    bundle = build / "bundle"
    made = bundle / "counts.json"
    if not made.is_file() or (bundle / "recipe.toml").read_bytes() != RECIPE.read_bytes():
        found = [str(folder) for folder in find.folders]
        before = _pieces(bundle)
        _run("prepare", bundle, "--data", *found, "--parent", build / "opus-fr-en")
        if _pieces(bundle) != before:
            for name in ("parent", "parent-back", "processor", "keep"):  # of the old pieces
                shutil.rmtree(build / name, ignore_errors=True)
    if not (build / "parent").is_dir():
        opus, lexicon = build / "opus-fr-en", build / "lexicon.npz"
        packs = [find(name) for name in dict.fromkeys(pivot.pack for pivot in recipe.pivots)]
        _run("lexicon", opus, bundle, lexicon, "--packs", *packs)
        _run("parent", opus, bundle, build / "parent", "--lexicon", lexicon)
    if not (build / "parent-back").is_dir():
        _run("parent", build / "opus-en-fr", bundle, build / "parent-back", "--reverse")


def _pieces(bundle: Path) -> tuple[bytes, ...]:
    """Return the vocabularies of a bundle, for which weights are made."""
    files = (bundle / name for name in ("source.spm", "target.spm"))
    return tuple(path.read_bytes() for path in files if path.is_file())


def _has_accelerator() -> bool:
    if importlib.util.find_spec("torch") is None:
        return False
    import torch  # noqa: PLC0415 - a gigabyte that preparing does not need

    return bool(torch.cuda.is_available())


def _lay_out(build: Path) -> None:
    """Put what the first and the second call of a lease carry into folders of their own."""
    beginnings = {"bundle": build / "bundle", "parent-back": build / "parent-back"}
    for number, parts in enumerate((beginnings, {"parent": _beginning(build)}), 1):
        folder = build / f"lease{number}"
        shutil.rmtree(folder, ignore_errors=True)
        for name, path in parts.items():
            shutil.copytree(path, folder / name)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
        print(f"{folder}: {size:.1f} MiB")


def _beginning(build: Path) -> Path:
    """Return the weights to begin the main phase with: what a processor has trained, if it has."""
    slow = build / "processor"
    return slow if slow.is_dir() else build / "parent"


def _train(build: Path) -> None:
    """Run all phases here, then make the package."""
    recipe = read_recipe()
    bundle, keep, back = build / "bundle", build / "keep", build / "back.tsv"
    minutes = {name: str(phase.minutes + 2) for name, phase in recipe.phases.items()}
    start = ("--start", build / "parent-back", "--minutes", minutes["back"])
    _run("train", bundle, build / "back", "--phase", "back", *start)
    texts = ("--reverse", "--label", "back")
    _run("generate", bundle, build / "back", bundle / "mono.txt.xz", back, *texts)
    start = ("--start", _beginning(build), "--minutes", minutes["main"], "--keep", keep)
    _run("train", bundle, build / "main", "--phase", "main", *start, "--extra", back)
    start = ("--start", build / "main", "--minutes", minutes["tune"], "--extra", back)
    _run("train", bundle, build / "tune", "--phase", "tune", *start)
    _run("export", bundle, build / "tune", _PACKAGE)


def _train_slowly(build: Path, *, minutes: float) -> None:
    """Run the one phase that a processor has time for; a later call goes on with it."""
    os.environ.update(_KEPT_MEMORY)
    slow, bundle = build / "processor", build / "bundle"
    start = ("--start", build / "parent", "--keep", build / "keep", "--save", 15, "--dev", 60)
    _run("train", bundle, slow, "--phase", "processor", *start, "--minutes", minutes)
    _run("export", bundle, slow, _PACKAGE)


def _run(script: str, *arguments: object) -> None:
    command = [sys.executable, "-m", f"training.{script}", *map(str, arguments)]
    print(" ".join(command[1:]), flush=True)
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own scripts


if __name__ == "__main__":
    main()
