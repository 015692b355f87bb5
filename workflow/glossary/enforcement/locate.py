"""Find the words of a target that stand for words of the source, through the alignment.

Attention and statistics both err by a word here and there, so the linked words are only the seed:
the densest run of them counts, small words between them belong to it, small words at its edges do
not, and no word that another term has taken is ever included.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.likeness import shares_stem
from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.tokens import normal, tokenize
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.glossary.tokens import Tokens
    from workflow.model import LangTag, Link

_WIDEST_GAP = 2
"""Words without a link of their own that may stand inside a rendering (``of the``)."""
_NEAREST = 25
_FAR = 0.25
"""Characters, and share of the text, that word order may move a rendering."""
_LONGEST = 3
"""Times the words of the source: a longer run is no rendering but a failed alignment."""


@functools.cache
def small_words(lang: LangTag) -> frozenset[str]:
    """Return the words that never make a term by themselves."""
    data = grammar_data(lang)
    return frozenset(
        data.function_words
        | data.articles
        | data.possessives
        | data.auxiliaries
        | data.singular_determiners
        | data.plural_determiners
        | data.contractions.keys()
        | data.clitics
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitext:
    """Two texts and their alignment."""

    source: str
    target: str
    links: tuple[Link, ...]
    source_lang: LangTag
    target_lang: LangTag
    is_rough: bool = False
    """As in `House`."""

    def locate(self, span: Span, *, taken: Sequence[Span]) -> Span | None:
        """Return where the target renders the words at `span`, None where nothing tells.

        Nor is there an answer where the rendering is scattered (*Basel, Rotterdam … conventions*):
        terms that share a word cannot be written out one by one without breaking the other.
        """
        tokens = tokenize(self.target)
        inside, outside = self._touched(tokens, span)
        shared = inside if self.is_rough and not inside - outside else inside - outside
        seeds = {
            index
            for index in shared
            if not any(_span(tokens, index).overlaps(other) for other in taken)
        }
        run = _densest(tokens, seeds, outside - seeds)
        words = len(tokenize(span.of(self.source)).words)
        scattered = inside - set(run) and not self.is_rough
        if not run or scattered or len(run) > _LONGEST * words + 1:
            return None
        whole = _whole(self.target, Span(tokens.starts[run[0]], tokens.ends[run[-1]]))
        more = _at(tokens, [whole]) & self._content(tokens) - set(run)
        return None if more or any(whole.overlaps(other) for other in taken) else whole

    def leftover(self, span: Span, *, taken: Sequence[Span]) -> Span | None:
        """Return words that nothing else accounts for, about where the rendering should stand.

        A rough alignment leaves a word alone that it has seen once.
        """
        tokens = tokenize(self.target)
        content = self._content(tokens)
        linked = _at(tokens, [link.target for link in self.links])
        alone = {
            index
            for index in content - linked
            if not any(_span(tokens, index).overlaps(other) for other in taken)
        }
        expected = span.start / max(1, len(self.source)) * len(self.target)
        runs = _runs(tokens, alone, linked & content)
        near = [run for run in runs if abs(tokens.starts[run[0]] - expected) < self._reach]
        near.sort(key=lambda run: abs(tokens.starts[run[0]] - expected))
        return Span(tokens.starts[near[0][0]], tokens.ends[near[0][-1]]) if near else None

    def pieces(self, span: Span, *, form: str, taken: Sequence[Span]) -> tuple[Span, ...]:
        """Return what may be the rendering of the words at `span`, scattered or shared as it is.

        Each holds a word that stands for nothing else. The longest runs come first, those without
        words that stand for something else, too, before the others, and single words at last.
        Figures are no rendering, and only small words and those of `form` may stand inside one.
        """
        tokens = tokenize(self.target)
        inside, outside = self._touched(tokens, span)
        free = {
            index
            for index in inside
            if not any(char.isdigit() for char in tokens.words[index])
            and not any(_span(tokens, index).overlaps(other) for other in taken)
        }
        own = free - outside
        closed = self._content(tokens) - free - self._unlinked(tokens, form)
        runs = [
            run
            for words in (own, free)
            for run in sorted(_runs(tokens, words, closed), key=lambda run: (-len(run), run))
            if own & set(run)
        ]
        runs += [[index] for index in sorted(own)]
        spans = (_whole(self.target, _stretch(tokens, run)) for run in runs)
        return tuple(dict.fromkeys(spans))

    def _unlinked(self, tokens: Tokens, form: str) -> set[int]:
        """Return the words that nothing is linked to and that begin like one of `form`."""
        linked = _at(tokens, [link.target for link in self.links])
        wanted = [normal(word) for word in tokenize(form).words]
        return {
            index
            for index in range(len(tokens.words))
            if index not in linked
            and any(shares_stem(normal(tokens.words[index]), word) for word in wanted)
        }

    def owns(self, span: Span, *, taken: Sequence[Span]) -> bool:
        """Tell whether any word stands for those at `span` and for nothing else."""
        tokens = tokenize(self.target)
        inside, outside = self._touched(tokens, span)
        return any(
            not any(_span(tokens, index).overlaps(other) for other in taken)
            for index in inside - outside
        )

    def gaps(self, span: Span, *, taken: Sequence[Span]) -> tuple[int, ...]:
        """Return where the words at `span` may be missing: beside what renders their neighbours."""
        small = small_words(self.source_lang)
        links = [link for link in self.links if normal(link.source.of(self.source)) not in small]
        before = [link for link in links if link.source.end <= span.start]
        after = [link for link in links if link.source.start >= span.end]
        found = []
        if before:
            nearest = max(before, key=lambda link: (link.source, link.target)).target
            found.append(
                max([nearest.end, *(each.end for each in taken if each.overlaps(nearest))])
            )
        if after:
            nearest = min(after, key=lambda link: (link.source, link.target)).target
            found.append(
                min([nearest.start, *(each.start for each in taken if each.overlaps(nearest))])
            )
        return tuple(dict.fromkeys(found))

    def foreign(self, span: Span, *, taken: Sequence[Span]) -> tuple[Span, ...]:
        """Return the words of the target that stand for something else than the words at `span`."""
        tokens = tokenize(self.target)
        inside, outside = self._touched(tokens, span)
        return (*taken, *(_span(tokens, index) for index in sorted(outside - inside)))

    @property
    def _reach(self) -> float:
        """How far from its expected place a rendering may stand."""
        return max(_NEAREST, len(self.target) * _FAR)

    def rendering(self, span: Span, *, taken: Sequence[Span] = ()) -> str:
        """Return the words of the target that are linked to those at `span`, "" for none.

        Words of `taken` are left out.
        """
        tokens = tokenize(self.target)
        return " ".join(
            tokens.words[index]
            for index in sorted(self._touched(tokens, span)[0])
            if not any(_span(tokens, index).overlaps(other) for other in taken)
        )

    def widened(self, place: Span, span: Span) -> Span:
        """Return `place` with the words beside it that stand for nothing but the words at `span`.

        An admitted form may be a part of what is there: *plenary* of *plenary session*.
        """
        tokens = tokenize(self.target)
        inside, outside = self._touched(tokens, span)
        within = [i for i in range(len(tokens.words)) if _span(tokens, i).overlaps(place)]
        if not within:
            return place
        first, last = within[0], within[-1]
        alone = inside - outside
        while last + 1 in alone and not tokens.gap(last + 1):
            last += 1
        while first - 1 in alone and not tokens.gap(first):
            first -= 1
        return Span(min(place.start, tokens.starts[first]), max(place.end, tokens.ends[last]))

    def _touched(self, tokens: Tokens, span: Span) -> tuple[set[int], set[int]]:
        """Return the target's words linked to those at `span`, and those linked to the others.

        Small words count on neither side, unless `span` holds nothing else.
        """
        small = small_words(self.source_lang)
        within = [link for link in self.links if link.source.overlaps(span)]
        telling = [link for link in within if normal(link.source.of(self.source)) not in small]
        without = [
            link.target
            for link in self.links
            if not link.source.overlaps(span) and normal(link.source.of(self.source)) not in small
        ]
        content = self._content(tokens)
        inside = _at(tokens, [link.target for link in telling or within])
        return inside & content, _at(tokens, without) & content

    def _content(self, tokens: Tokens) -> set[int]:
        small = small_words(self.target_lang)
        return {index for index, word in enumerate(tokens.words) if normal(word) not in small}


def _stretch(tokens: Tokens, run: Sequence[int]) -> Span:
    return Span(tokens.starts[run[0]], tokens.ends[run[-1]])


def _span(tokens: Tokens, index: int) -> Span:
    return Span(tokens.starts[index], tokens.ends[index])


def _at(tokens: Tokens, spans: Iterable[Span]) -> set[int]:
    """Return the indexes of the words that any of `spans` touches."""
    wanted = list(spans)
    return {
        index
        for index in range(len(tokens.words))
        if any(_span(tokens, index).overlaps(span) for span in wanted)
    }


def _densest(tokens: Tokens, seeds: set[int], closed: set[int]) -> list[int]:
    """Return the run with most seeds."""
    runs = _runs(tokens, seeds, closed)
    return max(runs, key=lambda run: len(seeds & set(run)), default=[])


def _runs(tokens: Tokens, seeds: set[int], closed: set[int]) -> list[list[int]]:
    """Return `seeds` in runs; no word of `closed` and no punctuation parts one."""
    runs: list[list[int]] = []
    for index in sorted(seeds):
        gap = range(runs[-1][-1] + 1, index) if runs else range(0)
        if (
            runs
            and len(gap) <= _WIDEST_GAP
            and closed.isdisjoint(gap)
            and not any(tokens.gap(between) for between in (*gap, index))
        ):
            runs[-1] += [*gap, index]
        else:
            runs.append([index])
    return runs


def _whole(text: str, span: Span) -> Span:
    """Stretch `span` over the rest of a hyphenated word that it cuts."""
    start, end = span.start, span.end
    while start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum():
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    while end + 1 < len(text) and text[end] in "-‑" and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(start, end)
