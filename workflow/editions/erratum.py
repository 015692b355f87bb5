"""The notice that tells readers what was corrected in a release, in their own language.

Sentences are quoted as plain text: a notice stands by itself, without the links, footnotes and
emphasis of the release around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.languages import to_gettext
from workflow.markdown.encode import guard_line
from workflow.markdown.frontmatter import set_front_matter
from workflow.markdown.inline import lift
from workflow.markdown.render import SAID_BEFORE
from workflow.messages import public_strings
from workflow.reuse import Change as Kind
from workflow.reuse import classify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from workflow.editions.changes import Change
    from workflow.editions.versions import Sentence
    from workflow.model import LangTag

SUFFIX = ".erratum.md"
"""Of the file, after the name of the release."""

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|^$]")


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One sentence as it was published and as it should be read; empty where it was not there."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """All that a notice says."""

    lang: LangTag
    title: str
    """Of the release."""
    source: str
    """Path of the release in the workspace."""
    date: dt.date
    corrections: tuple[Correction, ...]


def find_corrections(
    changes: Iterable[Change], lang: LangTag, *, in_source: bool
) -> tuple[Correction, ...]:
    """Return what readers in `lang` were told wrongly: in the source, or in its translation.

    A change of markup or typography alone, or of the other language alone, is none.
    """
    corrections = (
        Correction(_plain(change.old, in_source=in_source), _plain(change.new, in_source=in_source))
        for change in changes
    )
    return tuple(each for each in corrections if _is_told(each, lang))


def _is_told(correction: Correction, lang: LangTag) -> bool:
    if not (correction.old and correction.new):
        return correction.old != correction.new
    difference = classify(correction.old, correction.new, lang=lang, is_markdown=False)
    return difference.change not in {Kind.SAME, Kind.TYPOGRAPHY}


def join_folds(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences with each one that is said in the one before joined to it."""
    joined: list[Sentence] = []
    for sentence in sentences:
        if joined and sentence.target == SAID_BEFORE:
            source = f"{joined[-1].source} {sentence.source}"
            joined[-1] = replace(joined[-1], source=source)
        else:
            joined.append(sentence)
    return tuple(joined)


def title_of(sentences: Iterable[Sentence], *, in_source: bool) -> str:
    """Return the title of a release; "" where it has none."""
    titles = (each for each in sentences if each.context == "title")
    return _plain(next(titles, None), in_source=in_source)


def render_erratum(erratum: Erratum) -> bytes:
    """Return the notice as Markdown."""
    from babel.dates import format_date  # noqa: PLC0415 - loaded only to write a notice

    strings = public_strings(erratum.lang)
    date = format_date(erratum.date, "long", locale=to_gettext(strings.lang))
    heading = strings.gettext(
        "Correction of {date} to the press release “{title}”", date=date, title=erratum.title
    )
    name = strings.gettext("Erratum")
    blocks = [f"# {_escaped(name)}", _escaped(heading), *_iter_blocks(erratum)]
    body = f"---\ndate: {erratum.date.isoformat()}\n---\n\n" + "\n\n".join(blocks) + "\n"
    fields = {"title": heading, "lang": erratum.lang, "source": erratum.source}
    return set_front_matter(body, fields).encode("utf-8")


def _iter_blocks(erratum: Erratum) -> Iterator[str]:
    strings = public_strings(erratum.lang)
    for each in erratum.corrections:
        if each.old and each.new:
            # i18n: before a sentence as it was published wrongly; "Read:" follows
            yield strings.gettext("Instead of:")
            yield f"> {_escaped(each.old)}"
            # i18n: before the corrected sentence
            yield strings.gettext("Read:")
            yield f"> {_escaped(each.new)}"
        elif each.old:
            yield strings.gettext("This sentence was removed:")
            yield f"> {_escaped(each.old)}"
        else:
            yield strings.gettext("This sentence was added:")
            yield f"> {_escaped(each.new)}"


def _plain(sentence: Sentence | None, *, in_source: bool) -> str:
    if sentence is None:
        return ""
    text = sentence.source if in_source else sentence.target
    return " ".join((lift(text).text if sentence.is_markdown else text).split())


def _escaped(text: str) -> str:
    """Write plain text so that Markdown reads it as it is."""
    return guard_line(_MARKUP.sub(r"\\\g<0>", text))
