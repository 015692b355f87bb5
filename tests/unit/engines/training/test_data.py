"""What a model is trained on: chosen pairs, text pieces, batches."""

from __future__ import annotations

import random

import numpy as np
import pytest

from training.batches import encode
from training.packs import Pair, clean, fault_of, key_of, read_lines, read_pairs
from training.recipe import read_recipe
from training.terminology import annotate
from training.vocabulary import BOS, EOS, PAD, Vocabulary
from workflow.engines.prepared import prepare


@pytest.mark.parametrize(
    ("source", "target", "fault"),
    [
        ("Le 13 mai, il est venu.", "13 мая он приехал.", ""),
        ("Le 13 mai, il est venu.", "15 мая он приехал.", "numbers"),
        ("Il y a vingt ans, la paix.", "Мир, 20 лет назад.", ""),
        ("Un budget de 2 500 000 euros.", "Бюджет в 2500000 евро.", ""),
        ("Cliquez sur Save As.", "Нажмите Save As New File", "script"),
        ("Привет, le monde entier.", "Привет, весь мир.", "script"),
        ("Oui, bien sûr, je suis tout à fait d'accord avec vous.", "Да, да, да, да", "ratio"),
        ("Oui.", "", "length"),
    ],
)
def test_a_pair_that_teaches_something_wrong_is_known(source, target, fault):
    assert fault_of(Pair(source, target, "news")) == fault


def test_french_is_read_as_the_engine_will_read_it():
    cleaned = clean(Pair("L’accord\u00a0: «\u202fvite\u202f»", "Согласие:\u00a0«скоро»", "news"))

    assert cleaned == Pair("L'accord : « vite »", "Согласие: «скоро»", "news")


@pytest.mark.parametrize(
    "text",
    [
        "L'État « agit » — à 5 %…",
        "DÉCLARATION CONJOINTE",
        "deux  espaces ",
        "l’œil",
        "e\u0301te\u0301",
        "OTAN",
    ],
)
def test_what_looks_plain_is_what_the_engine_reads(text):
    assert clean(Pair(text, "да", "news")).source == prepare(text).text


def test_a_sentence_keeps_its_key_whatever_its_typography():
    assert key_of("L’État — oui !") == key_of("l'état, OUI")


def test_test_sentences_repeats_and_faults_stay_out(counts):
    assert counts["own"]["kept"] == 55
    assert counts["own"]["refused"] == {"test": 1, "repeated": 1, "numbers": 1}


def test_what_no_phase_uses_does_not_travel(counts):
    assert counts["unused"] == {"kept": 0, "words": 0, "refused": {"weight 0": 1}}


def test_half_of_the_last_set_is_learnt_and_the_other_half_is_measured_on(bundle, counts):
    held = [pair.source for pair in read_pairs(bundle / "un.dev.tsv.xz")]

    assert counts["un"]["kept"] == 2
    assert [line.split()[2] for line in held] == ["13", "14"]


def test_names_of_concepts_and_acronyms_are_learnt(bundle):
    terms = [pair for pair in read_pairs(bundle / "pairs.tsv.xz") if pair.label == "glossary"]

    assert {(pair.source, pair.target) for pair in terms} == {
        ("séance", "заседание"),
        ("ONU", "ООН"),
    }


def test_russian_is_translated_back_once_and_no_test_sentence_of_it(bundle):
    assert list(read_lines(bundle / "mono.txt.xz")) == ["Мэр ищет новых послов сегодня."]


def test_the_same_data_give_the_same_bundle(bundle, data, tmp_path, script):
    from training import prepare

    again = tmp_path / "again"
    arguments = ["--data", data, "--parent", data, "--recipe", data / "recipe.toml"]
    script(prepare.main, again, *arguments)

    for path in bundle.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_file_that_is_nowhere_is_named(tmp_path, data, script):
    from training import prepare

    (tmp_path / "own.tsv").write_text("", "utf-8")
    arguments = ["--data", tmp_path, "--parent", data, "--recipe", data / "recipe.toml"]
    with pytest.raises(SystemExit, match=r"no dev\.flores\.fr-en-ru\.tsv in"):
        script(prepare.main, tmp_path / "bundle", *arguments)


def test_the_recipe_weights_families_and_phases():
    recipe = read_recipe()
    tune = recipe.phases["tune"]

    assert recipe.weight_of("newstest2014") == recipe.weights["newstest"]
    assert recipe.phases["main"].weight_of("newstest2014") == recipe.weights["newstest"]
    assert tune.weight_of("newstest2014") == 1.0
    assert tune.weight_of("wesnoth") == 0.0
    assert recipe.phases["back"].reverse
    assert not recipe.phases["main"].reverse


def test_pieces_give_the_text_back_and_digits_stand_alone(bundle):
    vocabulary = Vocabulary(bundle / "target.spm")
    text = "Мэр принял 15 послов."
    [numbers] = vocabulary.encode([text])

    assert vocabulary.decode([BOS, *numbers, EOS, PAD]) == text
    assert {"1", "5"} <= {vocabulary.tokens[number].strip("▁") for number in numbers}
    assert len(set(vocabulary.tokens)) == len(vocabulary)


def test_a_pass_sees_every_pair_as_often_as_its_weight_says(bundle):
    pairs = [pair for pair in read_pairs(bundle / "pairs.tsv.xz") if pair.label == "own"]
    corpus = encode(pairs, bundle / "source.spm", bundle / "target.spm", weight_of=lambda _: 2.0)
    seen = []
    for source, target in corpus.batches(tokens=256, random=np.random.default_rng(1)):
        assert target.size <= 256
        assert len(source) == len(target)
        assert (target[:, 0] == BOS).all()
        assert ((target == EOS).sum(axis=1) == 1).all()
        seen += [tuple(row[row != PAD]) for row in source]

    assert len(seen) == 2 * len(pairs)
    assert all(seen.count(row) == 2 for row in set(seen))


def test_hints_follow_the_words_they_are_for():
    pairs = [
        Pair("La séance est levée.", "Заседание закрыто.", "own"),
        Pair("La séance est ouverte.", "Заседание открыто.", "own"),
    ] * 20
    lemmas = {"Заседание": "заседание"}

    made = list(
        annotate(
            pairs,
            lemma_of=lambda word: lemmas.get(word, ""),
            share=0.5,
            chance=random.Random(1),  # noqa: S311 - no secret
        )
    )

    hinted = [pair for pair in made if "⟦" in pair.source]
    assert len(made) == len(pairs)
    assert 10 < len(hinted) < 30
    assert all("séance ⟦заседание⟧ est" in pair.source for pair in hinted)


def test_training_says_what_it_needs(data, tmp_path, script):
    from training.__main__ import main

    with pytest.raises(SystemExit) as stopped:
        script(main, "--data", data, "--build", tmp_path)

    said = str(stopped.value)
    assert "- the network, for two checkpoints" in said
    assert "  fr-ru.tsv.xz\n" in said
    assert "dev.flores.fr-en-ru.tsv" not in said
    assert list(tmp_path.iterdir()) == []
