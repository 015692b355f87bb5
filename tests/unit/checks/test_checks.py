from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.checks import CHECKS, Options, Pair, explain, run_checks
from workflow.model import LangTag, LineKind, Position, Severity

CASES = Path(__file__).resolve().parents[2] / "cases" / "checks"


def _rows(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _pair(source, target, source_lang="fr", target_lang="en", line=1, **more):
    return Pair(
        source=source,
        target=target,
        source_lang=LangTag(source_lang),
        target_lang=LangTag(target_lang),
        position=Position(path="a.po", line=line),
        **more,
    )


def _of(case):
    return _pair(
        case["source"].replace("\\n", "\n"),
        case["target"].replace("\\n", "\n"),
        case["source_lang"],
        case["target_lang"],
    )


def _title(case):
    return f"{case['code']}-{case['target_lang']}-{case['target'][:24]}"


@pytest.mark.parametrize("case", _rows("hits.tsv"), ids=_title)
def test_a_fault_is_found(case):
    assert case["code"] in {finding.code for finding in run_checks([_of(case)])}


@pytest.mark.parametrize("case", _rows("nohits.tsv"), ids=_title)
def test_a_right_translation_is_let_pass(case):
    found = [finding for finding in run_checks([_of(case)]) if finding.code == case["code"]]

    assert found == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_is_explained(check):
    assert explain(check.code) == check.explanation
    assert check.explanation.endswith(".")


def test_codes_are_unique():
    codes = [check.code for check in CHECKS]

    assert sorted(codes) == sorted(set(codes))


NEED_MORE = {"spelling", "memory-differs", "memory-same-target"}
"""A dictionary, a memory: their cases are in tests of their own."""


WITHOUT_GRAMMAR = {("agreement", "fr"), ("agreement", "en")}
"""Languages in which a check has nothing to find."""


@pytest.mark.parametrize("name", ["hits.tsv", "nohits.tsv"])
def test_every_pair_check_has_a_hit_and_a_no_hit_in_each_language(name):
    codes = {check.code for check in CHECKS if check.pair is not None} - NEED_MORE

    wanted = {(code, lang) for code in codes for lang in ("fr", "en", "ru")} - WITHOUT_GRAMMAR

    assert wanted - {(case["code"], case["target_lang"]) for case in _rows(name)} == set()


def test_an_unknown_code_has_no_explanation():
    assert explain("no-such-check") == ""


def test_an_untranslated_entry_is_a_state_not_a_fault():
    assert run_checks([_pair("Il y a 45 blessés.", "")]) == ()


def test_a_finding_tells_what_where_and_what_to_do():
    (finding,) = run_checks([_pair("Il part le 3 mai 2018.", "He leaves on 4 May 2018.")])

    assert str(finding) == (
        'a.po:1: error: date changed: the source has "3 mai 2018", the target "4 May 2018"'
        " [fact-date]"
    )
    assert finding.hint == 'expected "3 May 2018"'


def test_a_severity_may_be_set_and_a_check_silenced():
    pair = _pair("Il y a 45 blessés.", "There are 54 wounded.")

    (finding,) = run_checks([pair], options=Options(severities={"fact-number": Severity.INFO}))
    silent = run_checks([pair], options=Options(severities={"fact-number": None}))

    assert finding.severity is Severity.INFO
    assert silent == ()


def test_the_plain_text_is_read_for_facts_where_it_is_given():
    pair = _pair(
        "Voir [le texte](https://exemple.fr/1).",
        "See [the text](https://exemple.fr/1).",
        source_plain="Voir le texte.",
        target_plain="See the text 45.",
    )

    assert [finding.code for finding in run_checks([pair])] == ["fact-number"]


def test_one_source_with_two_translations():
    findings = run_checks(
        [
            _pair("Le Président parle.", "The President speaks.", line=1),
            _pair("Le Président parle.", "The President talks.", line=9),
        ]
    )

    assert [(finding.code, finding.position.line) for finding in findings] == [("inconsistent", 9)]


def test_two_sources_with_one_translation():
    findings = run_checks(
        [
            _pair("Le Président parle.", "The President speaks.", line=1),
            _pair("La Présidente parle.", "The President speaks.", line=9),
        ]
    )

    assert [(finding.code, finding.severity) for finding in findings] == [
        ("same-target", Severity.INFO)
    ]


def test_contact_lines_are_not_compared():
    pairs = [
        _pair("Service de presse", target, line=line, kind=LineKind.CONTACT)
        for line, target in enumerate(("Press Office", "Press service"), 1)
    ]

    assert run_checks(pairs) == ()


def test_an_engine_in_a_loop_is_an_error():
    target = "the end of the year " * 4 + "is near."
    codes = {
        (finding.code, finding.severity)
        for finding in run_checks([_pair("La fin de l'année approche, dit le Président.", target)])
    }

    assert ("doubled-word", Severity.ERROR) in codes


def test_a_wrong_conversion_names_both_units_and_advises_no_number():
    (finding,) = run_checks([_pair("À 120 km de Paris.", "95 miles from Paris.")])

    assert finding.message == 'number changed: the source has "120 km", the target "95 miles"'
    assert finding.hint == "compare it with the source"


def test_a_deadline_turned_round_is_an_error_at_its_words():
    (finding,) = run_checks([_pair("Répondez avant le 3 mai.", "Reply after 3 May.")])

    assert (finding.code, finding.severity) == ("fact-bound", Severity.ERROR)
    assert finding.message == 'the source says "avant le 3 mai", the target "after 3 May"'
    assert finding.target is not None
    assert finding.target.span.of(finding.target.text) == "after 3 May"
