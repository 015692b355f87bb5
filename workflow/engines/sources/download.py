"""Fetch one file over HTTP: with progress, resumed after a cut, refused when it is not the one."""

from __future__ import annotations

import hashlib
import http.client
import ssl
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any, NamedTuple

from workflow.engines.sources.base import Progress, Stage, no_progress
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

TIMEOUT = 15.0
"""Seconds without a byte before a server counts as silent."""
_ATTEMPTS = 3
"""For a transfer that is cut; a server that cannot be reached is not tried again."""
_CHUNK = 1 << 18
_PARTIAL, _UNSATISFIABLE = 206, 416
_NETWORK = (
    urllib.error.URLError,
    http.client.HTTPException,
    ssl.SSLError,
    TimeoutError,
    ConnectionError,
)


class Expected(NamedTuple):
    """What is known of a file before it is fetched."""

    size: int | None = None
    sha256: str | None = None


def download(
    url: str,
    target: Path,
    *,
    expected: Expected | None = None,
    progress: Progress = no_progress,
    timeout: float = TIMEOUT,
) -> None:
    """Write the file at `url` to `target`, through ``<target>.part``.

    A ``.part`` of an earlier run is resumed when the server still has the same file.

    Raises `EngineError`: ``model-source-unreachable``, or ``model-checksum`` when the whole file
    has not the expected size or hash (the ``.part`` is then deleted).
    """
    part = target.with_name(f"{target.name}.part")
    for attempt in range(_ATTEMPTS):
        before = _length(part)
        if _transfer(url, part, progress=progress, timeout=timeout):
            break
        if attempt + 1 == _ATTEMPTS or _length(part) <= before:
            raise _unreachable(url, tr("the transfer was cut"))
    try:
        _check(part, expected or Expected())
    except EngineError:
        _discard(part)
        raise
    part.replace(target)
    _mark_of(part).unlink(missing_ok=True)


def read_url(url: str, *, limit: int, timeout: float = TIMEOUT) -> bytes:
    """Return a small file, of at most `limit` bytes.

    Raises `EngineError` (``model-source-unreachable``).
    """
    try:
        with _open(url, {}, timeout=timeout) as response:
            data: bytes = response.read(limit + 1)
    except _NETWORK as error:
        raise _unreachable(url, _reason(error)) from error
    if len(data) > limit:
        raise _unreachable(url, tr("it is larger than {limit} bytes", limit=limit))
    return data


def _transfer(url: str, part: Path, *, progress: Progress, timeout: float) -> bool:
    """Append to `part` until the end of the file; tell whether the end was reached."""
    mark = _mark_of(part)
    start = _length(part) if mark.exists() else 0
    headers = {"Range": f"bytes={start}-", "If-Range": mark.read_text("utf-8")} if start else {}
    try:
        with _open(url, headers, timeout=timeout) as response:
            start = _start_of(response, start)
            _write_mark(mark, response.headers)
            length = response.headers.get("Content-Length")
            total = start + int(length) if length else 0
            done = _append(response, part, start, total=total, progress=progress)
            return not total or done == total
    except urllib.error.HTTPError as error:
        if error.code == _UNSATISFIABLE and start:
            _discard(part)
            return _transfer(url, part, progress=progress, timeout=timeout)
        raise _unreachable(url, _reason(error)) from error
    except _NETWORK as error:
        if _length(part) > start:
            return False
        raise _unreachable(url, _reason(error)) from error


def _start_of(response: Any, start: int) -> int:  # noqa: ANN401 - urllib's type depends on the scheme
    """Return where the answer begins: at `start`, or at 0 for a whole file."""
    if response.status != _PARTIAL:
        return 0
    if not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
        raise http.client.HTTPException("the server sends another part than was asked for")
    return start


def _append(response: Any, part: Path, start: int, *, total: int, progress: Progress) -> int:  # noqa: ANN401 - as above
    done = start
    with part.open("r+b" if part.exists() else "wb") as file:
        file.truncate(start)
        file.seek(start)
        while chunk := response.read(_CHUNK):
            file.write(chunk)
            done += len(chunk)
            progress(Stage.DOWNLOAD, done, total)
    return done


def _open(url: str, headers: dict[str, str], *, timeout: float) -> Any:  # noqa: ANN401 - as above
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        raise _unreachable(url, tr("it is neither http nor https"))
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - scheme checked above
    try:
        return urllib.request.urlopen(request, timeout=timeout)  # noqa: S310 - the same
    except urllib.error.HTTPError as error:
        error.close()  # it is an answer too, with an open socket
        raise


def _mark_of(part: Path) -> Path:
    """Return the file that keeps what identifies the version being fetched."""
    return part.with_name(f"{part.name}.mark")


def _write_mark(mark: Path, headers: http.client.HTTPMessage) -> None:
    # A weak ETag may stand for files that differ, and If-Range refuses it (RFC 9110, 13.1.5).
    etag = headers.get("ETag", "")
    value = headers.get("Last-Modified", "") if etag.startswith("W/") or not etag else etag
    if value:
        mark.write_text(value, encoding="utf-8")
    else:
        mark.unlink(missing_ok=True)


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    _mark_of(part).unlink(missing_ok=True)


def _length(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _check(path: Path, expected: Expected) -> None:
    size = path.stat().st_size
    if expected.size is not None and size != expected.size:
        raise _mismatch(path, tr("{size} bytes, not {wanted}", size=size, wanted=expected.size))
    if expected.sha256 is not None and (actual := sha256_of(path)) != expected.sha256.lower():
        raise _mismatch(
            path, tr("SHA-256 {actual}, not {wanted}", actual=actual, wanted=expected.sha256)
        )


def _mismatch(path: Path, reason: str) -> EngineError:
    return EngineError(
        tr(
            '"{name}" is not the expected file: {reason}',
            name=path.name.removesuffix(".part"),
            reason=reason,
        ),
        slug="model-checksum",
        hint=tr("try again later or use another source; something on the way alters the file"),
    )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unreachable(url: str, reason: str) -> EngineError:
    return EngineError(
        tr("cannot fetch {url}: {reason}", url=url, reason=reason),
        slug="model-source-unreachable",
        hint=tr("check the network and its proxy settings, or install a file with --from"),
    )


def _reason(error: BaseException) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return tr("the server answers {code} {reason}", code=error.code, reason=error.reason)
    if isinstance(error, urllib.error.URLError):
        return str(getattr(error.reason, "strerror", None) or error.reason)
    return str(error) or type(error).__name__
