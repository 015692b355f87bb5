from __future__ import annotations

import pytest

from workflow.facts.transliterate import is_same_name


@pytest.mark.parametrize(
    ("left", "left_lang", "right", "right_lang"),
    [
        ("Poutine", "fr", "Путиным", "ru"),
        ("Poutine", "fr", "Putin", "en"),
        ("Khrouchtchev", "fr", "Хрущёва", "ru"),
        ("Lavrov", "fr", "Лаврову", "ru"),
        ("Macron", "fr", "Макроном", "ru"),
        ("Merkel", "fr", "Меркель", "ru"),
        ("Lestrange", "fr", "Лестранжа", "ru"),
        ("Johnson", "en", "Джонсону", "ru"),
        ("Erdogan", "fr", "Erdoğan", "en"),
        ("Astana", "fr", "Астане", "ru"),
        ("Cheïkhoun", "fr", "Шейхуне", "ru"),
        ("Xi", "en", "Си", "ru"),
        ("Deschamps", "fr", "Дешан", "ru"),
        ("Montpellier", "fr", "Монпелье", "ru"),
        ("Cécile", "fr", "Сесиль", "ru"),
        ("Xavier", "fr", "Ксавье", "ru"),
        ("Watson", "fr", "Уотсона", "ru"),
        ("Wayne", "fr", "Уэйном", "ru"),
        ("Michael", "fr", "Майклом", "ru"),
        ("García", "fr", "Гарсиа", "ru"),
        ("Xavi", "fr", "Хави", "ru"),
        ("Hašek", "fr", "Гашека", "ru"),
        ("Deutsche", "fr", "Дойче", "ru"),
        ("Ozawa", "fr", "Одзавы", "ru"),
        ("Zhongsheng", "fr", "Чжуншэн", "ru"),
        ("Utah", "fr", "Юте", "ru"),
        ("Nobel", "fr", "Нобелевскую", "ru"),
        ("Luisa", "fr", "Луизу", "ru"),
    ],
)
def test_spellings_of_one_name(left, left_lang, right, right_lang):
    assert is_same_name(left, right, left_lang, right_lang)


@pytest.mark.parametrize(
    ("left", "left_lang", "right", "right_lang"),
    [
        ("Poutine", "fr", "Макрон", "ru"),
        ("Macron", "fr", "Merkel", "en"),
        ("Lavrov", "fr", "Зеленский", "ru"),
        ("Paris", "fr", "Берлин", "ru"),
        ("Dupont", "fr", "Lestrange", "en"),
        ("Poutine", "fr", "", "ru"),
        ("Mario", "fr", "Мали", "ru"),
        ("Chypre", "fr", "Ипре", "ru"),
        ("Algérie", "fr", "Аляске", "ru"),
        ("Watson", "fr", "Ватикан", "ru"),
    ],
)
def test_different_names(left, left_lang, right, right_lang):
    assert not is_same_name(left, right, left_lang, right_lang)
