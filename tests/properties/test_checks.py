from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflow.checks import Pair, fix_typography, run_checks
from workflow.model import LangTag, Position

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
    )

    assert run_checks([pair]) == run_checks([pair])


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
