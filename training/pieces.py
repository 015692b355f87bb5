"""Weights on disk: rows of 8-bit integers with a scale each, in files of at most 15 MiB.

These are the integers that CTranslate2 computes with, so nothing more is lost by exporting them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import numpy.typing as npt

    Array = npt.NDArray[Any]

_MOST_BYTES = 15 << 20
_SCALE = "#scale"


def write_weights(folder: Path, weights: Mapping[str, Array], *, about: Mapping[str, Any]) -> None:
    """Write matrices as integers and vectors as they are, with `about` beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("weights*.npz"):
        old.unlink()
    for number, members in enumerate(_filled(_quantised(weights))):
        np.savez_compressed(folder / f"weights{number}.npz", **members)
    (folder / "about.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def read_weights(folder: Path) -> dict[str, Array]:
    """Return the weights as numbers of 32 bits."""
    rows: dict[str, dict[int, Array]] = {}
    for path in sorted(folder.glob("weights*.npz")):
        with np.load(path) as members:
            for key in members.files:
                name, first = key.rsplit("@", 1)
                rows.setdefault(name, {})[int(first)] = members[key]
    if not rows:
        raise FileNotFoundError(f"no weights in {folder}")
    whole = {
        name: np.concatenate([parts[at] for at in sorted(parts)]) for name, parts in rows.items()
    }
    return {
        name: array.astype(np.float32) * whole[name + _SCALE] if name + _SCALE in whole else array
        for name, array in whole.items()
        if not name.endswith(_SCALE)
    }


def read_about(folder: Path) -> dict[str, Any]:
    """Return what was written beside the weights."""
    about: dict[str, Any] = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    return about


def _quantised(weights: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    for name, array in weights.items():
        values = np.asarray(array, np.float32)
        if values.ndim == 1:
            yield name, values
            continue
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
        yield name, np.round(values / scale).astype(np.int8)
        yield name + _SCALE, scale


def _filled(arrays: Iterator[tuple[str, Array]]) -> Iterator[dict[str, Array]]:
    """Group rows into files that are full but not too large; a long matrix is cut by rows."""
    members: dict[str, Array] = {}
    size = 0
    for name, array in arrays:
        step = max(1, _MOST_BYTES // 4 // max(1, array[:1].nbytes))
        for first in range(0, len(array), step):
            rows = array[first : first + step]
            if members and size + rows.nbytes > _MOST_BYTES:
                yield members
                members, size = {}, 0
            members[f"{name}@{first}"] = rows
            size += rows.nbytes
    yield members
