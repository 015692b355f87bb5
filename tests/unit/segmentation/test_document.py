from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from workflow.model import Block, BlockKind, Document, Encoding, LangTag, LineKind, Position, Span
from workflow.segmentation import split_document
from workflow.structured import classify

FR = LangTag("fr")
classify_fr = functools.partial(classify, lang=FR)


def split(document):
    return split_document(document, FR, classify=classify_fr)


def texts(document):
    return [segment.text for segment in split(document)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**La séance est levée.** Il est midi.", ["**La séance est levée.**", "Il est midi."]),
        ("La séance est **levée**. *Il* est midi.", ["La séance est **levée**.", "*Il* est midi."]),
        ("**Il vient. Il part.** Il revient.", ["**Il vient. Il part.**", "Il revient."]),
        ("Reçu par **M.** Macron. Il part.", ["Reçu par **M.** Macron.", "Il part."]),
        (
            "Voir [le texte. La suite](http://a.fr/b. C). Il part.",
            ["Voir [le texte. La suite](http://a.fr/b. C).", "Il part."],
        ),
        ("Il vient.[^1] Il part.", ["Il vient.[^1]", "Il part."]),
        ("Il *vient.*[^1] Il part.", ["Il *vient.*[^1]", "Il part."]),
        ("Le code `a. B` est là. Il part.", ["Le code `a. B` est là.", "Il part."]),
        (
            "1\\. Les Parties agissent. Elles signent.",
            ["1\\. Les Parties agissent.", "Elles signent."],
        ),
        ("« **Nous agirons.** » Il part.", ["« **Nous agirons.** »", "Il part."]),
        ("Il vient. **Il** part.", ["Il vient.", "**Il** part."]),
        ("Il vient. <b>Il</b> part.", ["Il vient.", "<b>Il</b> part."]),
        ("*Il vient.* *Il part.*", ["*Il vient.*", "*Il part.*"]),
    ],
)
def test_markup_goes_with_its_sentence(make_document, source, expected):
    assert texts(make_document(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Il vient\net part.\nIl revient.", ["Il vient et part.", "Il revient."]),
        ("Il vient  \net part.", ["Il vient\net part."]),
        ("Il vient\\\net part.", ["Il vient\net part."]),
        ("Il vient.  \nIl part.", ["Il vient.", "Il part."]),
        ("Il vient.\\\nIl part.", ["Il vient.", "Il part."]),
        (
            "Le ministre a rencontré  \nSergueï Lavrov.",
            ["Le ministre a rencontré\nSergueï Lavrov."],
        ),
        ("Le Président rencontrera M.  \nPoutine.", ["Le Président rencontrera M.\nPoutine."]),
        ("**Syrie**  \nLe Président a agi.", ["**Syrie**", "Le Président a agi."]),
        ("PRÉSIDENCE  \nDE LA  \nRÉPUBLIQUE", ["PRÉSIDENCE\nDE LA\nRÉPUBLIQUE"]),
        ("RÉPUBLIQUE  \nFRANÇAISE", ["RÉPUBLIQUE\nFRANÇAISE"]),
        (
            "MINISTÈRE DE L'EUROPE  \nET DES AFFAIRES ÉTRANGÈRES",
            ["MINISTÈRE DE L'EUROPE\nET DES AFFAIRES ÉTRANGÈRES"],
        ),
        (
            "PRÉSIDENCE DE LA RÉPUBLIQUE  \nSERVICE DE PRESSE",
            ["PRÉSIDENCE DE LA RÉPUBLIQUE", "SERVICE DE PRESSE"],
        ),
        (
            "Le service de presse  \nARMÉE DE TERRE  \n01 09 60 22 00 / 33 01  \n[a.fr](http://a.fr)",
            [
                "Le service de presse",
                "ARMÉE DE TERRE",
                "01 09 60 22 00 / 33 01",
                "[a.fr](http://a.fr)",
            ],
        ),
        (
            "Anne Martin  \nPorte-parole  \n12, rue de la Paix  \n75002 Paris",
            ["Anne Martin", "Porte-parole", "12, rue de la Paix", "75002 Paris"],
        ),
        (
            "Contact presse :  \nAnne Martin  \npresse@exemple.fr",
            ["Contact presse :", "Anne Martin", "presse@exemple.fr"],
        ),
        ("– Syrie  \n– Ukraine  \n– Mali", ["– Syrie", "– Ukraine", "– Mali"]),
        ("Lyon, le 3 mai 2018  \nCOMMUNIQUÉ", ["Lyon, le 3 mai 2018", "COMMUNIQUÉ"]),
        ("Il vient.<br>Il part.", ["Il vient.", "Il part."]),
        ("Fin  \n***  \nSuite", ["Fin", "Suite"]),
        (
            "Sur proposition du ministre,  \nArnaud Petit est nommé.",
            ["Sur proposition du ministre,\nArnaud Petit est nommé."],
        ),
    ],
)
def test_hard_breaks_end_units_or_stand_inside_them(make_document, source, expected):
    assert texts(make_document(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Le Premier ministre,  \nAnne Martin-Diop",
            ["Le Premier ministre,", "Anne Martin-Diop"],
        ),
        (
            "L'ambassadeur de France,\\\nJean de La Tour",
            ["L'ambassadeur de France,", "Jean de La Tour"],
        ),
        (
            "Le ministre,  \nAnne Martin présente, signe.",
            ["Le ministre,\nAnne Martin présente, signe."],
        ),
    ],
)
def test_a_signature_stands_alone(make_document, source, expected):
    assert texts(make_document(source)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["Mme Anne Martin (France)", "M. Nuno Dias (Portugal)", "Mme Eva Sørensen (Danemark)"],
        ["SERVICE DE PRESSE", "01 09 60 22 00"],
        ["Lyon, le 3 mai 2018", "Le Président reçoit le Premier ministre de la Grèce à Lyon"],
        ["Ils ont décidé :", "— de signer ;", "— de ratifier ;", "— et de publier."],
        ["1° la paix est signée ;", "2° la frontière est ouverte."],
        ["Vive la paix !", "Vive la France !"],
        ["Madame la Directrice générale,", "Mesdames et Messieurs,", "Chers amis,"],
    ],
)
def test_lines_that_their_author_meant_are_units_without_hard_breaks(make_document, lines):
    assert texts(make_document("\n".join(lines))) == lines


@pytest.mark.parametrize(
    "source",
    [
        "Le Président a reçu à Lyon, en présence de\nM. Martin, ministre,\nMme Diop.",
        "Le ministre a rencontré\nSergueï Lavrov.",
        "Le ministre – qui n'était pas attendu\n– est venu",
        "Le **Conseil\nLe Sénat\nLa Cour** siègent",
        "Le comité de suivi se réunira deux fois par an sous la présidence de la\nFrance.",
    ],
)
def test_a_wrapped_paragraph_is_not_cut(make_document, source):
    assert texts(make_document(source)) == [" ".join(source.split("\n"))]


@pytest.mark.parametrize(
    ("source", "kind", "context"),
    [
        ("Lyon, le 3 mai 2018", LineKind.DATELINE, "dateline"),
        ("MINISTÈRE  \nDES ARMÉES", LineKind.LETTERHEAD, "letterhead"),
        ("01 09 60 22 00", LineKind.CONTACT, "contact"),
        ("**COMMUNIQUÉ**", LineKind.CAPITALS, ""),
        ("Le Président a agi.", LineKind.PROSE, ""),
    ],
)
def test_the_kind_of_a_line_gives_its_context(make_document, source, kind, context):
    (segment,) = split(make_document(source))
    assert (segment.kind, segment.context) == (kind, context)


@pytest.mark.parametrize("gap", ["  \n", "\\\n", "<br>", "<br />", " \n ", "   \n  "])
def test_a_break_between_units_belongs_to_neither(make_document, gap):
    document = make_document(f"Il vient.{gap}Il part.")
    found = [segment.span.of(document.blocks[0].text) for segment in split(document)]
    assert found == ["Il vient.", "Il part."]


def test_positions_are_those_of_an_editor(make_document):
    source = "Il vient.\nIl part. Il\nrevient.\n\n**Elle** dort. Elle rêve."
    found = [(segment.text, str(segment.position)) for segment in split(make_document(source))]
    assert found == [
        ("Il vient.", "releases/a.md:1:1"),
        ("Il part.", "releases/a.md:2:1"),
        ("Il revient.", "releases/a.md:2:10"),
        ("**Elle** dort.", "releases/a.md:5:1"),
        ("Elle rêve.", "releases/a.md:5:16"),
    ]


def test_positions_leave_out_prefixes_and_the_byte_order_mark():
    source = "\ufeff> Il vient.\r\n> Il part."
    block = Block(
        kind=BlockKind.QUOTE,
        span=Span(1, len(source)),
        lines=(Span(3, 12), Span(16, 24)),
        text="Il vient.\nIl part.",
    )
    document = Document(path="a.md", source=source, blocks=(block,))
    found = [segment.position for segment in split(document)]
    assert found == [Position(path="a.md", line=line, column=3) for line in (1, 2)]


def test_front_matter_values_are_segments():
    source = "---\ntitle: 'L''accord. La suite.'\n---\n"
    start = source.index("L''")
    block = Block(
        kind=BlockKind.FRONT_MATTER,
        span=Span(11, 34),
        lines=(Span(start, start + 21),),
        text="L'accord. La suite.",
        encoding=Encoding.YAML_SINGLE,
        context="title",
        place="front matter, title",
    )
    document = Document(path="a.md", source=source, blocks=(block,))
    found = [(s.text, s.context, s.comments, s.position.line) for s in split(document)]
    assert found == [
        ("L'accord.", "title", ("front matter, title",), 2),
        ("La suite.", "title", ("front matter, title",), 2),
    ]


def test_comments_tell_kind_place_and_note(make_block):
    blocks = (
        make_block("Un.", kind=BlockKind.LIST_ITEM, place="list item 2"),
        make_block("Deux.", kind=BlockKind.HEADING, place="section 1", note="Reste court."),
        make_block("Trois."),
    )
    document = Document(path="a.md", source="Un.", blocks=blocks)
    found = [segment.comments for segment in split(document)]
    assert found == [("list item 2",), ("heading, section 1", "Reste court."), ("paragraph",)]


def test_repeats_get_a_number(make_document):
    document = make_document("Merci.\n\nMerci.\n\n01 09 60 22 00\n\n01 09 60 22 00\n\nMerci.")
    found = [(segment.text, segment.context) for segment in split(document)]
    assert found == [
        ("Merci.", ""),
        ("Merci.", "2"),
        ("01 09 60 22 00", "contact"),
        ("01 09 60 22 00", "contact 2"),
        ("Merci.", "3"),
    ]


def test_the_rule_is_kept(make_document):
    document = make_document("Il vient. Il part  \nhier.  \nFin  \nSuite")
    found = [(segment.text, segment.rule) for segment in split(document)]
    assert found == [
        ("Il vient.", "new_sentence"),
        ("Il part\nhier.", "new_sentence"),
        ("Fin", "new_line"),
        ("Suite", "end_of_text"),
    ]


def test_images_and_rules_without_words_give_no_segment(make_document):
    assert split(make_document("***\n\n–\n\n<hr>")) == ()


def test_without_a_classifier_all_is_prose(make_document):
    segments = split_document(make_document("Lyon, le 3 mai 2018"), FR)
    assert [segment.kind for segment in segments] == [LineKind.PROSE]


def test_many_lines_and_segments_stay_quick(make_document):
    source = "\n".join(f"Il vient **{number}** fois.  \nElle part." for number in range(3000))
    assert len(split(make_document(source))) == 6000


def test_the_sample_release_has_one_segment_a_unit(make_document):
    file = Path(__file__).resolve().parents[3].parent / "shared/testdata/sample-release.md"
    if not file.exists():
        pytest.skip("the shared test data is not here")
    found = split(make_document(file.read_text("utf-8").strip("\n")))
    kinds = [segment.kind for segment in found if segment.kind is not LineKind.PROSE]
    assert kinds == [
        LineKind.LETTERHEAD,
        LineKind.DATELINE,
        LineKind.CAPITALS,
        LineKind.CAPITALS,
        LineKind.CONTACT,
        LineKind.CONTACT,
    ]
    assert all(not re.search(r"\s{2}", segment.text.replace("\n", "x")) for segment in found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("16 h 00 | Arrivée du roi", ["16 h 00", "Arrivée du roi"]),
        (
            "Duplex : oui | Code : `A | B` | *Salle | 3*",
            ["Duplex : oui", "Code : `A | B`", "*Salle | 3*"],
        ),
        ("Quai d'Orsay · Service de presse", ["Quai d'Orsay", "Service de presse"]),
        ("01 09 60 22 00 | presse@exemple.fr", ["01 09 60 22 00 | presse@exemple.fr"]),
        ("étudiant·e·s et a|b", ["étudiant·e·s et a|b"]),
        ("• la paix", ["• la paix"]),
    ],
)
def test_bars_part_what_a_line_says(make_document, source, expected):
    assert texts(make_document(source)) == expected


def test_who_is_addressed_stands_alone_after_hard_breaks(make_document):
    assert texts(make_document("Monsieur le Ministre,  \nChers amis,  \nNous partons.")) == [
        "Monsieur le Ministre,",
        "Chers amis,\nNous partons.",
    ]
