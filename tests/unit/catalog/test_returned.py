"""What a tool did to the messages of a file: recognised, named, and put back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workflow.catalog.headers import KEYS, digest_keys
from workflow.catalog.returned import audit_returned
from workflow.model import Catalog, Entry

SOURCES = ("« L’accord » tient depuis l’été.", "Il n'a rien dit.")


def template(*sources):
    entries = tuple(
        Entry(msgid=text, extracted=("paragraph",), references=(f"releases/n.md:{line}",))
        for line, text in enumerate(sources, 1)
    )
    return Catalog(header=((KEYS, digest_keys(entries)),), entries=entries)


def returned(*pairs, sent=SOURCES):
    entries = tuple(Entry(msgid=source, msgstr=text, line=9) for source, text in pairs)
    return Catalog(header=template(*sent).header, entries=entries)


def audit(catalog, *, sent=SOURCES, current=SOURCES):
    return audit_returned(
        catalog, template(*sent) if sent else None, current=template(*current), path="en/n.po"
    )


def test_a_file_with_the_messages_that_it_was_sent_with_is_in_order():
    file = returned((SOURCES[1], "He said nothing."), (SOURCES[0], "It holds."))

    assert audit(file).findings == ()


@pytest.mark.parametrize(
    "altered",
    [
        pytest.param("\" L'accord \" tient depuis l'été.", id="straight quotes"),
        pytest.param(" « L’accord » tient depuis l’été. ", id="spaces at the edges"),
        pytest.param("« L’accord »  tient\ndepuis l’été.", id="wrapped"),
        pytest.param("« L’accord » tient depuis l’e\u0301te\u0301.", id="decomposed accents"),
        pytest.param("«\u00a0L’accord\u00a0» tient depuis l’été.", id="no-break spaces"),
    ],
)
def test_a_message_that_a_tool_altered_keeps_its_approved_text(altered):
    result = audit(returned((altered, "It holds."), (SOURCES[1], "He said nothing.")))

    assert [(e.msgid, e.msgstr, e.fuzzy) for e in result.catalog.entries] == [
        (SOURCES[0], "It holds.", False),
        (SOURCES[1], "He said nothing.", False),
    ]
    (finding,) = result.findings
    assert (finding.code, str(finding.position)) == ("po-segment-altered", "en/n.po:9")
    assert "paragraph, releases/n.md:1" in finding.message


def test_a_file_read_in_a_wrong_charset_is_mended_and_to_be_looked_at():
    misread = SOURCES[0].encode().decode("latin-1")
    text = "Été — déjà".encode().decode("latin-1")

    result = audit(returned((misread, text), (SOURCES[1], "He said nothing.")))

    (first, _) = result.catalog.entries
    assert (first.msgid, first.msgstr, first.fuzzy) == (SOURCES[0], "Été — déjà", True)
    assert first.comments[-1].startswith("source changed (encoding): ")


def test_lost_and_added_messages_are_named():
    result = audit(returned((SOURCES[0], "It holds."), ("Une phrase à moi.", "Mine.")))

    assert [(finding.code, str(finding.position)) for finding in result.findings] == [
        ("po-segment-lost", "en/n.po"),
        ("po-segment-added", "en/n.po:9"),
    ]
    assert SOURCES[1] in result.findings[0].message


def test_a_source_that_changed_is_not_taken_for_a_tool_s_mistake():
    file = returned((SOURCES[0], "It holds."), (SOURCES[1], "He said nothing."))

    assert audit(file, sent=("Autre.",), current=("Autre.",)).findings == ()


def test_without_the_template_it_was_sent_with_nothing_is_called_lost():
    file = returned((SOURCES[0], "It holds."))

    assert audit(file, sent=("Autre.",), current=SOURCES).findings == ()


def test_a_message_that_another_tool_made_obsolete_is_not_lost():
    file = returned((SOURCES[0], "It holds."), (SOURCES[1], "He said nothing."))
    first, second = file.entries

    result = audit(replace(file, entries=(first, replace(second, obsolete=True))))

    assert result.findings == ()


def test_two_messages_with_one_plain_form_are_told_apart_by_their_context():
    entries = (Entry(msgid="L’été", msgctxt="title"), Entry(msgid="L’été"))
    sent = Catalog(header=((KEYS, digest_keys(entries)),), entries=entries)
    file = Catalog(
        header=sent.header,
        entries=(
            Entry(msgid="L'été", msgstr="Summer."),
            Entry(msgid="L'été", msgstr="Summer", msgctxt="title"),
        ),
    )

    result = audit_returned(file, sent, current=sent, path="en/n.po")

    assert [(entry.msgctxt, entry.msgstr) for entry in result.catalog.entries] == [
        (None, "Summer."),
        ("title", "Summer"),
    ]
