"""Wrong figures in drafts: which are put right, and which are left for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.figures import mend_figures
from workflow.model import Hypothesis, LangTag, Link, Span

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/figures.tsv"
FRENCH = LangTag("fr")


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


def mended(source, draft, lang):
    return mend_figures(
        source, Hypothesis(text=draft, score=-0.5), source_lang=FRENCH, target_lang=LangTag(lang)
    )


@pytest.mark.parametrize(("lang", "source", "draft", "expected"), list(cases()))
def test_figures(lang, source, draft, expected):
    result, warnings = mended(source, draft, lang)
    found = result.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert found == (draft if expected == "-" else expected)
    assert bool(warnings) is (expected != "-")


def test_the_reviewer_is_told_what_the_machine_wrote():
    _, (warning,) = mended("Les 242 soldats sont partis.", "222 солдата уехали.", "ru")
    assert str(warning) == (
        'the machine wrote "222"; "242" of the source was put in its place [draft-figure]'
    )


def test_the_alignment_moves_with_the_words():
    draft = Hypothesis(
        text="Голосовали 9 депутатов.",
        score=-0.5,
        links=(Link(source=Span(15, 18), target=Span(13, 22)),),
    )
    result, _ = mend_figures(
        "Les 91 élus ont voté.", draft, source_lang=FRENCH, target_lang=LangTag("ru")
    )
    (link,) = result.links
    assert (result.text, link.target.of(result.text)) == ("Голосовали 91 депутатов.", "депутатов")
