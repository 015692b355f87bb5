"""Times, sums and typography in the manner of the target language."""

from __future__ import annotations

import pytest

from workflow.drafting.manner import put_in_manner
from workflow.model import Hypothesis, LangTag, Link, Span

FRENCH, ENGLISH, RUSSIAN = LangTag("fr"), LangTag("en"), LangTag("ru")

CHANGES = [
    (
        "ISBN 978-2-7577-0000-0, 39,50 €",
        "ISBN 978-2-7577-0000-0, 39,50 €",
        "ISBN 978-2-7577-0000-0, €39.50",
    ),
    ("Rendez-vous à 9 h 30.", "Meet at 9.30 a.m.", "Meet at 9:30 a.m."),
    ("10 h 00 – Conseil", "10:00 – Council", "10:00 a.m. – Council"),
    ("**12 h 15** – Entretien", "12.15 – Meeting", "12:15 p.m. – Meeting"),
    ("Une aide de 12 millions d'euros.", "Aid of EUR 12 million.", "Aid of €12 million."),
    ("Le 9 mai 1950, il a parlé.", "On May 9, 1950, he spoke.", "On 9 May 1950, he spoke."),
    ("Le 9 mai, il a parlé.", "On May 9, he spoke.", "On 9 May, he spoke."),
    (
        "Mardi 7 octobre, il part.",
        "On Tuesday, October 7th, he leaves.",
        "On Tuesday, 7 October, he leaves.",
    ),
    ("Réunion le 03/11/2017.", "Meeting on 03/11/2017.", "Meeting on 3 November 2017."),
    ("La réunion de 14 h 30 est reportée.", "The 14:30 meeting.", "The 2:30 p.m. meeting."),
    ("Il part après 9 h 30.", "He leaves after 9:30.", "He leaves after 9:30 a.m."),
    ("04.11.25 : réunion", "04.11.25: meeting", "4 November 2025: meeting"),
    ("12 000 personnes", "12 000 people", "12,000 people"),
    ("Il verse 420 M€.", "It pays €420m.", "It pays €420 million."),
    ("sécurité", "Security", "security"),
    ("deux points.", "Two points.", "two points."),
    ("Merci", "Thank you.", "Thank you"),
    ("— la paix ;", "- peace;", "— peace;"),
    ("Une attente de 4 h 20.", "A wait of 4:20 a.m.", "A wait of 4h20."),
    ("arrivée à 9 h 15 ;", "arrival at 9:15 a.m.", "arrival at 9:15 a.m.;"),
    (
        "les mesures prendront effet ;",
        "the measures will take effect.",
        "the measures will take effect;",
    ),
    ("Les thèmes sont :", "The themes are", "The themes are:"),
    ("une hausse de 5 % ;", "a rise of 5%", "a rise of 5%;"),
    ("M. Diallo est parti.", "Mr. Diallo has left", "Mr. Diallo has left."),
    ("Mme Aubanel et M. Roy.", "Ms Aubanel and Mr. Roy.", "Ms. Aubanel and Mr. Roy."),
    ("Le Dr Martin.", "Dr Martin.", "Dr. Martin."),
    (
        "Il dit : « On m'a dit : “Oui.” »",
        'He says, "I was told, "Yes.""',
        "He says, “I was told, ‘Yes.’”",
    ),
    ("Il a dit « Мир ».", 'He said " Мир".', "He said “Мир”."),
    ("« Nous agirons. »", '"We will act."', "“We will act.”"),
]

NO_OPS = [
    ("Temps d'attente estimé : 3 h 30.", "Estimated waiting time: 3:30."),
    ("Son film (1978, 1 h 47) est primé.", "His film (1978, 1:47) won."),
    ("Un délai d'attente moyen de 4 h 20, contre 5 h 05.", "A wait of 4:20, compared to 5:05."),
    ("les mesures, etc. ;", "the measures, etc."),
    ("Après 2 h 30 de vol, il arrive.", "After 2:30 of flight, he arrives."),
    ("Une audience de 3 h 15.", "A hearing of 3:15."),
    ("Une hausse de 12,15 %.", "A rise of 12.15%."),
    ("Une note de 12,15.", "A mark of 12.15."),
    ("Rendez-vous à 9 h 30.", "Meet at 8.30 a.m."),  # not what the source says: left to be seen
    ("Rendez-vous à midi.", "Meet at noon."),
    ("Rendez-vous à 9 h 30.", "Meet at 9:30 a.m."),
    ("conseil de sécurité", "Security Council"),
    ("français", "French"),
    ("je pars", "I leave"),
    ("Réunion à 18 h", "Meeting at 6:00 p.m."),
    ("Un, deux, etc", "One, two, etc."),
    ("Le 01 42 92 81 00", "01 42 92 81 00"),
    ("Le 7 octobre.", "On the 7th of October."),
]


RUSSIAN_CHANGES = [
    ("Il part à 9 h 30.", "Он уедет по 9:30 м.", "Он уедет в 9:30."),
    ("Il part à 18 h 45, seul.", "Он уедет в 18:45 м., один.", "Он уедет в 18:45, один."),
    ("Il part à 11 h.", "Он уедет по 11:00.", "Он уедет в 11:00."),
    ("De 9 h à 11 h, il dort.", "С 9:00 по 11:00 он спит.", "С 9:00 по 11:00 он спит."),
    ("Il va de 9 h à 11 h.", "Он идет с 9:00 по 11:00.", "Он идет с 9:00 по 11:00."),
    ("Les deux parties signent.", "обе стороны подписывают.", "Обе стороны подписывают."),
    ("« Nous agirons. »", "«мы будем действовать.»", "«Мы будем действовать.»"),
    ("sécurité", "безопасность", "безопасность"),
    ("IPhone présenté", "iPhone представлен", "iPhone представлен"),
]


def draft(text):
    return Hypothesis(text=text, score=-0.1)


@pytest.mark.parametrize(("source", "target", "expected"), CHANGES)
def test_facts_of_the_source_are_written_one_way(source, target, expected):
    result = put_in_manner(source, draft(target), source_lang=FRENCH, target_lang=ENGLISH)

    assert result.text == expected


@pytest.mark.parametrize(("source", "target", "expected"), RUSSIAN_CHANGES)
def test_russian_drafts_in_their_manner(source, target, expected):
    result = put_in_manner(source, draft(target), source_lang=FRENCH, target_lang=RUSSIAN)

    assert result.text == expected
    assert put_in_manner(source, result, source_lang=FRENCH, target_lang=RUSSIAN) == result


@pytest.mark.parametrize(("source", "target"), NO_OPS)
def test_what_is_right_or_wrong_is_left_alone(source, target):
    result = put_in_manner(source, draft(target), source_lang=FRENCH, target_lang=ENGLISH)

    assert result.text == target


@pytest.mark.parametrize(("source", "target", "_expected"), CHANGES)
def test_a_second_pass_changes_nothing(source, target, _expected):
    once = put_in_manner(source, draft(target), source_lang=FRENCH, target_lang=ENGLISH)

    assert put_in_manner(source, once, source_lang=FRENCH, target_lang=ENGLISH) == once


def test_titles_in_britain_have_no_full_stop():
    result = put_in_manner(
        "M. Roy est parti.",
        draft("Mr. Roy has left."),
        source_lang=FRENCH,
        target_lang=LangTag("en-GB"),
    )

    assert result.text == "Mr Roy has left."


def test_links_follow_their_words():
    target = "On EUR 12 million today"
    links = (
        Link(Span(0, 2), Span(0, 2)),
        Link(Span(3, 17), Span(3, 17)),
        Link(Span(18, 30), Span(18, 23)),
    )
    hypothesis = Hypothesis(text=target, score=0.0, links=links)

    result = put_in_manner(
        "Sur 12 millions d'euros aujourd'hui",
        hypothesis,
        source_lang=FRENCH,
        target_lang=ENGLISH,
    )

    assert [link.target.of(result.text) for link in result.links] == ["On", "€12 million", "today"]
