"""Make the text of a release in one language, and find out whether readers may have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.examination import examine_catalog
from workflow.commands.releases import read_release
from workflow.commands.review import open_review
from workflow.commands.terms import Houses
from workflow.editions.base import EditionContent, Status
from workflow.editions.html.body import find_looks
from workflow.editions.html.passages import find_foreign_keys, find_passages
from workflow.editions.markdown import MarkdownFormat, mark_edition
from workflow.markdown.frontmatter import parse_front_matter
from workflow.model import Severity, State
from workflow.site.policy import Standing
from workflow.site.standing import SOURCE_STATUS, Examined
from workflow.storage import digest
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.model import Finding, LangTag
    from workflow.wording import Text
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A text, and what is known of it."""

    examined: Examined
    text: str


class Maker:
    """Makes texts; reads each release and the glossary of each language once."""

    def __init__(self, workspace: Workspace) -> None:
        """Make texts of `workspace`."""
        self._workspace = workspace
        self._releases: dict[Path, Release] = {}
        self._houses = Houses(workspace)

    def make_source(self, source: str, name: str, lang: LangTag) -> Made:
        """Return the source as it is published; `name` is its path in the workspace."""
        front = parse_front_matter(source, path=name)
        fields = {"lang": lang, "source": name, "status": SOURCE_STATUS}
        text = mark_edition(source, fields, front.metadata if front else ())
        examined = Examined(
            standing=Standing.SOURCE, text_sha256=digest(text), looks=_looks_in(source, lang)
        )
        return Made(examined=examined, text=text)

    def make_translation(self, path: Path, lang: LangTag, *, checked: Collection[Standing]) -> Made:
        """Return the release `path` as its review file in `lang` has it.

        Checks are run where people stand behind the text as `checked` says.
        """
        terms = self._houses.terms(lang)
        review = open_review(self._release(path), lang, self._workspace, terms=terms)
        is_reviewed = all(entry.state is State.REVIEWED for entry in review.entries)
        standing = Standing.REVIEWED if is_reviewed else Standing.DRAFT
        faults = self._faults(review, lang) if standing in checked else ()
        content = EditionContent(
            document=review.release.document,
            segments=review.release.segments,
            targets=tuple(entry.msgstr or None for entry in review.entries),
            lang=lang,
            status=Status.REVIEWED if is_reviewed else Status.DRAFT,
        )
        text = MarkdownFormat().render(content).decode()
        examined = Examined(
            standing=Standing.FAULTY if faults else standing,
            catalog_sha256=review.found,
            text_sha256=digest(text),
            faults=faults,
            gaps=find_passages(content.document, content.segments, content.targets),
            foreign=tuple(
                sorted(find_foreign_keys(content.document, content.segments, content.targets))
            ),
            looks=_looks_in(content.document.source, self._workspace.settings.source_lang),
        )
        return Made(examined=examined, text=text)

    def _release(self, path: Path) -> Release:
        if path not in self._releases:
            self._releases[path] = read_release(path, self._workspace)
        return self._releases[path]

    def _faults(self, review: Review, lang: LangTag) -> tuple[str, ...]:
        findings = examine_catalog(
            review.catalog,
            name=self._workspace.name_of(review.path),
            lang=lang,
            house=self._houses.open(lang),
            workspace=self._workspace,
        )
        return tuple(_said(each) for each in findings if each.severity is Severity.ERROR)


def _said(error: Finding) -> Text:
    """Return an error on one line, as `str` gives it, that can be said in another language."""
    return tr(
        "{position}: {severity}: {message} [{code}]",
        position=error.position,
        severity=tr("error"),
        message=error.message,
        code=error.code,
    )


def _looks_in(source: str, lang: LangTag) -> tuple[tuple[int, str], ...]:
    return tuple(find_looks(source, lang=lang).items())
