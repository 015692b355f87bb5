"""What goes in, what replaces it, and what comes out again; in SQLite and in PostgreSQL."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from workflow.errors import MemoryStoreError
from workflow.memory.candidates import FullText, Postings
from workflow.memory.concordance import search
from workflow.memory.database import clear_server, open_file, open_server, writing
from workflow.memory.keys import key_of
from workflow.memory.lookup import Lookup
from workflow.memory.store import Store
from workflow.memory.tables import ABOUT
from workflow.memory.values import MatchKind, Origin, OriginKind, Query, Unit


def unit(source, target, **known):
    return Unit(**{"source_lang": "fr", "target_lang": "en"} | known, source=source, target=target)


def release(name="a"):
    return Origin(path=f"{name}.po", name=name, kind=OriginKind.RELEASE, digest=name)


def imported(name="b.tmx"):
    return Origin(path=f"memory/{name}", name=name, kind=OriginKind.FILE, digest=name)


def between(store, source="fr", target="en"):
    return Lookup(store, source_lang=source, target_lang=target)


def targets_of(store, source, **place):
    return [match.target for match in between(store).exact([Query(text=source, **place)])[0]]


def test_the_same_text_is_found_with_its_translation(memory):
    memory.replace(release(), [unit("La séance est levée.", "The meeting is adjourned.")])

    (match,) = between(memory).exact([Query(text="La séance est levée.")])[0]

    assert (match.kind, match.target, match.score, match.origin, match.reviewed) == (
        MatchKind.EXACT,
        "The meeting is adjourned.",
        100.0,
        "a",
        True,
    )


def test_texts_are_looked_up_together_and_answered_in_order(memory):
    memory.replace(release(), [unit("Un.", "One."), unit("Deux.", "Two.")])

    found = between(memory).exact([Query(text=text) for text in ("Deux.", "Trois.", "Un.")])

    assert [[match.target for match in matches] for matches in found] == [["Two."], [], ["One."]]


def test_the_translation_between_the_same_sentences_comes_first(memory):
    memory.replace(
        release(),
        [
            unit("Non.", "No.", before=key_of("A."), after=key_of("B.")),
            unit("Non.", "They did not.", before=key_of("C."), after=key_of("D.")),
        ],
    )

    found = targets_of(memory, "Non.", before=key_of("C."), after=key_of("D."))

    assert found == ["They did not.", "No."]


def test_of_several_translations_the_reviewed_own_newest_most_frequent_comes_first(memory):
    memory.replace(imported(), [unit("Oui.", "Yea.", date="20250101T000000Z")])
    memory.replace(release("r"), [unit("Oui.", "Aye.", reviewed=False)])
    memory.replace(
        release(),
        [
            unit("Oui.", "Indeed.", date="20200101T000000Z"),
            unit("Oui.", "Yes.", date="20240101T000000Z"),
            unit("Oui.", "Yes.", date="20230101T000000Z"),
            unit("Oui.", "It is.", is_old=True, date="20240101T000000Z"),
        ],
    )

    found = between(memory).exact([Query(text="Oui.")])[0]

    assert [(match.target, match.score, match.count) for match in found] == [
        ("Yes.", 100.0, 2),
        ("Indeed.", 100.0, 1),
        ("It is.", 98.0, 1),
        ("Yea.", 97.0, 1),
        ("Aye.", 85.0, 1),
    ]


def test_a_file_is_replaced_whole(memory):
    memory.replace(release(), [unit("Un.", "One."), unit("Deux.", "Two.")])

    memory.replace(release(), [unit("Deux.", "Pair.")])

    assert (targets_of(memory, "Un."), targets_of(memory, "Deux.")) == ([], ["Pair."])
    assert search(memory, "deux") != ()
    assert search(memory, "un") == ()


def test_a_file_that_breaks_off_changes_nothing(memory):
    memory.replace(release(), [unit("Un.", "One.")])

    def broken():
        yield unit("Deux.", "Two.")
        raise MemoryStoreError("broken off", slug="memory-import")

    with pytest.raises(MemoryStoreError):
        memory.replace(release(), broken())

    assert (targets_of(memory, "Un."), targets_of(memory, "Deux.")) == (["One."], [])


def test_a_removed_file_leaves_nothing(memory):
    memory.replace(release(), [unit("Un seul mot.", "One word only.")])

    memory.remove([release().path])

    assert (memory.origins(), targets_of(memory, "Un seul mot.")) == ({}, [])
    assert (between(memory).near("Un seul mot !"), memory.counts()) == ((), ())


def test_another_typography_and_other_facts_are_found_by_shape(memory):
    memory.replace(
        release(),
        [unit("Elle s'est rendue à Quito le 3 mai 2021.", "She went to Quito on 3 May 2021.")],
    )

    found = between(memory).near("Elle s’est rendue à Oulan-Bator le 17 septembre 2022.")

    assert [match.kind for match in found] == [MatchKind.SHAPE]


def test_a_near_sentence_is_found_among_many(memory):
    words = [f"{first}{second}" for first in "bcdl" for second in ("a", "ent", "oi", "ur")]
    filler = [
        unit(f"Le {one} et le {two} du {three}.", "…")
        for one in words
        for two in words
        for three in words
        if one < two < three
    ]
    memory.replace(
        release(), [*filler, unit("Les délégations ont adopté le rapport final.", "Adopted.")]
    )

    found = between(memory).near("Les délégations ont approuvé le rapport final.")

    assert [match.target for match in found] == ["Adopted."]


def test_a_sentence_of_common_words_is_found_too(memory):
    common = [unit(f"Il a dit que le {n} est là et que la {n} est là", str(n)) for n in range(400)]
    wanted = unit("Il a dit que le et que la est là sans est", "wanted")
    memory.replace(release(), [wanted, *common])

    found = between(memory).near("Il a dit que le et que la est là sans être")

    assert found[0].target == "wanted"


def test_what_is_not_alike_is_not_found(memory):
    memory.replace(release(), [unit("Les délégations ont adopté le rapport final.", "Adopted.")])

    assert between(memory).near("Le rapport des délégations est long.") == ()


def test_penalties_lower_the_score_and_not_the_likeness(memory):
    memory.replace(imported(), [unit("Un accord est signé.", "Signed.", reviewed=False)])

    (match,) = between(memory).near("Un accord est signé")

    assert match.penalties == ("unreviewed", "imported")
    assert match.score == pytest.approx(match.likeness - 18)


@pytest.mark.parametrize(
    ("asked", "stored", "is_found"),
    [
        (("fr", "en"), ("fr-FR", "en-GB"), True),
        (("fr-FR", "en-GB"), ("fr", "en"), True),
        (("fr", "pt-BR"), ("fr", "pt-PT"), False),
        (("fr", "zh-Hant"), ("fr", "zh"), False),
        (("fr", "en"), ("en", "fr"), False),
        (("fr", "ru"), ("fr", "en"), False),
    ],
)
def test_a_look_up_answers_in_its_own_languages(memory, asked, stored, is_found):
    source_lang, target_lang = stored
    memory.replace(
        release(), [unit("Un accord.", "X", source_lang=source_lang, target_lang=target_lang)]
    )
    lookup = between(memory, *asked)

    exact = lookup.exact([Query(text="Un accord.")])[0]

    assert (bool(exact), bool(lookup.near("Un accord !"))) == (is_found, is_found)


def test_translations_of_answers_with_what_people_approved(memory):
    memory.replace(
        release(), [unit("Oui.", "Yes."), unit("Oui.", "Aye."), unit("Non.", "No.", reviewed=False)]
    )

    found = between(memory).translations_of(["Oui.", "Non.", "Peut-être."])

    assert {text: [match.target for match in each] for text, each in found.items()} == {
        "Oui.": ["Aye.", "Yes."]
    }


def test_words_are_found_on_both_sides_by_their_beginnings(memory):
    memory.replace(
        release(),
        [unit("L'accès humanitaire reste ouvert.", "Humanitarian access remains open.")],
    )

    both = [search(memory, "ACCES humanit"), search(memory, "humanitarian ACC", lang="en")]

    texts = [
        [span.of(hit.target if hit.in_target else hit.source) for span in hit.spans]
        for hits in both
        for hit in hits
    ]
    # ILIKE of PostgreSQL needs the accents
    wanted = [["accès humanitaire"], ["Humanitarian access"]]
    assert texts == (wanted[1:] if memory.is_shared else wanted)
    assert search(memory, "access", lang="fr") == ()


def test_two_projects_share_a_server_without_mixing_their_files(server, server_url):
    other = Store(open_server(server_url), project="other")
    server.replace(release(), [unit("Un.", "One.")])
    other.replace(release(), [unit("Un.", "A.")])

    server.remove(server.origins())

    assert (server.origins(), list(other.origins())) == ({}, ["a.po"])
    assert targets_of(server, "Un.") == ["A."]
    other.close()


# --- The file ----------------------------------------------------------------------------------


def test_the_fallback_without_full_text_search_finds_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(FullText, "create", Postings.create)  # an SQLite that was built without it
    plain = Store(open_file(tmp_path / "plain.sqlite"))
    monkeypatch.undo()
    full = Store(open_file(tmp_path / "full.sqlite"))
    units = [unit(f"La réunion numéro {n} est reportée à demain.", str(n)) for n in range(30)]
    units += [unit("Une autre phrase, bien plus longue que la première.", "x")]
    for memory in (plain, full):
        memory.replace(release("gone"), units)
        memory.replace(release(), units)
        memory.remove([release("gone").path])

    asked = ("La réunion numéro 31 est reportée à lundi.", "Une phrase bien plus longue.")
    answers = [
        ([between(memory).near(each) for each in asked], search(memory, "réuni"))
        for memory in (plain, full)
    ]

    assert answers[0] == answers[1]
    plain.close()
    full.close()


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"not a database at all, but a text that somebody saved here\n" * 20, "memory-damaged"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "memory-damaged"),
    ],
)
def test_a_damaged_file_is_refused_and_left_alone(tmp_path, content, slug):
    path = tmp_path / "memory.sqlite"
    path.write_bytes(content)

    with pytest.raises(MemoryStoreError) as caught:
        open_file(path)

    assert (caught.value.slug, path.read_bytes()) == (slug, content)
    assert "translate memory rebuild" in caught.value.hint


def test_a_file_whose_middle_is_damaged_says_so_when_it_is_read(tmp_path):
    path = tmp_path / "memory.sqlite"
    store = Store(open_file(path))
    store.replace(release(), [unit(f"Phrase {n}.", "x" * 500) for n in range(500)])
    store.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 8 :] = b"\xa5" * (len(content) - len(content) // 8)
    path.write_bytes(content)

    with pytest.raises(MemoryStoreError) as caught:
        list(Store(open_file(path)).units())

    assert caught.value.slug == "memory-damaged"


def test_another_programs_database_is_refused(tmp_path):
    import sqlite3
    from contextlib import closing

    path = tmp_path / "memory.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url)")
        other.commit()

    with pytest.raises(MemoryStoreError) as caught:
        open_file(path)

    assert caught.value.slug == "memory-foreign"


@pytest.mark.parametrize(
    ("version", "words"), [("99", "a newer"), ("0", "an older"), ("?", "an o")]
)
def test_a_memory_of_another_layout_is_refused(tmp_path, version, words):
    path = tmp_path / "memory.sqlite"
    store = Store(open_file(path))
    with writing(store.engine) as connection:
        connection.execute(ABOUT.update().values(value=version))
    store.close()

    with pytest.raises(MemoryStoreError) as caught:
        open_file(path)

    assert (caught.value.slug, words in caught.value.message) == ("memory-version", True)


def test_a_folder_that_cannot_be_written_is_reported(tmp_path):
    with pytest.raises(MemoryStoreError) as caught:
        open_file(tmp_path / "missing" / "memory.sqlite")

    assert caught.value.slug == "memory-unavailable"


KILLED = """\
import os, signal, sys
from pathlib import Path
from workflow.memory.database import open_file
from workflow.memory.store import Store
from workflow.memory.values import Origin, OriginKind, Unit

def units():
    for number in range(20_000):
        if number == 12_000:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Unit(source=f"Phrase {number}.", target="x", source_lang="fr", target_lang="en")

store = Store(open_file(Path(sys.argv[1])))
store.replace(Origin(path="b.po", name="b", kind=OriginKind.RELEASE, digest=""), units())
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_a_killed_run_leaves_the_memory_of_the_run_before(tmp_path):
    path = tmp_path / "memory.sqlite"
    store = Store(open_file(path))
    store.replace(release(), [unit("Un.", "One.")])
    store.close()

    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(path)], check=False
    ).returncode

    reopened = Store(open_file(path))
    assert ended == -signal.SIGKILL
    assert [each.target for each in reopened.units()] == ["One."]
    reopened.close()


# --- The server --------------------------------------------------------------------------------


def test_an_older_layout_on_a_server_is_cleared_and_a_newer_one_is_not(server, server_url):
    def set_version(value):
        with writing(server.engine) as connection:
            connection.execute(ABOUT.update().values(value=value))

    set_version("99")
    with pytest.raises(MemoryStoreError) as caught:
        clear_server(server_url)
    set_version("0")
    clear_server(server_url)
    engine = open_server(server_url)

    assert caught.value.slug == "memory-version"
    assert "rebuild" not in caught.value.hint
    assert Store(engine).counts() == ()
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("postgresql://u:geheim@127.0.0.1:1/x", "memory-unavailable"),
        ("postgresql://u:geheim@127.0.0.1:1/x?password=geheim", "memory-unavailable"),
        ("mysql://u:geheim@h/x", "memory-url"),
        ("postgresql+pg8000://u:geheim@h/x", "memory-url"),
        ("u:geheim@h", "memory-url"),
        ("postgresql://u:geheim@h:port/x", "memory-url"),
    ],
)
def test_no_message_shows_a_password(url, slug):
    with pytest.raises(MemoryStoreError) as caught:
        open_server(url)

    assert caught.value.slug == slug
    assert "geheim" not in f"{caught.value} {caught.value.hint}"


def test_a_missing_driver_is_named_with_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(MemoryStoreError) as caught:
        open_server("postgresql://u@h/x")

    assert "trianon[postgresql]" in caught.value.hint


def test_a_match_is_a_value(memory):
    memory.replace(release(), [unit("Un.", "One.")])
    (match,) = between(memory).exact([Query(text="Un.")])[0]

    with pytest.raises(dataclasses.FrozenInstanceError):
        match.target = "Two."
