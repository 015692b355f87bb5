"""Terms that a weak engine renders by nonsense, in pieces or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.glossary.enforcement.values import Rule
from workflow.model import Hypothesis

CASES = Path(__file__).resolve().parents[3] / "cases" / "enforcement" / "placing.tsv"
ROWS = [
    line.split("\t")
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_weak_draft_gets_its_terms_or_stays(row, enforced):
    _, source, draft, links, value, expected, rules = row

    def score(pairs):
        return tuple(0.0 if text == draft else float(value) for _, text in pairs)

    result = enforced(source, draft, *links.split(), lang="ru", score=score)

    rule_names = ", ".join(edit.rule for edit in result.edits)
    assert (result.text, rule_names) == (draft if expected == "~" else expected, rules)


def test_what_has_no_place_is_left_with_its_warning(enforced):
    source, draft = "Il lit le rapport du Conseil de sécurité.", "Он читает доклад."

    result = enforced(
        source, draft, "rapport=доклад", lang="ru", score=lambda pairs: range(0, -len(pairs), -1)
    )

    assert [each.reason for each in result.unmet] == ["nothing in the draft stands for it"]


def test_nothing_is_put_in_without_an_engine_to_judge_it(enforced):
    source, draft = "Il lit le rapport du Conseil de sécurité.", "Он читает доклад."

    assert enforced(source, draft, "rapport=доклад", lang="ru").text == draft


def test_a_text_is_decoded_again_behind_the_inflected_term(enforced):
    asked = []

    def redecode(_, prefixes):
        asked.extend(prefixes)
        return [[Hypothesis(text=f"{prefix} и уходит.", score=-0.25)] for prefix in prefixes]

    def score(pairs):
        liked = ("Он читает доклад.", "Он читает доклад Совета Безопасности и уходит.")
        return tuple(0.0 if text in liked else -1.0 for _, text in pairs)

    source = "Il lit le rapport du Conseil de sécurité."
    result = enforced(
        source, "Он читает доклад.", "rapport=доклад", lang="ru", score=score, redecode=redecode
    )

    assert asked[0] == "Он читает доклад Совета Безопасности"
    assert result.text == "Он читает доклад Совета Безопасности и уходит."
    assert result.edits[0].rule is Rule.FORCED


def test_a_text_that_stutters_is_not_taken(enforced):
    def redecode(_, prefixes):
        return [
            [Hypothesis(text=f"{prefix} правилами, правилами, правилами.", score=0.0)]
            for prefix in prefixes
        ]

    def score(pairs):
        return tuple(
            0.0 if "правилами" in text or text == "Он читает доклад." else -1.0 for _, text in pairs
        )

    source, draft = "Il lit le rapport du Conseil de sécurité.", "Он читает доклад."
    result = enforced(source, draft, "rapport=доклад", lang="ru", score=score, redecode=redecode)

    assert result.text == draft


def test_a_form_that_the_glossary_prescribes_is_the_preferred_one(enforced):
    source, draft = "Les armes nucléaires sont là.", "Опасность ядерного оружия велика."

    result = enforced(source, draft, lang="ru")

    assert (result.text, result.unmet) == (draft, ())
