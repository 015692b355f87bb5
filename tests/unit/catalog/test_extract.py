from workflow.catalog import extract_entries, format_catalog, header_date, make_template
from workflow.model import Entry, Position, Segment, Span
from workflow.settings import Project


def segment(text, *, context="", line=1, path="releases/a.md", comments=()):
    return Segment(
        text=text,
        block=0,
        span=Span(0, len(text)),
        context=context,
        position=Position(path=path, line=line, column=3),
        comments=comments,
    )


def test_each_segment_gives_one_entry_in_order():
    segments = [
        segment("Titre", context="title", comments=("heading 1", "deux\nlignes")),
        segment(" Paris,\nle 3 novembre ", line=3),
        segment("Fin.", line=9, path="releases/mon communiqué.md"),
    ]
    assert extract_entries(segments) == (
        Entry(
            msgid="Titre",
            msgctxt="title",
            extracted=("heading 1", "deux", "lignes"),
            references=("releases/a.md:1",),
        ),
        Entry(msgid="Paris,\nle 3 novembre", references=("releases/a.md:3",)),
        Entry(msgid="Fin.", references=("\u2068releases/mon communiqué.md\u2069:9",)),
    )


def test_repeats_are_numbered_within_their_context():
    segments = [
        segment(text, context=context)
        for text, context in [
            ("Oui", ""),
            ("Oui", "title"),
            ("Oui", ""),
            ("Oui", "title"),
            ("Oui", "2"),
            ("Oui", ""),
            ("Non", ""),
            ("", ""),
        ]
    ]
    assert [entry.key for entry in extract_entries(segments)] == [
        (None, "Oui"),
        ("title", "Oui"),
        ("2", "Oui"),
        ("title 2", "Oui"),
        ("2 2", "Oui"),
        ("3", "Oui"),
        (None, "Non"),
        ("2", ""),
    ]


def test_a_template_has_the_header_that_tools_expect():
    template = make_template(
        [segment("Oui")],
        slug="sommet",
        project=Project(name="Presse", bugs="presse@example.org"),
        source_lang="fr",
        date="2017-11-03",
    )
    assert format_catalog(template) == (
        "# Translations of the release sommet.\n"
        "#, fuzzy\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Presse sommet\\n"\n'
        '"Report-Msgid-Bugs-To: presse@example.org\\n"\n'
        '"POT-Creation-Date: 2017-11-03 00:00+0000\\n"\n'
        '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'
        '"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"\n'
        '"Language-Team: LANGUAGE <LL@li.org>\\n"\n'
        '"Language: \\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Source-Language: fr\\n"\n'
        '"X-Trianon-Release: sommet\\n"\n'
        '"X-Trianon-Messages: aafb39c7815aab3d\\n"\n'
        "\n"
        "#: releases/a.md:1\n"
        'msgid "Oui"\n'
        'msgstr ""\n'
    )


def test_dates_come_from_the_source_and_never_from_a_clock():
    assert [
        header_date(text)
        for text in ("2017-11-03", "2017-11-03T14:05:59+01:00", "le 3 novembre", "", "0001-01-01")
    ] == [
        "2017-11-03 00:00+0000",
        "2017-11-03 14:05+0100",
        "1970-01-01 00:00+0000",
        "1970-01-01 00:00+0000",
        "1970-01-01 00:00+0000",
    ]
