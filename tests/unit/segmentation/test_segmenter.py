from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from workflow.model import LangTag, Span
from workflow.segmentation import Decision, Sentence, explain, split_text

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "tests/cases/segmentation"
SHARED = ROOT.parent / "shared/testdata/segmentation"
FR = LangTag("fr")


def read_cases(folder, pattern):
    for file in sorted(folder.glob(pattern)):
        lang = file.name.split(".")[-2 if file.name.startswith("press") else 0]
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield pytest.param(LangTag(lang), line, id=f"{lang}: {line[:60]}")


def read_golden():
    for file in sorted(SHARED.glob("golden.*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            case = json.loads(line)
            yield pytest.param(
                LangTag(file.name.split(".")[1]),
                case["text"],
                case["sentences"],
                id=case["text"][:60],
            )


def sentences(text, lang):
    return [sentence.span.of(text) for sentence in split_text(text, lang)]


@pytest.mark.parametrize(
    ("lang", "line"), [*read_cases(CASES, "*.txt"), *read_cases(SHARED, "press.*.txt")]
)
def test_sentences_end_where_marked(lang, line):
    expected = [sentence.strip(" ") for sentence in line.split("¦")]
    assert sentences(line.replace(" ¦ ", " ").replace("¦", ""), lang) == expected


@pytest.mark.parametrize(("lang", "text", "expected"), list(read_golden()))
def test_golden_rules_hold(lang, text, expected):
    assert sentences(text, lang) == expected


def test_every_decision_is_explained():
    assert explain("M. Lavrov part. Il revient.", FR) == (
        Decision(mark=Span(1, 2), split=False, rule="before_name"),
        Decision(mark=Span(14, 15), split=True, rule="new_sentence"),
        Decision(mark=Span(26, 27), split=True, rule="end_of_text"),
    )


def test_a_sentence_names_its_rule():
    assert split_text(" Oui.  Non ", FR) == (
        Sentence(span=Span(1, 5), rule="new_sentence"),
        Sentence(span=Span(7, 10), rule="end_of_text"),
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_white_space_has_no_sentence(text):
    assert split_text(text, FR) == ()


def test_a_blank_line_ends_a_sentence():
    assert sentences("Le titre\n\nLe texte « commence.\r\n\r\nIl finit »", FR) == [
        "Le titre",
        "Le texte « commence.",
        "Il finit »",
    ]


def test_a_soft_break_ends_none():
    assert sentences("Il vient\net part.\nIl revient.", FR) == ["Il vient\net part.", "Il revient."]


def test_a_long_quotation_is_split_inside():
    speech = "Nous agirons partout où la paix le demande. " * 12
    assert len(sentences(f"« {speech}» Il part.", FR)) == 13


def test_a_quotation_never_closed_is_split():
    assert sentences("« Nous agirons. Nous tiendrons.", FR) == [
        "« Nous agirons.",
        "Nous tiendrons.",
    ]


@pytest.mark.parametrize("lang", ["it", "el", "pt-BR", "xx", "hi", "ka"])
def test_a_language_without_data_has_the_defaults(lang):
    text = "Uno due. Tre quattro? Cinque."
    assert len(split_text(text, LangTag(lang))) == 3


def test_georgian_sentences_begin_with_letters_unicode_calls_small():
    assert len(split_text("ეს არის. ეს იყო.", LangTag("ka"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "." * 50_000,
        "." * 50_000 + "9",
        ".»" * 50_000 + "9",
        "mot " * 100_000,
        "a" * 500_000 + ". B",
        "« " * 50_000 + "a. B",
        "(" * 50_000 + ". A" + ")" * 50_000,
        "([«" * 10_000 + "a. " * 1000 + ")»]" * 10_000,
        "fin." + " " * 100_000 + "Le. ",
        "\n" * 50_000,
        "a.b" * 50_000,
        "M. " * 3_000,
        "A. " * 3_000,
        "(a. " * 3_000 + ")" * 3_000,
    ],
    ids=lambda text: text[:12],
)
def test_pathological_texts_take_linear_time(text):
    start = process_time()
    split_text(text, FR)
    # A quadratic scan of any of them takes minutes.
    assert process_time() - start < 5
