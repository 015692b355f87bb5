"""The site as it would be published now, drafts among it, made page by page and kept nowhere."""

from __future__ import annotations

import datetime as dt
import mimetypes
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from workflow.commands.content import read_content
from workflow.preview import Answer
from workflow.preview.pages import RELOAD
from workflow.site.addresses import NOT_FOUND, ROOT_INDEX
from workflow.site.folder import refuse_twins
from workflow.site.outputs import Press, iter_outputs
from workflow.site.policy import Rules, Stale
from workflow.site.profile import make_profile
from workflow.site.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.site.outputs import Output
    from workflow.storage import Memo
    from workflow.workspace import Workspace

_POLICY = re.compile(rb"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n?", re.IGNORECASE)
_SCRIPT = f'<script src="{RELOAD}" defer></script>\n'.encode()


def read_site(workspace: Workspace, memo: Memo) -> Mapping[str, Output]:
    """Return the files of the site by path, with every edition that has a text.

    `memo` keeps what is found between calls; it is never saved.

    Raises `WorkflowError` where a file cannot be read, as publishing would.
    """
    settings = workspace.settings
    rules = Rules(
        at=dt.datetime.now(dt.UTC),
        stale=Stale(settings.site.stale),
        allow_drafts=True,
        runs_checks=False,
    )
    content = read_content(workspace, memo, rules)
    press = Press(
        profile=make_profile(settings, langs=content.langs),
        theme=load_theme(settings.templates_folder, place=settings.site.templates),
        texts=content.text_of,
    )
    outputs = refuse_twins([*iter_outputs(content.editions, press), *content.media])
    return {output.path: output for output in outputs}


def answer_from(site: Mapping[str, Output], path: str) -> Answer | None:
    """Return a file of the site, its own page for what is not there."""
    wanted = f"{path}{ROOT_INDEX}" if not path or path.endswith("/") else path
    output, status = site.get(wanted), HTTPStatus.OK
    if output is None:
        output, status = site.get(NOT_FOUND), HTTPStatus.NOT_FOUND
    if output is None:
        return None
    kind = mimetypes.guess_type(output.path)[0] or "application/octet-stream"
    body = output.make()
    if kind == "text/html":
        body = _reloading(body)
    is_text = kind.startswith("text/") or kind.endswith(("xml", "json", "javascript"))
    return Answer(
        body=body, media_type=f"{kind}; charset=utf-8" if is_text else kind, status=status
    )


def _reloading(page: bytes) -> bytes:
    """Return a page with our script in it; the server's own policy stands in for the page's."""
    page = _POLICY.sub(b"", page, count=1)
    return page.replace(b"</head>", _SCRIPT + b"</head>", 1)
