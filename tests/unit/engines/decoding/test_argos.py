"""The Argos engine over a random toy network, and over the real one where it is installed."""

from __future__ import annotations

import json

import pytest

from workflow.engines.argos import ArgosEngine
from workflow.errors import EngineError


@pytest.fixture
def engine(toy_package):
    with ArgosEngine(toy_package, beam=2, threads=1) as engine:
        yield engine


def test_name_and_languages_come_from_the_metadata(engine):
    assert (engine.name, engine.source_lang, engine.target_lang) == (
        "argos translate-fr_en 0.1",
        "fr",
        "en",
    )


def test_answers_stand_in_the_order_of_the_texts(engine):
    texts = ["Le traité.", "", "Les experts inspecteront le site nucléaire iranien.", " \n\t"]
    together = engine.translate(texts)
    assert [answers[0].text for answers in together] == [
        engine.translate([text])[0][0].text for text in texts
    ]


def test_blank_texts_have_empty_hypotheses(engine):
    assert [[each.text for each in answers] for answers in engine.translate(["", " \n "])] == [
        [""],
        [""],
    ]


def test_no_more_hypotheses_than_the_beam(toy_package):
    engine = ArgosEngine(toy_package, beam=2, hypotheses=9, threads=1)
    assert len(engine.translate(["Le traité de Vienne."])[0]) == 2


def test_a_package_says_how_many_translations_are_pursued(toy_package_asking):
    asking = toy_package_asking({"beam": 3})
    with ArgosEngine(asking, threads=1) as engine, ArgosEngine(asking, beam=2, threads=1) as other:
        assert len(engine.translate(["Le traité de Vienne."])[0]) == 3
        assert len(other.translate(["Le traité de Vienne."])[0]) == 2


def test_links_lie_inside_the_texts(engine):
    text = "L’accord\nde  paix, signé à Genève."
    for hypothesis in engine.translate([text])[0]:
        assert hypothesis.links == tuple(sorted(hypothesis.links))
        assert all(link.source.of(text).strip() for link in hypothesis.links)
        assert all(link.target.of(hypothesis.text).strip() for link in hypothesis.links)


def test_a_forced_beginning_begins_the_translation(engine):
    answers = engine.translate(["Le roi.", "La loi."], prefixes=["The king's", ""])
    assert all(hypothesis.text.startswith("The king's") for hypothesis in answers[0])


def test_progress_counts_every_text_once(engine):
    seen = []
    engine.translate(["Le roi.", "", "La loi. " * 200, "Lyon"], progress=seen.append)
    assert sum(seen) == 4


def test_score_of_a_translation_is_the_score_of_its_decoding(engine):
    best = engine.translate(["Le traité de Vienne."])[0][0]
    again, worse = engine.score(
        [("Le traité de Vienne.", best.text), ("Le traité de Vienne.", "x")]
    )
    assert again > worse


def test_nothing_to_score_or_align_is_no_work(engine):
    assert (engine.score([]), engine.align([])) == ((), ())


def test_align_links_given_texts(engine):
    source, target = "Le 12 mai", "On 12 May"
    (links,) = engine.align([(source, target)])
    assert ("12", "12") in {(link.source.of(source), link.target.of(target)) for link in links}


def test_what_cannot_be_spelled_is_put_back(engine):
    (answers,) = engine.translate(["Bonjour 🙂 à Łódź"])
    assert "🙂" in answers[0].text
    assert "Łódź" in answers[0].text


def test_a_language_mark_is_no_part_of_the_text(toy_package_with_prefix):
    engine = ArgosEngine(toy_package_with_prefix, beam=1, threads=1)
    (answers,) = engine.translate(["Le traité."], prefixes=["The treaty"])
    assert answers[0].text.startswith("The treaty")
    assert len(engine.score([("Le traité.", "The treaty.")])) == 1


def test_a_closed_engine_opens_again(engine):
    before = engine.translate(["Le roi."])
    engine.close()
    assert engine.translate(["Le roi."]) == before


def _scores(answers):
    return {proposal.text: proposal.score for each in answers for proposal in each}


def test_a_package_says_how_it_is_decoded(engine, toy_package_asking):
    text = "Le roi signe, la loi passe, les experts inspecteront le site."
    asking = toy_package_asking({"length_penalty": 2.5, "patience": 2, "repetition_penalty": 3})
    with ArgosEngine(asking, beam=2, threads=1) as other:
        assert other.translate([text]) != engine.translate([text])
        (alone,) = other.translate([text])
        scored = other.score([(text, alone[0].text)])[0]
    assert alone[0].score < 0
    assert scored < 0


def test_a_score_is_a_mean_whatever_the_penalty_of_length(engine, toy_package_asking):
    texts = ["Le roi.", "La loi passe.", "Un accord a été trouvé à Vienne."]
    with ArgosEngine(toy_package_asking({"length_penalty": 3}), beam=2, threads=1) as other:
        found = _scores(other.translate(texts))
    known = _scores(engine.translate(texts))
    common = found.keys() & known.keys()
    assert common
    assert all(found[text] == pytest.approx(known[text], rel=1e-4) for text in common)


def test_a_package_says_how_long_its_texts_may_be(toy_package_asking):
    text = "Le roi signe, la loi passe"
    with ArgosEngine(toy_package_asking({"longest": 2}), beam=2, threads=1) as other:
        apart = [other.translate([part])[0][0].text for part in ("Le roi signe,", "la loi passe")]
        assert other.translate([text])[0][0].text == " ".join(apart)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"decoding": "fast"}, "settings of decoding"),
        ({"decoding": {"patience": -1}}, "patience = -1"),
        ({"decoding": {"beam": 2.5}}, "beam = 2.5"),
        ({"decoding": {"beam": 0}}, "beam = 0"),
    ],
)
def test_a_package_that_asks_for_nonsense_is_an_error(toy_package, tmp_path, broken, reason):
    metadata = json.loads((toy_package / "metadata.json").read_text(encoding="utf-8")) | broken
    (tmp_path / "model").mkdir()
    (tmp_path / "sentencepiece.model").touch()
    (tmp_path / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    with pytest.raises(EngineError, match=reason) as caught:
        ArgosEngine(tmp_path)
    assert caught.value.slug == "engine-package-broken"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"metadata.json": None}, "metadata.json cannot be read"),
        ({"metadata.json": "{"}, "metadata.json cannot be read"),
        ({"metadata.json": "{}"}, "has no from_code, to_code"),
        ({"sentencepiece.model": None}, "has no sentencepiece.model"),
    ],
)
def test_a_folder_that_is_no_package_is_an_error(tmp_path, broken, reason):
    files = {
        "metadata.json": json.dumps({"from_code": "fr", "to_code": "en"}),
        "sentencepiece.model": "",
    } | broken
    (tmp_path / "model").mkdir()
    for name, text in files.items():
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(EngineError, match=reason) as caught:
        ArgosEngine(tmp_path)
    assert caught.value.slug == "engine-package-broken"


def test_a_broken_model_is_an_error_when_it_is_used(tmp_path, toy_package):
    for name in ("metadata.json", "sentencepiece.model"):
        (tmp_path / name).write_bytes((toy_package / name).read_bytes())
    (tmp_path / "model").mkdir()
    with pytest.raises(EngineError) as caught:
        ArgosEngine(tmp_path).translate(["Le roi."])
    assert caught.value.slug == "engine-model-broken"


def test_broken_pieces_are_an_error_when_they_are_used(tmp_path, toy_package):
    (tmp_path / "metadata.json").write_bytes((toy_package / "metadata.json").read_bytes())
    (tmp_path / "sentencepiece.model").write_text("no model", encoding="utf-8")
    (tmp_path / "model").mkdir()
    with pytest.raises(EngineError) as caught:
        ArgosEngine(tmp_path).translate(["Le roi."])
    assert caught.value.slug == "engine-package-broken"


@pytest.mark.model
def test_the_real_model_translates_and_aligns(real_package):
    with ArgosEngine(real_package) as engine:
        text = "Le ministre a signé le traité à Vienne."
        best = engine.translate([text])[0][0]
        links = {(link.source.of(text), link.target.of(best.text)) for link in best.links}
    assert best.text == "The minister signed the treaty in Vienna."
    assert {("ministre", "minister"), ("traité", "treaty"), ("Vienne", "Vienna")} <= links


@pytest.mark.model
def test_the_real_model_scores_sense_above_nonsense(real_package):
    with ArgosEngine(real_package) as engine:
        sense, nonsense = engine.score(
            [("Merci beaucoup.", "Thank you very much."), ("Merci beaucoup.", "Potatoes grow.")]
        )
    assert sense > nonsense + 1


@pytest.mark.model
def test_links_do_not_depend_on_the_other_texts_of_a_run(real_package):
    text = "Réunion du Conseil de défense"
    longer = "Le Président a rappelé l'attachement de la France à la paix dans toute la région."

    with ArgosEngine(real_package) as engine:
        alone = engine.translate([text])[0][0]
        together = engine.translate([text, longer])[0][0]

    assert together.links == alone.links
    assert "Defence" in {link.target.of(alone.text) for link in alone.links}
