"""Make an Argos package of a Marian checkpoint.

Argos knows one sentencepiece model, of the source side. OPUS-MT has one a side over a shared
vocabulary; the target's lies beside it as ``target.spm``, for engines that join pieces as trained.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from workflow.engines.pairs import to_argos
from workflow.errors import EngineError
from workflow.languages import name_of
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.engines.pairs import Pair

CHECKPOINT_FILES = ("config.json", "pytorch_model.bin", "source.spm", "target.spm", "vocab.json")
"""What a checkpoint's folder must hold."""

_ARGOS_VERSION = "1.9"
"""The oldest Argos Translate that reads the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a package says of itself."""

    pair: Pair
    version: str
    licence: str
    """An SPDX identifier; empty where nobody stated one."""
    origin: str
    """Whose weights these are: ``Helsinki-NLP/opus-mt-fr-en``."""


def is_checkpoint(folder: Path) -> bool:
    """Tell whether a folder holds what `make_package` reads."""
    return all((folder / name).is_file() for name in CHECKPOINT_FILES)


def make_package(checkpoint: Path, folder: Path, *, about: About) -> None:
    """Write the new folder `folder`: model, tokenizers, metadata, README and licence.

    Raises `EngineError` as `convert` does. The same checkpoint gives the same files.
    """
    if not is_checkpoint(checkpoint):
        missing = [name for name in CHECKPOINT_FILES if not (checkpoint / name).is_file()]
        raise EngineError(
            tr('the checkpoint has no "{name}"', name=missing[0]),
            slug="model-corrupt",
            hint=tr("a checkpoint has {names}", names=", ".join(CHECKPOINT_FILES)),
        )
    from workflow.engines.convert.marian import convert  # noqa: PLC0415 - numpy, only to convert

    convert(checkpoint, folder / "model")
    shutil.copyfile(checkpoint / "source.spm", folder / "sentencepiece.model")
    shutil.copyfile(checkpoint / "target.spm", folder / "target.spm")
    _write_vocabulary_map(folder)
    metadata = json.dumps(_metadata(about), ensure_ascii=False, indent=2)
    (folder / "metadata.json").write_text(metadata + "\n", encoding="utf-8")
    (folder / "README.md").write_text(_readme(about), encoding="utf-8")
    if about.licence == "Apache-2.0":
        text = resources.files("workflow.engines.convert").joinpath("Apache-2.0.txt").read_bytes()
        (folder / "LICENSE").write_bytes(text)


def _write_vocabulary_map(folder: Path) -> None:
    """Name the pieces that a translation is made of, so that no others are reckoned with.

    Nearly half of OPUS-MT's vocabulary only its source side knows, and each piece costs as much at
    every step of the search. CTranslate2 reads lines of a source n-gram, a tab, and what it may
    become; what follows no n-gram is always allowed.
    """
    from workflow.engines.pieces import PieceModel  # noqa: PLC0415 - a native library

    own = PieceModel(folder / "target.spm").vocabulary
    pieces = json.loads((folder / "model/shared_vocabulary.json").read_text(encoding="utf-8"))
    written = " ".join(piece for piece in pieces if piece in own)
    (folder / "model/vmap.txt").write_text(f"\t{written}\n", encoding="utf-8")


def _metadata(about: About) -> dict[str, str]:
    return {
        "package_version": about.version,
        "argos_version": _ARGOS_VERSION,
        "type": "translate",
        "from_code": to_argos(about.pair.source),
        "from_name": name_of(about.pair.source),
        "to_code": to_argos(about.pair.target),
        "to_name": name_of(about.pair.target),
        "licence": about.licence,
        "origin": about.origin,
    }


def _readme(about: About) -> str:
    pair = f"{name_of(about.pair.source)} → {name_of(about.pair.target)}"
    return (
        f"# {pair}\n\n"
        f"- Weights: {about.origin or 'origin not stated'}\n"
        f"- Licence: {about.licence or 'not stated'}\n\n"
        "Changes: the weights were quantised to 8-bit integers and laid out for CTranslate2; the\n"
        "padding piece was left out. `sentencepiece.model` cuts the source text, `target.spm` the\n"
        "target text; `model/vmap.txt` names the pieces that the target side knows.\n"
    )
