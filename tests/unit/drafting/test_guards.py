"""Guards over drafts: what fires, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.guards import GUARDS, examine
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/guards.tsv"
SHARED = Path(__file__).resolve().parents[3].parent / "shared/testdata"
FRENCH, ENGLISH = LangTag("fr"), LangTag("en")


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


@pytest.mark.parametrize(("lang", "source", "target", "codes"), list(cases()))
def test_guards(lang, source, target, codes):
    found = examine(source, target, source_lang=FRENCH, target_lang=LangTag(lang))
    assert [warning.code for warning in found] == [code for code in codes.split() if code != "-"]


def test_every_guard_has_a_case_that_fires():
    text = CASES.read_text(encoding="utf-8")
    assert [code for code, _ in GUARDS if code not in text] == []


def test_a_warning_reads_as_words_and_code():
    (warning,) = examine("Les 23 pays", "The countries", source_lang=FRENCH, target_lang=ENGLISH)
    assert str(warning) == 'number "23" of the source is missing [fact-number]'


def test_the_same_language_is_not_untranslated():
    text = "Il a rencontré les ministres hier soir."
    assert examine(text, text, source_lang=FRENCH, target_lang=LangTag("fr-CA")) == ()


@pytest.mark.parametrize(("column", "lang"), [(1, "en"), (2, "ru")])
def test_guards_hardly_ever_fire_on_human_translations(column, lang):
    file = SHARED / "dev.flores.fr-en-ru.tsv"
    if not file.is_file():
        pytest.skip("the dev set is not here")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[:400]]
    stopped = [
        row
        for row in rows
        if examine(row[0], row[column], source_lang=FRENCH, target_lang=LangTag(lang))
    ]
    assert len(stopped) < len(rows) * 0.04  # the fact gate sees true differences too
