from pathlib import Path

import pytest

from workflow.catalog.parser import parse_file
from workflow.checks import Options
from workflow.checks.examine import Subject, examine
from workflow.checks.rules import RULES
from workflow.model import LangTag, Position, Severity
from workflow.settings.codes import FINDING_CODES

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: note\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: A. Person <a@press.example.org>\\n"
"Language-Team: none\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
ENTRY = 'msgid "Il y a 45 blessés."\nmsgstr "There are 54 wounded."\n'


def subject(text, *, sources=None, header=HEADER, has_lines=True):
    parsed = parse_file(header + text, "a.po")
    return Subject(
        catalog=parsed.catalog,
        name="a.po",
        source_lang=LangTag("fr"),
        target_lang=LangTag("en"),
        parsed=parsed if has_lines else None,
        sources=sources or {},
    )


def codes(text, **options):
    findings = examine(subject(text), options=Options(**options))
    return [(finding.code, finding.severity.value, finding.accepted) for finding in findings]


def test_a_finding_names_the_words_in_both_files():
    text = "#: releases/a.md:1\n" + ENTRY

    (finding,) = examine(subject(text, sources={"releases/a.md": "# Il y a 45 blessés.\n"}))

    assert finding.position == Position(path="a.po", line=14, column=19)
    assert finding.source.position == Position(path="releases/a.md", line=1, column=10)
    assert (finding.source.fragment, finding.target.fragment) == ("45", "54")


def test_without_the_lines_a_finding_has_the_line_of_its_entry():
    (finding,) = examine(subject(ENTRY, has_lines=False))

    assert finding.position == Position(path="a.po", line=12)


def test_a_release_that_is_not_there_leaves_the_line_of_the_reference():
    (finding,) = examine(subject("#: releases/a.md:7\n" + ENTRY))

    assert finding.source.position == Position(path="releases/a.md", line=7)


def test_an_accepted_finding_is_a_remark_with_its_reason():
    text = "# check:ignore fact-number: a misprint of the source\n" + ENTRY

    assert codes(text) == [("fact-number", "info", "a misprint of the source")]


def test_several_codes_are_accepted_for_one_reason():
    text = (
        "# check:ignore fact-number, negation: agreed with the author\n"
        'msgid "Il ne cédera pas les 45 blessés."\nmsgstr "He will yield 54 wounded."\n'
    )

    assert {accepted for _, _, accepted in codes(text)} == {"agreed with the author"}


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# check:ignore fact-number", ["fact-number", "ignore-without-reason"]),
        ("# check:ignore fact-number:   ", ["fact-number", "ignore-without-reason"]),
        ("# check:ignore fact-nummer: agreed", ["fact-number", "ignore-unknown"]),
        ("# check:ignore: agreed", ["fact-number", "ignore-unknown"]),
        ("# check:ignore negation: agreed", ["fact-number", "ignore-unused"]),
        ("# check: ignore fact-number: agreed", ["fact-number"]),
        ("# do not check:ignore fact-number: agreed", ["fact-number"]),
        ("#. check:ignore fact-number: agreed", ["fact-number"]),
        ("# check:ignore spelling: there is no dictionary", ["fact-number"]),
    ],
)
def test_a_comment_that_accepts_nothing_is_a_finding(comment, expected):
    assert sorted(code for code, _, _ in codes(f"{comment}\n{ENTRY}")) == expected


def test_a_comment_that_is_wrong_is_named_with_its_place():
    found = examine(subject("# check:ignore negation: agreed\n" + ENTRY))

    (fault,) = (finding for finding in found if finding.code == "ignore-unused")

    assert str(fault) == (
        'a.po:12:3: warning: check:ignore accepts "negation", which is not found here'
        " [ignore-unused]"
    )


def test_a_fault_of_the_file_is_accepted_in_its_header():
    header = "# check:ignore po-header: the agency fills it in\n" + HEADER.replace(
        '"MIME-Version: 1.0\\n"\n', ""
    )

    (finding,) = examine(subject("", header=header))

    assert (finding.code, finding.accepted) == ("po-header", "the agency fills it in")


def test_a_switch_changes_the_weight_of_a_code():
    assert codes(ENTRY, severities={"fact-number": Severity.WARNING}) == [
        ("fact-number", "warning", "")
    ]
    assert codes(ENTRY, severities={"fact-number": None}) == []


def test_a_switched_off_code_may_stay_accepted():
    text = "# check:ignore fact-number: agreed\n" + ENTRY

    assert codes(text, severities={"fact-number": None}) == []


def test_fingerprints_survive_moved_lines_and_tell_repeats_apart():
    again = ENTRY.replace("msgid", 'msgctxt "2"\nmsgid', 1)
    before = examine(subject(ENTRY + "\n" + again))
    after = examine(subject("# a new comment\n\n" + ENTRY + "\n" + again))

    assert [each.fingerprint for each in before] == [each.fingerprint for each in after]
    assert len({each.fingerprint for each in before}) == len(before)


def test_obsolete_empty_and_folded_entries_are_passed_over():
    text = (
        'msgid "Il y a 45 blessés."\nmsgstr ""\n\nmsgid "Il y a 46 blessés."\nmsgstr "~"\n\n'
        '#~ msgid "Il y a 47 blessés."\n#~ msgstr "There are 74 wounded."\n'
    )

    assert codes(text) == []


def test_the_memory_is_heard():
    text = 'msgid "Le Président parle."\nmsgstr "The President talks."\n'

    found = codes(text, memory={"Le Président parle.": ("The President speaks.",)})

    assert found == [("memory-differs", "info", "")]


def test_what_the_memory_has_is_right():
    text = 'msgid "Le Président parle."\nmsgstr "The President speaks."\n'

    assert codes(text, memory={"Le Président parle.": ("The President speaks.",)}) == []


def test_settings_know_every_code():
    assert sorted(RULES) == list(FINDING_CODES)


def test_every_code_is_explained_in_the_page_of_checks():
    page = (Path(__file__).parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")

    assert [code for code in RULES if f"`{code}`" not in page] == []


FOLDED = """\
msgid "Il a salué l'accord."
msgstr "{text}"

msgid "Il y a 45 blessés."
msgstr "~"
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He welcomed the agreement; there are 45 wounded.", []),
        ("He welcomed the agreement.", ["fact-number"]),
        ("He welcomed the agreement; there are 54 wounded.", ["fact-number"]),
    ],
)
def test_a_sentence_folded_into_another_is_looked_for_there(text, expected):
    found = [code for code, severity, _ in codes(FOLDED.format(text=text)) if severity == "error"]

    assert found == expected


def test_what_a_folded_sentence_lost_is_found_in_the_release():
    text = "#: releases/a.md:1\n" + FOLDED.format(text="He welcomed the agreement.")
    source = "Il a salué l'accord.\nIl y a 45 blessés.\n"

    (finding, *_) = examine(subject(text, sources={"releases/a.md": source}))

    assert finding.code == "fact-number"
    assert finding.source.position == Position(path="releases/a.md", line=2, column=8)
