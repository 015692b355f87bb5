"""The Argos package index: a JSON list of packages with the links to fetch them from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from workflow.engines.archive import unpack
from workflow.engines.pairs import Pair, from_argos
from workflow.engines.sources.base import Progress, Workplace, version_key
from workflow.engines.sources.download import TIMEOUT, Expected, download, read_url
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

_MAX_INDEX_BYTES = 16 * 1024**2
_INDEX_TIMEOUT = 5.0
"""Short, since it counts anew for each of the host's addresses when no network is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSource:
    """The index that ARGOS_PACKAGE_INDEX names."""

    pair: Pair
    base_url: str
    timeout: float = TIMEOUT
    name: str = "index"
    licence: str = ""
    version: str = ""

    @property
    def origin(self) -> str:
        """The address of the index."""
        return urljoin(self.base_url.rstrip("/") + "/", "index.json")

    def fetch(self, workplace: Workplace, *, progress: Progress) -> Path:
        """Return the unpacked package of the newest version, from the first link that works."""
        entry = self._newest()
        links = [urljoin(self.origin, str(link)) for link in entry.get("links", ())]
        refusals = []
        for link in links:
            try:
                return self._fetch_link(link, entry, workplace, progress=progress)
            except EngineError as error:
                refusals.append(error)
        if refusals:
            raise refusals[0]
        raise _unusable(self.origin, tr("its entry for {pair} has no link", pair=self.pair))

    def _fetch_link(
        self, link: str, entry: dict[str, Any], workplace: Workplace, *, progress: Progress
    ) -> Path:
        file = workplace.downloads / f"{hashlib.sha256(link.encode()).hexdigest()[:16]}.argosmodel"
        download(
            link,
            file,
            expected=_expected(entry),
            progress=progress,
            timeout=self.timeout,
        )
        folder = workplace.work / "package"
        try:
            unpack(file, folder, progress=progress)
        finally:
            file.unlink()
        return folder

    def _newest(self) -> dict[str, Any]:
        data = read_url(
            self.origin, limit=_MAX_INDEX_BYTES, timeout=min(self.timeout, _INDEX_TIMEOUT)
        )
        try:
            entries = [dict(entry) for entry in json.loads(data)]
        except (ValueError, TypeError) as error:
            raise _unusable(self.origin, tr("it is not a JSON list of packages")) from error
        fitting = [entry for entry in entries if self._fits(entry)]
        if not fitting:
            raise EngineError(
                tr("{origin} has no model {pair}", origin=self.origin, pair=self.pair),
                slug="model-missing",
                hint=tr("install a file with --from, or translate through English"),
            )
        return max(fitting, key=lambda entry: version_key(str(entry.get("package_version", ""))))

    def _fits(self, entry: dict[str, Any]) -> bool:
        codes = (str(entry.get("from_code", "")), str(entry.get("to_code", "")))
        kind = entry.get("type", "translate")
        return kind == "translate" and Pair(*map(from_argos, codes)) == self.pair


def _expected(entry: dict[str, Any]) -> Expected:
    """Return what an entry states of its file: the public index nothing, a mirror may."""
    size, sha256 = entry.get("size"), entry.get("sha256")
    return Expected(
        size if isinstance(size, int) else None, sha256 if isinstance(sha256, str) else None
    )


def _unusable(url: str, reason: str) -> EngineError:
    return EngineError(
        tr("the index {url} cannot be used: {reason}", url=url, reason=reason),
        slug="model-source-unreachable",
        hint=tr("check ARGOS_PACKAGE_INDEX ({host})", host=urlsplit(url).netloc),
    )
