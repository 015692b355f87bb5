"""Words, prepared texts, cuts, pieces and scripts."""

from __future__ import annotations

import pytest

from workflow.engines import clauses
from workflow.engines.decoding import Decoding, read_decoding
from workflow.engines.pieces import join
from workflow.engines.prepared import is_shouted, prepare
from workflow.engines.scripts import script_of, scripts_of
from workflow.engines.words import split_words
from workflow.model import Hypothesis, LangTag, Link, Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’accord de cessez-le-feu.", ["L", "accord", "de", "cessez", "le", "feu"]),
        ("12,5 % à 18h45", ["12", "5", "%", "à", "18h45"]),
        ("北京 Paris", ["北", "京", "Paris"]),
        ("नमस्ते e\u0301t", ["नमस्ते", "e\u0301t"]),
        ("👍🏽 €", ["👍🏽", "€"]),
        ("A北b", ["A", "北", "b"]),
        ("« … »", []),
    ],
)
def test_words(text, words):
    assert [span.of(text) for span in split_words(text)] == words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("l’État", "l'État"),
        ("Il dit :\u00a0« Oui\u202f! »", "Il dit : « Oui ! »"),
        (" a\n\tb ", "a b"),
        ("re\u0301gime", "régime"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("“mot”", '"mot"'),
        ("DÉCLARATION CONJOINTE", "Déclaration conjointe"),
        ("OTAN", "OTAN"),
        ("नि\u200dक", "नि\u200dक"),
        ("", ""),
    ],
)
def test_prepared(text, plain):
    assert prepare(text).text == plain


def test_prepared_characters_are_traced():
    text = "  re\u0301gime  d’exception"
    prepared = prepare(text)
    start = prepared.text.index("exception")
    assert prepared.origin_of(Span(start, start + 9)).of(text) == "exception"
    assert prepared.origin_of(Span(1, 2)).of(text) == "e\u0301"


@pytest.mark.parametrize(
    ("text", "shouted"),
    [("COMMUNIQUÉ", True), ("ONU", False), ("Paris", False), ("FAIT À PARIS", True), ("", False)],
)
def test_shouting(text, shouted):
    assert is_shouted(text) is shouted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("court", ["court"]),
        ("Un deux trois; quatre cinq", ["Un deux trois; ", "quatre cinq"]),
        ("Un deux, trois quatre cinq", ["Un deux, ", "trois ", "quatre cinq"]),
        ("a" * 40, ["a" * 10] * 4),
    ],
)
def test_cuts_fall_at_pauses(text, parts):
    spans = clauses.cut(text, fits=lambda part: len(part) <= 15)
    assert [span.of(text) for span in spans] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Un deux trois quatre cinq", ["Un deux trois quatre cinq"]),
        ("Un deux trois, quatre cinq", ["Un deux trois, ", "quatre cinq"]),
        ("Le chef de l'État, de retour", ["Le chef de l'État, de retour"]),
        ("Hier, à midi, la loi passa à une voix", ["Hier, à midi, ", "la loi passa à une voix"]),
        ("Il a dit hier : un, deux, trois.", ["Il a dit hier : ", "un, deux, ", "trois."]),
    ],
)
def test_what_fits_and_is_not_easy_is_cut_at_pauses_alone(text, parts):
    spans = clauses.cut(text, fits=lambda part: len(part) <= 60, easy=lambda part: len(part) <= 15)
    assert [span.of(text) for span in spans] == parts


def _joined(lang, *parts):
    """Join parts given as source, translation and the source word behind the first word."""
    source, row = "", []
    for read, written, first in parts:
        start = len(source)
        source += read
        end = start + len(read)
        links = []
        if first:
            at = source.index(first, start)
            word = Span(0, len(written.split(" ", maxsplit=1)[0]))
            links = [Link(Span(at, at + len(first)), word)]
        row.append((Span(start, end), Hypothesis(text=written, score=-1.0, links=tuple(links))))
    return source, clauses.join(source, row, lang=LangTag(lang))


@pytest.mark.parametrize(
    ("lang", "parts", "text"),
    [
        (
            "ru",
            [
                ("Au matin, ", "Утром.", ""),
                ("la séance fut levée.", "Заседание закрыто.", "séance"),
            ],
            "Утром, заседание закрыто.",
        ),
        (
            "ru",
            [("La loi reste, ", "Закон остается,", ""), ("comme dit.", "В силу сказанного.", "")],
            "Закон остается, в силу сказанного.",
        ),
        (
            "ru",
            [("La loi reste, ", "Закон остается,", ""), ("dit l'ONU.", "ООН говорит.", "")],
            "Закон остается, ООН говорит.",
        ),
        (
            "ru",
            [("Au matin, ", "Утром", ""), ("Paris dort.", "Париж спит.", "Paris")],
            "Утром Париж спит.",
        ),
        (
            "ru",
            [("Il part. ", "Он едет.", ""), ("la loi reste.", "Закон остается.", "loi")],
            "Он едет. Закон остается.",
        ),
        (
            "ru",
            [("Hier, ", "Вчера,", ""), ("l'organisation vota.", "ООН решила.", "organisation")],
            "Вчера, ООН решила.",
        ),
        ("ru", [("En 2020, ", "В 2020 г.", ""), ("rien.", "ничего.", "")], "В 2020 г. ничего."),
        (
            "en",
            [("Hier, ", "Yesterday,", ""), ("le français brilla.", "French shone.", "français")],
            "Yesterday, French shone.",
        ),
        (
            "en",
            [("Hier, ", "Yesterday,", ""), ("la levée dura.", "The lifting lasted.", "levée")],
            "Yesterday, the lifting lasted.",
        ),
        (
            "en",
            [("Hier, ", "Yesterday,", ""), ("l'informatique gagna.", "IT won.", "informatique")],
            "Yesterday, IT won.",
        ),
        ("zh", [("Un ; ", "一。", ""), ("deux.", "二。", "")], "一。二。"),
        ("ru", [("Rien, ", "", ""), ("deux.", "Два.", "deux")], "два."),
    ],
)
def test_parts_are_joined_to_one_sentence(lang, parts, text):
    assert _joined(lang, *parts)[1].text == text


def test_links_move_with_their_parts():
    source, whole = _joined("ru", ("Au matin, ", "Утром.", "matin"), ("la loi.", "Закон.", "loi"))
    assert [(link.source.of(source), link.target.of(whole.text)) for link in whole.links] == [
        ("matin", "Утром,"),
        ("loi", "закон."),
    ]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("fast", TypeError),
        ({"longest": "40"}, ValueError),
        ({"patience": 0}, ValueError),
        ({"length_penalty": True}, ValueError),
        ({"repetition_penalty": float("nan")}, ValueError),
    ],
)
def test_settings_of_decoding_that_make_no_sense_are_refused(said, error):
    with pytest.raises(error):
        read_decoding({"decoding": said})


def test_settings_of_decoding():
    assert read_decoding({}) == Decoding()
    asked = {"longest": 40, "patience": 1.5, "of a later version": 1}
    assert read_decoding({"decoding": asked}) == Decoding(longest=40, patience=1.5)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["▁The", "▁tre", "aty", "."], "The treaty."),
        (["▁", "▁a", "_", "b"], "a_b"),
        (["<0xE2>", "<0x82>", "<0xAC>", "▁5"], "€ 5"),
        (["<0xE2>", "▁x"], "\ufffd x"),
        (["▁a", "<unk>", "▁b"], "a \ufffd b"),
        (["▁the", "▁State", "▁'", "▁s", "▁duty"], "the State's duty"),
        (["▁'", "▁s", "▁a"], "' s a"),
        ([], ""),
        (["▁"], ""),
    ],
)
def test_pieces_are_joined(tokens, text):
    joined = join(tokens)
    assert joined.text == text
    assert len(joined.spans) == len(tokens)
    assert all(0 <= span.start <= span.end <= len(text) for span in joined.spans)


@pytest.mark.parametrize(
    ("char", "script"), [("é", "LATIN"), ("ж", "CYRILLIC"), ("中", "CJK"), ("3", ""), ("€", "")]
)
def test_script_of_a_letter(char, script):
    assert script_of(char) == script


@pytest.mark.parametrize(
    ("lang", "scripts"),
    [
        ("fr", ("LATIN",)),
        ("ru", ("CYRILLIC",)),
        ("ar", ("ARABIC",)),
        ("zh", ("CJK",)),
        ("sr-Latn", ("LATIN",)),
        ("pt-BR", ("LATIN",)),
    ],
)
def test_scripts_of_a_language(lang, scripts):
    assert scripts_of(LangTag(lang)) == scripts
