"""`translate serve`: releases, editions and proofs in a browser, following the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.commands.preview import Preview
from workflow.errors import SettingsError, WorkflowError
from workflow.preview import PreviewServer
from workflow.preview.hosts import is_loopback
from workflow.preview.server import serving
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workflow.console import Console
    from workflow.workspace import Workspace

_DEBOUNCE = 200
_PATIENCE = 1000
"""Milliseconds; after as long, files are looked at even where the system reports no changes."""


def run_serve(*, host: str, port: int, workspace: Workspace, console: Console) -> int:
    """Answer on `host` and `port` until interrupted; return 0.

    Raises `SettingsError` where the address cannot be used.
    """
    preview = Preview(workspace.root)
    with serving(_open_server(host, port, preview, console)) as url:
        console.info(tr("preview: {url} (Ctrl-C ends it)", url=url))
        if not is_loopback(host):
            console.info(tr("warning: other computers can read this preview"))
        try:
            _follow(preview, _folders(workspace), console)
        except KeyboardInterrupt:
            console.info(tr("preview ended"))
    return 0


def _open_server(host: str, port: int, preview: Preview, console: Console) -> PreviewServer:
    try:
        return PreviewServer(
            host,
            port,
            answers=preview,
            report=lambda mistake: console.info(tr("internal error: {error} [bug]", error=mistake)),
        )
    except (OSError, OverflowError) as error:
        raise SettingsError(
            tr(
                'nothing can be served at "{host}", port {port}: {reason}',
                host=host,
                port=port,
                reason=error,
            ),
            slug="address-unusable",
            hint=tr("take another port: translate serve --port 8001"),
        ) from error


def _folders(workspace: Workspace) -> tuple[Path, ...]:
    settings = workspace.settings
    folders = (settings.releases_folder, settings.locales_folder, settings.glossary_folder)
    return tuple(folder for folder in folders if folder.is_dir())


def _follow(preview: Preview, folders: tuple[Path, ...], console: Console) -> None:
    """Tell on the terminal what breaks and what is mended, as files change."""
    known, told = "", dict[str, WorkflowError]()
    for _ in _ticks(folders):
        version = preview.version()
        if version != known:
            known = version
            found = {str(error): error for error in preview.problems()}
            _tell(found, told, console)
            told = found


def _ticks(folders: tuple[Path, ...]) -> Iterator[None]:
    """Yield at once, then when something in `folders` changed, and from time to time."""
    import watchfiles  # noqa: PLC0415 - only a preview needs it

    yield
    for _ in watchfiles.watch(
        *folders, debounce=_DEBOUNCE, rust_timeout=_PATIENCE, yield_on_timeout=True
    ):
        yield


def _tell(
    found: dict[str, WorkflowError], told: dict[str, WorkflowError], console: Console
) -> None:
    for key, error in found.items():
        if key not in told:
            console.complain(error)
    for key, error in told.items():
        if key not in found and error.position is not None:
            console.info(tr("mended: {path}", path=error.position.path))
