"""The data files: every entry can be used, so that a slip in one is seen here."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.model import LangTag, LineKind
from workflow.structured import classify, render_line
from workflow.structured.data import fold, load_rows, load_table

LANGS = [LangTag(tag) for tag in ("fr", "en", "ru", "es", "de", "ar", "zh")]
FR, EN, RU = LANGS[:3]


@pytest.mark.parametrize("row", load_rows("places.csv"), ids=lambda row: row["fr"])
def test_every_place_dates_a_line(row):
    text = f"{row['fr'].partition('|')[0]}, le 3 mai 2018"
    kind = classify(text, FR)
    targets = [render_line(text, kind, source_lang=FR, target_lang=lang) for lang in (EN, RU)]
    assert (kind, targets) == (
        LineKind.DATELINE,
        [f"{row['en']}, 3 May 2018", f"{row['ru']}, 3 мая 2018 года"],
    )


def test_no_place_stands_twice():
    names = [fold(name) for row in load_rows("places.csv") for name in row["fr"].split("|")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", load_rows("formulae.csv"), ids=lambda row: row["fr"][:30])
def test_every_formula_has_its_targets(row):
    for form in row["fr"].split("|"):
        text = form.replace("{date}", "3 mai 2018")
        kind = classify(text, FR)
        assert all(render_line(text, kind, source_lang=FR, target_lang=lang) for lang in (EN, RU))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_language_reads_the_dates_it_writes(lang, month):
    weekday = date(2018, month, 21).strftime("%u")
    french = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    text = f"{french[int(weekday) - 1].capitalize()} 21 {months.split()[month - 1]} 2018"
    written = render_line(text, LineKind.DATELINE, source_lang=FR, target_lang=lang)
    assert classify(written, lang) is LineKind.DATELINE
    again = render_line(written, LineKind.DATELINE, source_lang=lang, target_lang=FR)
    assert again == text


@pytest.mark.parametrize("lang", LANGS)
def test_label_forms_are_not_shared_between_concepts(lang):
    labels = load_table(lang, "labels")
    forms = [fold(form).rstrip(".") for key in labels.values for form in set(labels.words(key))]
    assert all(forms)
    owners = {}
    for key in labels.values:
        for form in labels.words(key):
            assert owners.setdefault(fold(form).rstrip("."), key) == key
