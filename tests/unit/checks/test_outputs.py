"""SARIF for programs and a page for people: complete, harmless and the same at every run."""

import json
import re
from dataclasses import replace

import html5lib
import pytest

from workflow.catalog.parser import parse_file
from workflow.checks.examine import Subject, examine
from workflow.checks.page import format_page
from workflow.checks.report import Report
from workflow.checks.sarif import FINGERPRINT, format_sarif
from workflow.model import Excerpt, Finding, LangTag, Position, Severity, Span
from workflow.wording import tr

FINDING = Finding(
    code="fact-number",
    severity=Severity.ERROR,
    position=Position(path="locales/ar/LC_MESSAGES/a b.po", line=14, column=9),
    message='number changed: the source has "12", the target "15"',
    hint='expected "12"',
    source=Excerpt(
        text="Ils sont 12.",
        span=Span(9, 11),
        position=Position(path="releases/a b.md", line=31, column=5),
    ),
    target=Excerpt(
        text="إنهم 15.",
        span=Span(5, 7),
        position=Position(path="locales/ar/LC_MESSAGES/a b.po", line=14, column=9),
    ),
    fingerprint="abc:1",
)
WHOLE = Finding(
    code="po-header",
    severity=Severity.INFO,
    position=Position(path="locales/ar/LC_MESSAGES/a b.po", line=1),
    message="the header lacks Language",
    fingerprint="def:1",
)
ACCEPTED = replace(FINDING, severity=Severity.INFO, accepted="a misprint <of> the source")


def report(*findings, slug="a b", lang="ar"):
    return Report(
        path=f"locales/{lang}/LC_MESSAGES/{slug}.po",
        slug=slug,
        source_lang=LangTag("fr"),
        lang=LangTag(lang),
        findings=findings,
    )


def run_of(*findings):
    return json.loads(format_sarif([report(*findings)], version="1.0"))["runs"][0]


def test_a_result_has_both_places_and_a_fingerprint():
    (result,) = run_of(FINDING)["results"]

    assert result == {
        "ruleId": "fact-number",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f"{FINDING.message}. {FINDING.hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "locales/ar/LC_MESSAGES/a%20b.po"},
                    "region": {"startLine": 14, "startColumn": 9, "snippet": {"text": "15"}},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: "abc:1"},
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "what the source says"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "releases/a%20b.md"},
                    "region": {"startLine": 31, "startColumn": 5, "snippet": {"text": "12"}},
                },
            }
        ],
    }


def test_rules_have_help_and_are_named_by_their_index():
    run = run_of(WHOLE, FINDING)
    rules = run["tool"]["driver"]["rules"]

    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        "po-header",
        "fact-number",
    ]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_an_accepted_finding_is_suppressed_with_its_reason():
    (result,) = run_of(ACCEPTED)["results"]

    assert result["suppressions"] == [
        {"kind": "inSource", "justification": "a misprint <of> the source"}
    ]


def test_a_log_without_findings_is_a_log():
    run = run_of()

    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@pytest.mark.parametrize("make", [lambda r: format_sarif(r, version="1"), format_page])
def test_the_same_findings_give_the_same_bytes(make):
    assert make([report(FINDING, WHOLE)]) == make([report(FINDING, WHOLE)])


def parsed(page):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def test_the_page_is_valid_and_marks_the_fragments_in_their_languages():
    page = parsed(format_page([report(FINDING)]))

    texts = [
        (each.get("lang"), each.get("dir"), each.find("mark").text) for each in page.iter("dd")
    ]
    assert texts == [("fr", "ltr", "12"), ("ar", "rtl", "15")]


def test_the_page_asks_for_nothing_and_runs_nothing():
    page = format_page([report(FINDING, WHOLE, ACCEPTED)])

    assert re.findall(r"<script|\bsrc=|url\(|@import|\bon\w+=|https?:", page) == []


def test_texts_are_escaped():
    text = '<script>alert("x")</script> & \x07'
    nasty = replace(
        FINDING, message=text, hint=text, source=Excerpt(text=text, span=Span(0, 8)), accepted=text
    )

    page = parsed(format_page([report(nasty, slug='<b>"&')]))

    assert page.find(".//script") is None
    assert page.find(".//b") is None
    assert [each.text for each in page.iter("mark")] == ["<script>", "15"]


def test_each_weight_can_be_hidden_by_its_check_box():
    page = parsed(format_page([report(FINDING, ACCEPTED)]))

    boxes = [each.get("id") for each in page.iter("input")]
    assert boxes == ["show-error", "show-warning", "show-info", "show-accepted"]
    assert [each.get("class") for each in page.iter("article")] == ["error", "accepted"]


def test_releases_and_languages_are_in_order_and_linked():
    reports = [report(slug="b"), report(slug="a", lang="ru"), report(slug="a", lang="en")]

    page = parsed(format_page(reports))

    links = [(each.text, each.get("href")) for each in page.iter("a")]
    assert links == [("a", "#file-1-1"), ("a", "#file-1-2"), ("b", "#file-2-1")]
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    assert {target.removeprefix("#") for _, target in links} <= ids


def test_a_page_without_files_says_so():
    assert "There are no review files." in format_page([])


def test_a_page_tells_weights_by_words_and_shapes_too():
    page = parsed(format_page([report(FINDING, WHOLE, ACCEPTED)]))

    headings = ["".join(each.itertext()) for each in page.iterfind(".//article/h4")]

    assert [text.split(":")[0] for text in headings] == ["✖ error", "● remark", "✓ accepted"]


def words_of(page):
    """Return what a reader sees besides names of files, codes and the texts of both sides."""
    skipped = {*page.iter("style"), *page.iter("dd"), *page.iterfind(".//*[@class='place']")}
    return [each.text.strip() for each in page.iter() if each not in skipped and each.text]


def test_the_page_speaks_french_to_a_french_reader():
    told = replace(
        FINDING,
        message=tr("the header names no language"),
        hint=tr('expected "{text}"', text="12"),
    )
    passed = replace(told, severity=Severity.INFO, accepted="une coquille de la source")
    reports = [report(told, passed), report(lang="ru")]

    page = parsed(format_page(reports, lang=LangTag("fr")))

    said = " | ".join(words_of(page))
    assert (page.get("lang"), page.get("dir")) == ("fr", "ltr")
    assert "Constats sur les traductions" in said
    assert "1 erreur | " in said
    assert "0 avertissement | " in said
    assert "Conseil\u00a0: on attend «\u00a012\u00a0»" in said
    assert {"arabe", "russe"} <= {each.text for each in page.iter("h3")}
    headings = ["".join(each.itertext()) for each in page.iterfind(".//article/h4")]
    assert headings[0] == "✖ erreur\u00a0: l’en-tête ne nomme aucune langue"
    english = r"\b(?:the|errors?|warnings?|findings?|show|release|language|accepted)\b"
    assert re.findall(english, said, re.IGNORECASE) == []


def test_the_page_speaks_the_language_of_the_terminal(monkeypatch):
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")

    assert '<html lang="fr" dir="ltr">' in format_page([])


SCHEMA_LEVELS = {"none", "note", "warning", "error"}


def test_a_log_keeps_the_rules_of_sarif():
    run = run_of(FINDING, WHOLE, ACCEPTED)
    rules = run["tool"]["driver"]["rules"]

    assert run["columnKind"] in {"unicodeCodePoints", "utf16CodeUnits"}
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} <= SCHEMA_LEVELS
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in SCHEMA_LEVELS
        assert result["message"]["text"]
        assert {each["kind"] for each in result.get("suppressions", ())} <= {"inSource"}
        assert all(isinstance(each, str) for each in result["partialFingerprints"].values())
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            place = location["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert not re.search(r"[^!#-~]", uri)
            assert not uri.startswith("/")
            region = place.get("region", {})
            assert all(region[key] >= 1 for key in ("startLine", "startColumn") if key in region)


@pytest.mark.parametrize("prefix", ["🇺🇳🕊️ ", "e\u0301t\u0302 ", "𝔘𝔫 ", "\u202bأ\u202c "])
def test_columns_count_code_points_beyond_the_basic_plane_and_of_marks(prefix):
    text = f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "{prefix}45 pas"\nmsgstr "{prefix}54 no"\n'
    parsed_file = parse_file(text, "a.po")
    subject = Subject(
        catalog=parsed_file.catalog,
        name="a.po",
        source_lang=LangTag("fr"),
        target_lang=LangTag("en"),
        parsed=parsed_file,
    )

    findings = [each for each in examine(subject) if each.code == "fact-number"]

    (result,) = run_of(*findings)["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = text.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 :].startswith(region["snippet"]["text"])
