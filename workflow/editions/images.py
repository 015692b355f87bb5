"""Pictures of a release: local files, read from the workspace and carried inside the edition.

An edition asks nothing of a network: a picture that lies elsewhere becomes a link to it.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from workflow.errors import EditionError
from workflow.model import Position
from workflow.storage import real_path
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 20 * 1024 * 1024
"""In bytes: a press photograph has five million; what is larger has no place in an e-mail."""

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"GIF8", "image/gif", ".gif"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The bytes of a picture and what kind they are."""

    data: bytes
    mime: str
    suffix: str

    @property
    def uri(self) -> str:
        """The picture as a ``data:`` address."""
        return f"data:{self.mime};base64,{base64.b64encode(self.data).decode('ascii')}"


def is_local(address: str) -> bool:
    """Tell whether an address of a picture is a file beside the release."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "//[" is no address at all
        return False
    return not parts.scheme and not parts.netloc and bool(parts.path)


def read_picture(path: Path, *, root: Path, name: str) -> Picture:
    """Return the picture at `path`, called `name` in messages.

    Raises `EditionError` where it is missing, outside of `root`, too large, or no picture.
    """
    try:
        place = real_path(path)
        if not place.is_relative_to(real_path(root)):
            raise _refusal(tr("lies outside of the workspace"), name)
        with place.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _refusal(tr("cannot be read: no such file, or no permission"), name) from error
    if len(data) > LARGEST:
        raise _refusal(tr("has more than {count} MB", count=LARGEST // 1024**2), name)
    picture = recognise(data)
    if picture is None:
        raise _refusal(tr("is no PNG, JPEG, GIF, WebP or SVG picture"), name)
    return picture


def beside(document: Path, address: str) -> Path:
    """Return the file that a relative address in `document` means."""
    return document.parent / unquote(urlsplit(address).path).replace("\0", "")


def recognise(data: bytes) -> Picture | None:
    """Return the picture that `data` are, told by their first bytes; None for none."""
    for start, mime, suffix in _KINDS:
        if data.startswith(start):
            return Picture(data=data, mime=mime, suffix=suffix)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Picture(data=data, mime="image/webp", suffix=".webp")
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in head:
        return Picture(data=data, mime="image/svg+xml", suffix=".svg")
    return None


def _refusal(problem: str, name: str) -> EditionError:
    return EditionError(
        tr('the picture "{name}" {problem}', name=name, problem=problem),
        slug="image-unusable",
        position=Position(path=name),
        hint=tr("put a PNG or JPEG file of that name beside the release, or take the picture out"),
    )
