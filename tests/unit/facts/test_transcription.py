"""Foreign names in Russian letters: words by their language, people and towns of a French text."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.facts.transcription import (
    iter_people,
    iter_towns,
    transcribe_alone,
    transcribe_word,
)
from workflow.model import Span

CASES = Path(__file__).resolve().parents[2] / "cases/facts/transcription.tsv"


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        language, name, russian = line.split("\t")
        yield pytest.param(language, name, russian, id=name)


@pytest.mark.parametrize(("language", "name", "russian"), list(cases()))
def test_a_word_sounds_as_in_its_language(language, name, russian):
    assert transcribe_word(name, language) == russian


@pytest.mark.parametrize(("name", "language"), [("Smith", "en"), ("Чехов", "fr"), ("", "fr")])
def test_what_no_table_spells_is_not_spelled(name, language):
    assert transcribe_word(name, language) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("La ministre Hélène Vasseur a souri.", ["Элен Вассёр"]),
        ("Les mots d'Émile Garnier et d'Emile Garnier", ["Эмиль Гарнье", "Эмиль Гарнье"]),
        ("M. Jean-Yves Le Drian est là.", ["Жан-Ив Ле Дриан"]),
        ("Bertrand du Plessis, Henri d'Estrées", ["Бертран дю Плесси", "Анри д’Эстре"]),
        ("Ursula von der Leyen, Jan van Eyck", ["Урсула фон дер Ляйен", "Ян ван Эйк"]),
        ("Mohammed ben Salmane", ["Мухаммед бен Сальман"]),
        ("Abdel Fattah al-Sissi", ["Абдель Фаттах ас-Сиси"]),
        ("Le roi Mohammed VI, le pape Léon XIV et François Ier", []),
        ("Jacques Paris est né à Paris.", ["Жак Пари"]),
        # A given name that many nations bear says nothing of the family name beside it.
        ("Charles Darwin, Robert Hooke, David Headley, Arthur Balfour", []),
        ("Paul Rousseau et Charles de Gaulle", ["Поль Руссо", "Шарль де Голль"]),
        ("Caroline du Nord, Alexandre le Grand", []),
        ("Conseil de sécurité, Maison Blanche, France Télévisions", []),
        # Letters of another language count more than the given name.
        ("Thierry Hernández, Marie Kovařík", ["Тьерри Эрнандес", "Мари Коваржик"]),
    ],
)
def test_people_of_a_text(text, people):
    assert [person.russian for person in iter_people(text)] == people


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Hélène Vasseur", "f"),
        ("M. Dominique Perrault", "m"),
        ("Mme Dominique Perrault", "f"),
        ("Monsieur Dominique Perrault", "m"),
        ("la ministre Dominique Perrault", "f"),
        ("au juge Dominique Perrault", "m"),
        ("Dominique Perrault", ""),
    ],
)
def test_titles_and_given_names_tell_the_gender(text, sex):
    (person,) = iter_people(text)
    assert person.sex == sex


def test_towns_are_those_of_the_list_that_are_no_part_of_a_longer_name():
    text = "De Besançon à Versailles, avec Jacques Paris et Nancy Pelosi"
    assert [town.russian for town in iter_towns(text)] == ["Безансон", "Версаль"]


@pytest.mark.parametrize(
    ("text", "russian"),
    [
        ("M. Lefebvre est venu.", "Лефевр"),
        ("près de Montrouge-Beaumont", "Монтруж-Бомон"),
        ("à Thouarville", "Туарвиль"),
        ("M. Reid est venu.", None),
        ("à Whitehall", None),
        ("avec Lefebvre", None),
    ],
)
def test_a_name_alone_is_spelled_where_it_looks_french(text, russian):
    word = next(word for word in text.split() if word[0].isupper() and word != "M.")
    start = text.index(word)
    found = transcribe_alone(word, Span(start, start + len(word)), text)
    assert (found and found.russian) == russian
