from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflow.catalog import format_catalog
from workflow.catalog.edit import replace_texts
from workflow.catalog.parser import parse_file
from workflow.checks import Options, Pair, fix_typography, run_checks
from workflow.checks.examine import Subject, examine
from workflow.checks.mending import mend_catalog
from workflow.checks.page import format_page
from workflow.checks.report import Report
from workflow.checks.sarif import format_sarif
from workflow.markdown.inline import lift
from workflow.model import Catalog, Entry, LangTag, Position

LANGS = st.sampled_from([LangTag(tag) for tag in ("fr", "en", "ru", "de", "zh")])
PIECES = st.sampled_from(
    (
        *"\"«»“” \u00a0\u202f?!:;,aéя%'-—`№()\n",
        "12",
        "500",
        "[x](http://a.fr)",
        "n°",
        ". ",
    )
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=16).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, LANGS, LANGS)
def test_no_text_makes_a_check_raise(source, target, source_lang, target_lang):
    pair = Pair(
        source=source,
        target=target,
        source_lang=source_lang,
        target_lang=target_lang,
        position=Position(path="a.po"),
        source_plain=lift(source).text,
        target_plain=lift(target).text,
    )
    options = Options(speller=Nobody(), memory={source: ("other",)})

    findings = run_checks([pair], options=options)

    assert findings == run_checks([pair], options=options)
    for excerpt in (each for finding in findings for each in (finding.source, finding.target)):
        assert 0 <= excerpt.span.start <= excerpt.span.end <= len(excerpt.text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.booleans(), TEXTS), max_size=4), LANGS)
def test_no_review_file_makes_an_examination_or_its_outputs_raise(texts, lang):
    entries = {
        source: Entry(
            msgid=source,
            msgstr=target,
            flags=("fuzzy",) if fuzzy else (),
            comments=("check:ignore " + comment,),
            references=("releases/a.md:1",),
        )
        for source, target, fuzzy, comment in texts
        if source and _is_plain(source + target + comment)
    }
    catalog = Catalog(header=(("Language", "en"),), entries=tuple(entries.values()))
    parsed = parse_file(format_catalog(catalog), "a.po")
    subject = Subject(
        catalog=parsed.catalog,
        name="a.po",
        source_lang=LangTag("fr"),
        target_lang=lang,
        parsed=parsed,
        sources={"releases/a.md": "\n".join(entries)},
    )

    findings = examine(subject)

    report = Report(path="a.po", slug="a", source_lang=LangTag("fr"), lang=lang, findings=findings)
    json.loads(format_sarif([report], version="1"))
    assert format_page([report]).endswith("</html>\n")
    assert len({finding.fingerprint for finding in findings}) == len(findings)
    for finding in findings:
        assert 1 <= finding.position.line <= len(parsed.lines)


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGS)
def test_stability_of_a_mended_review_file(text, lang):
    entry = Entry(msgid="a", msgstr=text, flags=("fuzzy",))
    if not _is_plain(text) or not text:
        return
    file = format_catalog(Catalog(header=(("Language", "en"),), entries=(entry,)))
    mends = mend_catalog(parse_file(file, "a.po").catalog, lang)

    mended = replace_texts(file, {mend.entry.key: mend.text for mend in mends}, path="a.po")

    assert mend_catalog(parse_file(mended, "a.po").catalog, lang) == ()


def _is_plain(text: str) -> bool:
    """Tell whether a .po file can hold the text at all."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


class Nobody:
    """Knows no word."""

    def knows(self, word: str) -> bool:
        return not word

    def suggest(self, word: str) -> tuple[str, ...]:
        return (word,)


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGS)
@example('«""', "fr")
def test_stability_of_mended_typography(text, lang):
    once = fix_typography(text, lang)

    assert fix_typography(once, lang) == once


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGS)
def test_mending_typography_keeps_the_letters_and_digits(text, lang):
    def words(some: str) -> list[str]:
        return [char for char in some if char.isalnum()]

    assert words(fix_typography(text, lang)) == words(text)
