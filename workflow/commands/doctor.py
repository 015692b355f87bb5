"""`translate doctor`: every part that a press office needs, whether it works, and what mends it."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.checks.dictionaries import VARIABLE, find_dictionary
from workflow.engines import packages
from workflow.messages.interface import say
from workflow.model import LangTag
from workflow.wording import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.console import Console
    from workflow.workspace import Workspace

LIBRARIES = ("argostranslate", "babel", "ctranslate2", "markdown-it-py", "polib", "sentencepiece")
_STATES = {"ok": tr("ok"), "missing": tr("missing"), "optional": tr("optional")}
GETTEXT_TOOLS = ("msgfmt", "msgmerge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the doctor's report."""

    subject: str
    state: str
    """``ok``, ``missing`` (the product cannot do its job) or ``optional``."""
    detail: str
    mend: str = ""
    """The command that mends it."""


def run_doctor(*, workspace: Workspace, console: Console) -> int:
    """Report on installation and workspace; return 1 if something needed is missing."""
    checks = tuple(_examine(workspace))
    console.document({"checks": [asdict(check) for check in checks]})
    for check in checks:
        state = f"{say(_STATES[check.state]):<9}"
        console.result(
            tr(
                "{state} {subject}: {detail}",
                state=state,
                subject=check.subject,
                detail=check.detail,
            )
        )
        if check.mend:
            console.result(tr("{indent} → {mend}", indent=" " * 9, mend=check.mend))
    return 1 if any(check.state == "missing" for check in checks) else 0


def _examine(workspace: Workspace) -> Iterator[Check]:
    yield Check(
        subject=tr("program"),
        state="ok",
        detail=f"trianon {__version__}, Python {platform.python_version()}, {platform.system()}",
    )
    for library in LIBRARIES:
        yield Check(subject=library, state="ok", detail=importlib.metadata.version(library))
    yield from _examine_models(workspace)
    yield from _examine_tools()
    yield from _examine_dictionaries(workspace)
    yield _examine_workspace(workspace)


def _examine_models(workspace: Workspace) -> Iterator[Check]:
    for model in packages.installed_models():
        newer = packages.newer_source(model)
        detail = f"{model.name} {model.version} ({model.licence})"
        yield Check(
            subject=tr("model {pair}", pair=model.pair),
            state="optional" if newer else "ok",
            detail=tr("{model}; there is a version {version}", model=detail, version=newer.version)
            if newer
            else detail,
            mend=f"translate models install {model.pair}" if newer else "",
        )
    source = workspace.settings.source_lang
    for target in workspace.settings.target_langs or (LangTag("en"),):
        yield _examine_pair(source, target)


def _examine_pair(source: LangTag, target: LangTag) -> Check:
    route = packages.find_route(source, target)
    pair = f"{source}-{target}"
    if not route:
        return Check(
            subject=tr("pair {pair}", pair=pair),
            state="missing",
            detail=tr("no model"),
            mend=f"translate models install {pair}",
        )
    langs = ", ".join(model.pair.target for model in route[:-1])
    detail = tr("works through {langs}", langs=langs) if langs else tr("works")
    return Check(subject=tr("pair {pair}", pair=pair), state="ok", detail=detail)


def _examine_tools() -> Iterator[Check]:
    for tool in GETTEXT_TOOLS:
        path = shutil.which(tool)
        yield Check(
            subject=tool,
            state="ok" if path else "optional",
            detail=tr("found")
            if path
            else tr("not found; only needed to check files outside this program"),
            mend="" if path else tr("install GNU gettext"),
        )


def _examine_dictionaries(workspace: Workspace) -> Iterator[Check]:
    for lang in workspace.settings.target_langs or (LangTag("en"),):
        path = find_dictionary(lang)
        yield Check(
            subject=tr("dictionary {lang}", lang=lang),
            state="ok" if path else "optional",
            detail=str(path)
            if path
            else tr("not found; the spelling of this language is not checked"),
            mend=""
            if path
            else tr(
                "install a hunspell dictionary, or name its folder in {variable}", variable=VARIABLE
            ),
        )


def _examine_workspace(workspace: Workspace) -> Check:
    releases = sorted(workspace.settings.releases_folder.glob("*.md"))
    return Check(
        subject=tr("workspace"),
        state="ok",
        detail=trn(
            "{root} holds {count} release",
            "{root} holds {count} releases",
            len(releases),
            root=workspace.root,
        ),
    )
