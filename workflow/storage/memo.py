"""What was computed in an earlier run, by the digest of all that it was computed from.

It lies in the cache folder and may be deleted, also half-written by another program: what cannot be
read is computed again.
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.storage.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGE = Path(__file__).parents[1]
LIBRARIES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "nh3",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "pypandoc-binary",
    "pyyaml",
    "rapidfuzz",
    "spylls",
    "typst",
)
"""Those whose next version may make other texts and files of the same sources."""


class Memo:
    """JSON values by key; those that a run asks for are kept for the next one."""

    def __init__(self, path: Path, *, is_empty: bool = False) -> None:
        """Read the file `path`; with `is_empty`, start without it."""
        self._path = path
        self._old = {} if is_empty else _read(path)
        self._kept: dict[str, Any] = {}

    def get(self, key: str, compute: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON
        """Return the value of `key`, from an earlier run or computed now."""
        if key not in self._kept:
            self._kept[key] = self._old[key] if key in self._old else compute()
        return self._kept[key]

    def find(self, key: str) -> Any | None:  # noqa: ANN401 - JSON
        """Return the value of `key` where there is one."""
        return self._kept.get(key, self._old.get(key))

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Keep `value`."""
        self._kept[key] = value

    def save(self, *, forgets: bool = True) -> None:
        """Write what this run asked for, where that differs from what was read.

        Without `forgets` what it did not ask for stays, too: it saw only a part of the whole.
        """
        if self.is_news(forgets=forgets):
            write_atomic(self._path, json.dumps(self._values(forgets=forgets), ensure_ascii=False))

    def is_news(self, *, forgets: bool = True) -> bool:
        """Tell whether `save` would write."""
        return self._values(forgets=forgets) != self._old

    def _values(self, *, forgets: bool) -> dict[str, Any]:
        return self._kept if forgets else {**self._old, **self._kept}


@functools.cache
def program_digest() -> str:
    """Return the digest of this program and the libraries that it computes texts and files with."""
    files = [path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    whole = hashlib.sha256(repr([(name, _version_of(name)) for name in LIBRARIES]).encode())
    for path in sorted(files):
        whole.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _version_of(library: str) -> str:
    from importlib import metadata  # noqa: PLC0415 - only where a memo is kept

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:  # another package may bring the same library
        return ""


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
