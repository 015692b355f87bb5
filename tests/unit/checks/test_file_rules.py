"""Our own `msgfmt -c`, compared with gettext's."""

import shutil
import subprocess

import pytest

from workflow.catalog.parser import parse_catalog
from workflow.checks.file_rules import check_file
from workflow.model import Severity

FULL = """\
msgid ""
msgstr ""
"Project-Id-Version: note\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: A. Person <a@press.example.org>\\n"
"Language-Team: none\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
PLURAL = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'


def forms(value):
    return f'{FULL}"Plural-Forms: {value}\\n"\n\n'


SOUND = {
    "a full header": FULL + '\nmsgid "a"\nmsgstr "b"\n',
    "two forms": forms("nplurals=2; plural=(n != 1);") + PLURAL,
    "a rule without a semicolon": forms("nplurals=2; plural=n>1") + PLURAL,
    "plural forms without plurals": forms("nplurals=1; plural=0;") + 'msgid "a"\nmsgstr "b"\n',
    "line feeds at both edges": FULL + '\nmsgid "a\\n"\nmsgstr "b\\n"\n',
    "an untranslated plural": FULL
    + '"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'
    + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n',
}
FATAL = {
    "no header": 'msgid "a"\nmsgstr "b"\n',
    "no rule for plurals": FULL + "\n" + PLURAL,
    "too few forms": forms("nplurals=3; plural=n%3;") + PLURAL,
    "too many forms": forms("nplurals=1; plural=0;") + PLURAL,
    "a rule out of range": forms("nplurals=1; plural=n!=1;") + 'msgid "a"\nmsgstr "b"\n',
    "a rule that is none": forms("nplurals=2; plural=n!=;") + 'msgid "a"\nmsgstr "b"\n',
    "a division by zero": forms("nplurals=2; plural=n/0;") + 'msgid "a"\nmsgstr "b"\n',
    "no number of forms": forms("plural=n!=1;") + PLURAL,
    "a plural with other edges": forms("nplurals=2; plural=n!=1;")
    + 'msgid "a"\nmsgid_plural "b\\n"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
}
WARNED = {
    "a field is missing": FULL.replace('"Language: ru\\n"\n', "") + '\nmsgid "a"\nmsgstr "b"\n',
    "a placeholder is left": FULL.replace(": note", ": PACKAGE VERSION")
    + '\nmsgid "a"\nmsgstr "b"\n',
}


def gravest(text):
    found = check_file(parse_catalog(text, "a.po"), name="a.po")
    weights = [finding.severity for finding in found]
    return next((weight for weight in Severity if weight in weights), None)


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_a_sound_file_has_no_finding(text):
    assert gravest(text) is None


@pytest.mark.parametrize("text", FATAL.values(), ids=FATAL)
def test_what_msgfmt_refuses_is_an_error(text):
    assert gravest(text) is Severity.ERROR


@pytest.mark.parametrize("text", WARNED.values(), ids=WARNED)
def test_what_msgfmt_warns_of_is_a_remark(text):
    assert gravest(text) is Severity.INFO


def test_a_fuzzy_header_is_a_warning():
    assert gravest("#, fuzzy\n" + SOUND["a full header"]) is Severity.WARNING


def test_a_format_flag_is_a_warning_where_there_is_a_percent_sign():
    entry = '\n#, c-format\nmsgid "50 % des voix"\nmsgstr "50% of the votes"\n'

    (finding,) = check_file(parse_catalog(FULL + entry, "a.po"), name="a.po")

    assert (finding.code, finding.severity) == ("po-format", Severity.WARNING)
    assert check_file(parse_catalog(FULL + entry.replace("c-", "no-c-"), "a.po"), name="a.po") == ()


@pytest.mark.gettext
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext's msgfmt is not installed")
@pytest.mark.parametrize("text", (SOUND | FATAL | WARNED).values(), ids=SOUND | FATAL | WARNED)
def test_msgfmt_itself_says_the_same(text, tmp_path):
    path = tmp_path / "a.po"
    path.write_text(text, encoding="utf-8")

    result = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
    )

    said = Severity.ERROR if result.returncode else Severity.INFO if result.stderr else None
    assert said is gravest(text)
