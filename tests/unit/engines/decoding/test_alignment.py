"""Links from attention, links from statistics, and words put back along them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.engines.alignment import Stems, Unit, align, likeness
from workflow.engines.argos import ArgosEngine
from workflow.engines.attention import link_words
from workflow.engines.restoration import find_unspellable, restore
from workflow.engines.words import split_words
from workflow.model import Hypothesis, LangTag, Link, Span

GOLD = Path(__file__).resolve().parents[3] / "cases/alignment/fr-en.tsv"
FRENCH, ENGLISH, RUSSIAN = LangTag("fr"), LangTag("en"), LangTag("ru")


def linked(source, target, links):
    return {(link.source.of(source), link.target.of(target)) for link in links}


def precision_and_recall(find):
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines()[1:]]
    pairs = [(source, target) for source, target, _ in rows]
    right = proposed = wanted = 0
    for (source, target), links, row in zip(pairs, find(pairs), rows, strict=True):
        gold = {tuple(pair.split("=")) for pair in row[2].split(";")}
        here, there = ({pair[side] for pair in gold} for side in (0, 1))
        found = {
            pair for pair in linked(source, target, links) if pair[0] in here and pair[1] in there
        }
        right, proposed, wanted = (
            right + len(found & gold),
            proposed + len(found),
            wanted + len(gold),
        )
    return right / proposed, right / wanted


def test_statistics_find_most_gold_links():
    precision, recall = precision_and_recall(align)
    assert precision > 0.8
    assert recall > 0.75


@pytest.mark.model
def test_attention_finds_nearly_all_gold_links(real_package):
    with ArgosEngine(real_package) as engine:
        precision, recall = precision_and_recall(engine.align)
    assert precision > 0.95
    assert recall > 0.95


def test_attention_is_folded_into_words():
    links = link_words(
        [[0.9, 0.0, 0.1, 0.0], [0.1, 0.5, 0.3, 0.1], [0.0, 0.4, 0.5, 0.1]],
        source="Le traité",
        source_spans=[Span(0, 2), Span(3, 6), Span(6, 9)],
        target="The treaty",
        target_spans=[Span(0, 3), Span(4, 8), Span(8, 10)],
    )
    assert linked("Le traité", "The treaty", links) == {("Le", "The"), ("traité", "treaty")}


def test_equal_numbers_are_linked_whatever_the_attention():
    links = link_words(
        [[0.1, 0.9], [0.8, 0.2]],
        source="12 mai",
        source_spans=[Span(0, 2), Span(3, 6)],
        target="12 May",
        target_spans=[Span(0, 2), Span(3, 6)],
    )
    assert ("12", "12") in linked("12 mai", "12 May", links)


@pytest.mark.parametrize(("source", "target"), [("", "a"), ("a", ""), ("!", "?")])
def test_nothing_is_linked_to_nothing(source, target):
    spans = [Span(0, len(source))], [Span(0, len(target))]
    assert (
        link_words([[1.0]], source=source, source_spans=spans[0], target=target, target_spans=[])
        == ()
    )
    assert align([(source, target)]) == ((),)


def test_russian_is_aligned_by_sound_numbers_and_place():
    pair = ("Vladimir Poutine à Moscou le 12 mai", "Владимир Путин в Москве 12 мая")
    (links,) = align([pair])
    assert {("Poutine", "Путин"), ("Moscou", "Москве"), ("12", "12")} <= linked(*pair, links)


def test_a_lexicon_helps():
    pair = ("la mer et la terre", "land and sea")
    (links,) = align([pair], lexicon={"mer": "sea", "terre": "land"})
    assert {("mer", "sea"), ("terre", "land")} <= linked(*pair, links)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("sécurité", "security", True),
        ("Poutine", "Путин", True),
        ("accord", "agreement", False),
        ("a", "a", True),
        ("le", "the", False),
    ],
)
def test_likeness(one, other, alike):
    assert (likeness(one, other) >= 0.6) is alike


@pytest.mark.parametrize(
    ("text", "target_lang", "found"),
    [
        ("Bonjour 🙂 à tous", ENGLISH, ["🙂"]),
        ("Łódź et Škoda", ENGLISH, ["Łódź", "Škoda"]),
        ("Łódź", RUSSIAN, []),
        ("« السلام عليكم »", RUSSIAN, ["السلام عليكم"]),
        ("le chœur, l'été", ENGLISH, []),
        ("Москва", RUSSIAN, []),
        ("Москва", ENGLISH, ["Москва"]),
        ("n° 5, 20 °C", ENGLISH, []),
        ("👍🏽", ENGLISH, ["👍🏽"]),
    ],
)
def test_what_no_network_spells(text, target_lang, found):
    spans = find_unspellable(text, [], source_lang=FRENCH, target_lang=target_lang)
    assert [span.of(text) for span in spans] == found


def test_what_the_vocabulary_lacks_is_not_spelled():
    spans = find_unspellable("a ¤ b", [Span(2, 3)], source_lang=FRENCH, target_lang=ENGLISH)
    assert spans == (Span(2, 3),)


@pytest.mark.parametrize(
    ("source", "target", "links", "word", "restored"),
    [
        ("Vive Łódź !", "Long live Čódō!", [("Vive", "live"), ("Łódź", "Čódō")], "Łódź", "Łódź!"),
        ("Merci 🙂 à tous", "Thank you all", [("Merci", "you")], "🙂", "Thank you 🙂 all"),
        ("🙂 Merci", "Thanks", [("Merci", "Thanks")], "🙂", "🙂 Thanks"),
        ("Merci 🙂", "Thanks.", [("Merci", "Thanks")], "🙂", "Thanks. 🙂"),
        ("Merci 🙂", "Thanks 🙂", [("Merci", "Thanks")], "🙂", "Thanks 🙂"),
        ("🙂", "", [], "🙂", "🙂"),
    ],
)
def test_words_are_put_back(source, target, links, word, restored):
    def span(text, part):
        return Span(text.index(part), text.index(part) + len(part))

    hypothesis = Hypothesis(
        text=target,
        score=-1.0,
        links=tuple(Link(span(source, a), span(target, b)) for a, b in links),
    )
    result = restore(source, hypothesis, [span(source, word)])
    assert result.text.endswith(restored)
    assert all(link.target.of(result.text) for link in result.links)
    if result is not hypothesis:
        assert (word, word) in linked(source, result.text, result.links)


def test_words_of_the_gold_exist():
    for line in GOLD.read_text(encoding="utf-8").splitlines()[1:]:
        source, target, gold = line.split("\t")
        for text, side in ((source, 0), (target, 1)):
            words = {span.of(text) for span in split_words(text)}
            assert {pair.split("=")[side] for pair in gold.split(";")} <= words


def test_a_unit_is_linked_as_a_whole():
    source, target = "Le Conseil de sécurité vote", "Малый орган голосует"
    unit = Unit(key="cs", source=Span(3, 22))
    pairs = [(source, target), ("Le vote", "Он голосует")] * 3

    links, *_ = align(pairs, units=[(unit,), ()] * 3)

    said = {here for here, there in linked(source, target, links) if there == "орган"}
    assert said == {"Conseil", "de", "sécurité"}


def test_known_words_of_a_unit_are_linked_wherever_they_stand():
    source, target = "La paix et le Conseil", "Совет хочет мира"
    unit = Unit(key="c", source=Span(14, 21), target=Span(0, 5))

    (links,) = align([(source, target)], units=[(unit,)])

    assert [there for here, there in linked(source, target, links) if here == "Conseil"] == [
        "Совет"
    ]


def test_inflected_forms_are_counted_as_one_word():
    stems = Stems(source=lambda word: word[:4], target=lambda word: word[:4])
    pairs = [("accord", "мирное соглашение"), ("accords", "соглашения"), ("paix", "мирное")]

    links, *_ = align(pairs, stems=stems)

    assert ("accord", "соглашение") in linked(*pairs[0], links)
