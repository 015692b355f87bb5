"""Drafts from what people said in the language between: fr → ru through the reviewed English.

Where a pair has no model of its own, two models meet in English. A sentence whose English a person
has approved needs only the second of them, and starts from words that are right. Such drafts are
examined twice: like any draft, against the English that the model read, and against the release,
whose facts and terms they have to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.pofile import read_catalog
from workflow.commands.terms import open_terms
from workflow.drafting import guards
from workflow.drafting.pipeline import draft_units
from workflow.drafting.units import Languages, Treatment
from workflow.engines.registry import open_relay
from workflow.glossary.verify import check_terms
from workflow.languages import name_of
from workflow.markdown.inline import lift
from workflow.markdown.render import SAID_BEFORE
from workflow.model import Position, Severity, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workflow.commands.faults import Faults
    from workflow.commands.review import Place, Review
    from workflow.drafting.units import Unit
    from workflow.engines.base import Engine
    from workflow.engines.registry import EngineChoice
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Draft, LangTag, Slug
    from workflow.workspace import Workspace

    Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """The approved texts in the language between, and what drafts from them."""

    engine: Engine
    languages: Languages
    """From the language between to the target."""
    house: House | None
    """The glossary of that pair: the engine's words are changed where its own source has a term."""
    texts: Mapping[Slug, Mapping[Key, str]]
    """By release and by key of the segment."""

    def draft(
        self,
        reviews: Sequence[Review],
        units: Mapping[Place, Unit],
        *,
        languages: Languages,
        house: House | None,
        progress: Callable[[int, int], None] | None = None,
    ) -> dict[Place, Draft]:
        """Return the drafts of those `units` whose text in between is approved.

        `languages` and `house` are of the release's own pair.
        """
        middles = {place: text for place in units if (text := self._middle(reviews, place))}
        if not middles:
            return {}  # an engine that is not asked need not load its model
        drafts = draft_units(
            [replace(units[place], text=text) for place, text in middles.items()],
            engine=self.engine,
            languages=self.languages,
            treatment=Treatment(house=self.house),
            progress=progress,
        )
        return {
            place: self._examined(draft, units[place], languages, house)
            for place, draft in zip(middles, drafts, strict=True)
            if draft is not None
        }

    def _middle(self, reviews: Sequence[Review], place: Place) -> str:
        review = reviews[place[0]]
        texts = self.texts.get(review.release.slug, {})
        return texts.get(review.entries[place[1]].key, "")

    def _examined(
        self, draft: Draft, unit: Unit, languages: Languages, house: House | None
    ) -> Draft:
        """Return the draft with its origin, and with what the release itself says against it."""
        source, target = _plain(unit.text, unit), _plain(draft.text, unit)
        doubts = [
            str(warning)
            for warning in guards.examine(
                source, target, source_lang=languages.source, target_lang=languages.target
            )
        ]
        if house is not None:
            doubts += _unmet_terms(source, target, house)
        return replace(
            draft,
            origin=f"{draft.origin}, from the reviewed {name_of(self.languages.source)}",
            warnings=tuple(dict.fromkeys((*draft.warnings, *doubts))),
        )


def prepare_relay(
    reviews: Sequence[Review],
    *,
    languages: Languages,
    choice: EngineChoice,
    has_glossary: bool,
    workspace: Workspace,
    faults: Faults,
) -> tuple[Relay | None, tuple[Review, ...]]:
    """Return what can draft the gaps of `reviews` from approved texts in another language.

    None where the pair has a model of its own, nothing was approved, or nothing is to be drafted.
    The reviews are returned without those whose approved texts cannot be read: drafted without
    them, they would be worse than they can be. `faults` gets why.
    """
    if not any(review.gaps for review in reviews):
        return None, tuple(reviews)
    engine = open_relay(choice, source=languages.source, target=languages.target)
    if engine is None:
        return None, tuple(reviews)
    middle = engine.source_lang
    texts: dict[Slug, dict[Key, str]] = {}
    for review in reviews:
        with faults.apart():
            texts[review.release.slug] = dict(_iter_approved(review, middle, workspace))
    readable = tuple(review for review in reviews if review.release.slug in texts)
    if not any(texts.values()):
        return None, readable
    house = open_terms(
        workspace, source_lang=middle, target_lang=languages.target, wanted=has_glossary
    )
    relay = Relay(
        engine=engine,
        languages=Languages(source=middle, target=languages.target),
        house=house,
        texts=texts,
    )
    return relay, readable


def _iter_approved(
    review: Review, lang: LangTag, workspace: Workspace
) -> Iterator[tuple[Key, str]]:
    """Yield the keys of the segments whose text in `lang` is approved, with it.

    A text into which the next sentence was folded says more than its own; neither is taken.
    """
    path = workspace.catalog(review.release.slug, lang)
    if not path.is_file():
        return
    entries = {entry.key: entry for entry in read_catalog(path).entries}
    keys = [entry.key for entry in review.entries]
    folded = [key in entries and entries[key].msgstr == SAID_BEFORE for key in keys]
    for key, is_folded, is_followed in zip(keys, folded, (*folded[1:], False), strict=True):
        entry = entries.get(key)
        if entry and entry.state is State.REVIEWED and not is_folded and not is_followed:
            yield key, entry.msgstr


def _plain(text: str, unit: Unit) -> str:
    return lift(text, references=unit.references).text if unit.is_markdown else text


def _unmet_terms(source: str, target: str, house: House) -> Iterator[str]:
    findings = check_terms(source, target, checker=house.checker, position=Position(path=""))
    for finding in findings:
        if finding.severity is not Severity.INFO:
            yield f"{finding.message} [{finding.code}]"
