"""What a source of models is, and the values it exchanges with `packages`."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Stage(StrEnum):
    """What an installation is doing; the value is for a reader."""

    DOWNLOAD = "download"
    UNPACK = "unpack"
    CONVERT = "convert"
    CHECK = "check"


class Progress(Protocol):
    """Told of every step of an installation."""

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Take the bytes or steps done, and the total, 0 where it is unknown."""


def no_progress(stage: Stage, done: int, total: int) -> None:
    """Tell nobody."""


class Workplace(NamedTuple):
    """Folders for one installation, on the disk of the installed models."""

    work: Path
    """Emptied at the end, and at the beginning of the next run when this one is killed."""
    downloads: Path
    """Kept after a failure, so that the next run resumes."""


class Source(Protocol):
    """A place that may have a model for a pair."""

    @property
    def name(self) -> str:
        """``index``, ``registry`` …, as ``--from`` takes it."""

    @property
    def licence(self) -> str:
        """The model's licence, empty where only the package can tell."""

    @property
    def origin(self) -> str:
        """Who made the model, or where it lies."""

    @property
    def version(self) -> str:
        """The model's version, empty where only the package can tell."""

    def fetch(self, workplace: Workplace, *, progress: Progress) -> Path:
        """Return a new folder in `workplace.work` that holds an Argos package.

        Raises `EngineError` when the source cannot be reached, has no such model, or gives one that
        is not what was promised.
        """


def version_key(text: str) -> tuple[int, ...]:
    """Return what orders versions: ``1.9`` comes before ``1.10``; letters are left out.

    >>> version_key("1.10") > version_key("1.9")
    True
    """
    return tuple(int(part) for part in re.findall(r"[0-9]+", text))
