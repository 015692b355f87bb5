import pytest

from workflow.checks.risk import Level, assess, assess_entry, order_by_risk
from workflow.model import Entry, Finding, Position, Severity


def finding(severity, code="fact-number", **more):
    return Finding(
        code=code, severity=severity, position=Position(path="a.po"), message="m", **more
    )


def draft(text, *comments):
    return Entry(msgid=text, msgstr=text, flags=("fuzzy",), comments=comments)


@pytest.mark.parametrize(
    ("findings", "score", "warnings", "level"),
    [
        ([], -0.1, 0, Level.LOW),
        ([], -0.3, 0, Level.LOW),
        ([], -0.55, 0, Level.MEDIUM),
        ([finding(Severity.WARNING)], -0.2, 0, Level.LOW),
        ([finding(Severity.ERROR)], -0.2, 0, Level.MEDIUM),
        ([finding(Severity.ERROR)], -0.4, 0, Level.HIGH),
        ([finding(Severity.ERROR), finding(Severity.ERROR)], -0.1, 0, Level.HIGH),
        ([finding(Severity.INFO)], -0.1, 0, Level.LOW),
        ([finding(Severity.INFO, accepted="agreed")], -0.1, 0, Level.LOW),
        ([], -0.3, 3, Level.HIGH),
        ([], -9.0, 9, Level.HIGH),
    ],
)
def test_findings_and_a_poor_score_raise_the_risk(findings, score, warnings, level):
    assert assess(findings, score=score, warnings=warnings).level is level


def test_the_risk_names_its_reasons_the_gravest_first():
    findings = [finding(Severity.WARNING, "modality"), finding(Severity.ERROR)]

    assert str(assess(findings, score=-0.5, warnings=1)) == (
        "high (fact-number; modality; 1 draft warning; score -0.50)"
    )


def test_a_risk_without_reasons_is_a_word():
    assert str(assess([], score=-0.1)) == "low"


def test_the_comments_of_a_draft_tell_its_score():
    entry = draft("a", "draft: argos translate-fr_en 1.0, score -0.65", "draft warning: odd")

    assert assess_entry(entry, []) == assess([], score=-0.65, warnings=1)


def test_an_approved_text_has_no_score():
    comments = ("draft: argos translate-fr_en 1.0, score -0.65",)

    assert assess_entry(Entry(msgid="a", msgstr="b", comments=comments), []).value == 0


def test_a_comment_of_a_person_is_no_score():
    entry = draft("a", "draft: argos, score of the match", "I would score -0.65 here")

    assert assess_entry(entry, []) == assess_entry(draft("a"), [])


def test_the_riskiest_entries_come_first_and_others_keep_their_order():
    sure, unsure = (draft(name, f"draft: x, score {s}") for name, s in (("a", -0.1), ("b", -0.6)))
    wrong = Entry(msgid="c", msgstr="d")
    again = draft("e", "draft: x, score -0.1")
    gone = Entry(msgid="f", msgstr="g", obsolete=True)
    errors = [finding(Severity.ERROR, entry=wrong.key)] * 2

    ordered = order_by_risk([sure, unsure, wrong, again, gone, Entry(msgid="h")], errors)

    assert [entry.msgid for entry, _ in ordered] == ["c", "b", "a", "e"]
