"""What a site shows at a time: the plan, its editions, and the record of what readers have seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from workflow.commands.downloads import is_offered
from workflow.commands.examined import Examiner
from workflow.commands.inventory import find_catalogs
from workflow.editions.base import Status
from workflow.model import Slug
from workflow.site.addresses import check_slugs, media_path, page_path, relative
from workflow.site.links import resolve_name
from workflow.site.outputs import Output
from workflow.site.plan import make_plan, next_release
from workflow.site.policy import Candidate, Shown, Standing
from workflow.site.published import Published, parse_published, update_published
from workflow.site.standing import SOURCE_STATUS, Examined
from workflow.site.views import Edition
from workflow.storage import digest, read_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workflow.commands.faults import Faults
    from workflow.model import LangTag
    from workflow.site.article import Article
    from workflow.site.plan import Planned
    from workflow.site.policy import Rules
    from workflow.storage import Memo
    from workflow.workspace import Workspace

    Address = tuple[Slug, LangTag]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a site shows."""

    plan: tuple[Planned, ...]
    langs: tuple[LangTag, ...]
    """The languages of the site, in the order in which they are offered."""
    editions: tuple[Edition, ...]
    """Those addresses of the plan at which something stands."""
    media: tuple[Output, ...]
    """Pictures and files that releases bring along."""
    records: tuple[Published, ...]
    """What readers have seen once this is published."""
    faults: Mapping[Address, tuple[str, ...]]
    next_release: dt.datetime | None
    examiner: Examiner

    def text_of(self, edition: Edition) -> str:
        """Return the Markdown of an edition."""
        return self.examiner.text(edition.slug, edition.lang, edition.text_sha256)


def read_content(workspace: Workspace, memo: Memo, rules: Rules) -> Content:
    """Read the workspace and decide what its site shows.

    A review file that cannot be read is a fault of `Content.examiner`. Raises `WorkflowError` where
    a release cannot be read, since nobody knows then what may be shown: nothing is published.
    """
    examiner = Examiner(workspace, memo, rules)
    check_slugs(examiner.releases.items())
    seen = _read_published(workspace)
    langs = _langs(workspace, seen, examiner.faults)
    desk = _Desk(workspace=workspace, examiner=examiner, rules=rules, seen=seen)
    addresses = [(slug, lang) for slug in examiner.releases for lang in langs]
    examined = {
        (slug, lang): examiner.examine(slug, lang, former=seen.get((slug, lang)))
        for slug, lang in dict.fromkeys([*addresses, *seen])
    }
    candidates = {address: desk.candidate(address, each) for address, each in examined.items()}
    plan = make_plan(candidates, langs=langs, rules=rules)
    editions, media = desk.editions(plan, examined)
    shown = [edition for edition in editions if edition.shown is Shown.PAGE]
    new = [desk.record(edition, examined[edition.slug, edition.lang]) for edition in shown]
    return Content(
        plan=plan,
        langs=tuple(lang for lang in langs if any(each.lang == lang for each in editions)),
        editions=editions,
        media=media,
        records=update_published(seen.values(), new),
        faults={address: each.faults for address, each in examined.items() if each.faults},
        next_release=next_release(candidates.values(), at=rules.at),
        examiner=examiner,
    )


def _read_published(workspace: Workspace) -> dict[Address, Published]:
    path = workspace.published
    text = read_text(path) if path.is_file() and path.stat().st_size else ""
    records = parse_published(text, path=workspace.name_of(path))
    return {(record.slug, record.lang): record for record in records}


def _langs(
    workspace: Workspace, seen: Mapping[Address, Published], faults: Faults
) -> tuple[LangTag, ...]:
    """Return source, then target languages; without the setting, those that have review files."""
    settings = workspace.settings
    targets = settings.target_langs or find_catalogs(workspace, faults).values()
    return tuple(
        dict.fromkeys([settings.source_lang, *targets, *(lang for _, lang in sorted(seen))])
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all editions are made from."""

    workspace: Workspace
    examiner: Examiner
    rules: Rules
    seen: Mapping[Address, Published]

    def candidate(self, address: Address, examined: Examined) -> Candidate:
        """Return all that the fate of an address depends on."""
        former = self.seen.get(address)
        timing = self.examiner.timing(*address, former.text_sha256 if former else "")
        return Candidate(
            standing=examined.standing,
            was_published=former is not None,
            was_draft=former is not None and former.status == Status.DRAFT,
            release_at=timing.release_at,
            withdrawn_at=timing.withdrawn_at,
            is_held=timing.is_held,
        )

    def editions(
        self, plan: Sequence[Planned], examined: Mapping[Address, Examined]
    ) -> tuple[tuple[Edition, ...], tuple[Output, ...]]:
        """Return what stands at the addresses of the plan, and the files that go with it."""
        readable = {(each.slug, each.lang) for each in plan if each.is_readable}
        editions: list[Edition] = []
        media: dict[str, Output] = {}
        for planned in plan:
            if planned.shown is Shown.NOTHING:
                continue
            edition = self._edition(planned, examined[planned.slug, planned.lang])
            links, files = self._links(edition, readable)
            formats = self.workspace.settings.site.formats if is_offered(edition) else ()
            editions.append(replace(edition, links=links, downloads=formats))
            media |= {file.path: file for file in files}
        return tuple(editions), tuple(media[path] for path in sorted(media))

    def _edition(self, planned: Planned, examined: Examined) -> Edition:
        address = slug, lang = planned.slug, planned.lang
        former = self.seen.get(address)
        is_page = planned.shown is Shown.PAGE
        sha256 = examined.text_sha256 if is_page or former is None else former.text_sha256
        source_sha256 = self.examiner.source_sha256(slug)
        timing = self.examiner.timing(slug, lang, sha256)
        return Edition(
            planned=planned,
            article=self.examiner.article(slug, lang, sha256),
            text_sha256=sha256,
            source=self._source(slug) if planned.shown is Shown.KEPT else None,
            is_outdated=former is not None and former.source_sha256 != source_sha256,
            withdrawn_on=timing.withdrawn_at.date() if timing.withdrawn_at else None,
            source_path=f"{self.workspace.settings.releases}/{slug}.md",
            gaps=examined.gaps if is_page else (),
            foreign=examined.foreign if is_page else (),
            looks=examined.looks if is_page else None,
        )

    def _source(self, slug: Slug) -> Article | None:
        lang = self.workspace.settings.source_lang
        examined = self.examiner.examine(slug, lang)
        if examined.standing is not Standing.SOURCE:
            return None
        return self.examiner.article(slug, lang, examined.text_sha256)

    def _links(
        self, edition: Edition, readable: set[Address]
    ) -> tuple[tuple[tuple[str, str], ...], list[Output]]:
        """Return where the relative links of a text lead, and the files that they need."""
        links: dict[str, str] = {}
        files: list[Output] = []
        if not edition.planned.is_readable:
            return (), []
        for mention in edition.article.mentions:
            name = resolve_name(mention, source=edition.source_path)
            if release := self._release_at(name, edition.lang, readable):
                links[name] = relative(release, page=edition.path)
            elif file := self._file_at(name):
                links[name] = relative(file.path, page=edition.path)
                files.append(file)
        return tuple(sorted(links.items())), files

    def _release_at(self, name: str, lang: LangTag, readable: set[Address]) -> str:
        """Return the page of the release `name`, in `lang` or else as the source has it."""
        path = PurePosixPath(name)
        if str(path.parent) != self.workspace.settings.releases or path.suffix != ".md":
            return ""
        langs = (lang, self.workspace.settings.source_lang)
        slug = path.stem
        found = (each for each in langs if (slug, each) in readable)
        return next((page_path(Slug(slug), each) for each in found), "")

    def _file_at(self, name: str) -> Output | None:
        path = self.workspace.root / name
        if not name or path.suffix == ".md" or not _is_inside(path, self.workspace.root):
            return None
        content = path.read_bytes()
        sha256 = digest(content)
        return Output(path=media_path(path.name, sha256), key=sha256, make=lambda: content)

    def record(self, edition: Edition, examined: Examined) -> Published:
        """Return what readers have seen at an address once this is published."""
        statuses = {Standing.SOURCE: SOURCE_STATUS, Standing.REVIEWED: Status.REVIEWED.value}
        article = edition.article
        return Published(
            slug=edition.slug,
            lang=edition.lang,
            status=statuses.get(examined.standing, Status.DRAFT.value),
            date=article.date.iso if article.date else "",
            corrected=article.corrected.iso if article.corrected else "",
            source_sha256=self.examiner.source_sha256(edition.slug),
            catalog_sha256=examined.catalog_sha256,
            text_sha256=edition.text_sha256,
        )


def _is_inside(path: Path, root: Path) -> bool:
    """Tell whether a file is there, and no link leads out of the workspace."""
    return path.is_file() and path.resolve().is_relative_to(root.resolve())
