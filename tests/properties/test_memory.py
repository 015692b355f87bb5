"""Promises of the memory: round_trip of TMX, rebuild = update, a pair of languages is one pair."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.memory.concordance import search
from workflow.memory.database import open_file
from workflow.memory.keys import shape_of, terms_of
from workflow.memory.lookup import Lookup
from workflow.memory.store import Store
from workflow.memory.tmx import read_tmx, write_tmx
from workflow.memory.values import MatchKind, Origin, OriginKind, Query, Unit

WORDS = (
    "paix",
    "Le",
    "été",
    "3",
    "mars",
    "Bakou",
    "не",
    "会议",
    "«",
    "»",
    "l’an",
    "d'",
    "**",
    "\n",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
XML_TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=40,
)
TEXTS = (SENTENCES | XML_TEXT).map(str.strip).filter(bool)
KEYS = st.integers(-(2**63), 2**63 - 1)


def units(texts=TEXTS):
    return st.builds(
        Unit,
        source=texts,
        target=texts,
        source_lang=st.just("fr"),
        target_lang=st.sampled_from(["en", "ru"]),
        before=KEYS,
        after=KEYS,
        place=st.sampled_from(["", "title"]),
        reviewed=st.booleans(),
        by=st.sampled_from(["", 'Léa "L" <l@example.org>', "a & b"]),
        date=st.sampled_from(["", "20240102T030405Z"]),
    )


def composed(unit):
    """Return the unit as TMX gives it back: texts composed, without space at their edges."""
    import unicodedata
    from dataclasses import replace

    source, target = (
        unicodedata.normalize("NFC", text).strip() for text in (unit.source, unit.target)
    )
    return replace(unit, source=source, target=target)


def origin(name):
    return Origin(path=name, name=name, kind=OriginKind.RELEASE, digest=name)


@given(st.lists(units(), max_size=5))
def test_round_trip_what_is_exported_is_read_back(found):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        path.write_bytes(b"".join(write_tmx(found, source_lang="fr")))

        read = list(read_tmx(path, source_lang="fr"))

    assert read == [composed(unit) for unit in found]


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.lists(units(), max_size=4)), max_size=6),
    st.lists(TEXTS, min_size=1, max_size=3),
)
def test_stability_files_read_one_after_the_other_give_the_memory_of_the_last_ones(steps, asked):
    with tempfile.TemporaryDirectory() as folder:
        grown, fresh = (Store(open_file(Path(folder) / name)) for name in ("a", "b"))
        for name, found in steps:
            grown.replace(origin(name), found)
        for name, found in sorted(dict(steps).items()):
            fresh.replace(origin(name), found)

        answers = [
            (
                list(store.units()),
                store.counts(),
                [
                    (lookup.exact([Query(text=text)]), lookup.near(text))
                    for text in asked
                    for lookup in [Lookup(store, source_lang="fr", target_lang="en")]
                ],
                search(store, "paix"),
            )
            for store in (grown, fresh)
        ]
        grown.close()
        fresh.close()

    assert answers[0] == answers[1]


@settings(max_examples=25)
@given(st.lists(units(), min_size=1, max_size=6), st.data())
def test_a_look_up_never_answers_in_another_language(found, data):
    text = data.draw(st.sampled_from([unit.source for unit in found]))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(open_file(Path(folder) / "memory"))
        store.replace(origin("a"), found)
        lookup = Lookup(store, source_lang="fr", target_lang="ru")
        query = Query(text=text)
        matches = (*lookup.exact([query])[0], *lookup.near(query))
        store.close()

    pairs = {(unit.source, unit.target) for unit in found if unit.target_lang == "ru"}
    assert {(match.source, match.target) for match in matches} <= pairs
    exact = {match.target for match in matches if match.kind is not MatchKind.NEAR}
    assert {unit.target for unit in found if (unit.source, unit.target_lang) == (text, "ru")} <= {
        match.target for match in matches if match.source == text
    }
    assert exact <= {target for _, target in pairs}


@given(st.text(max_size=80), st.sampled_from(["fr", "en", "ru", "zh", "ar"]))
def test_every_text_has_a_shape_and_terms_that_an_index_can_hold(text, lang):
    assert shape_of(text, lang) == shape_of(text, lang)
    assert all(term.replace("_", "").isalnum() and '"' not in term for term in terms_of(text))
