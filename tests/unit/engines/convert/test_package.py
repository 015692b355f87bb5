"""A converted package writes with the pieces of its target side, and with no others."""

from __future__ import annotations

import json
import shutil

import pytest

from workflow.engines.argos import ArgosEngine
from workflow.engines.network import Job, Network, Search
from workflow.engines.pieces import PieceModel

SEARCH = Search(beam=4, hypotheses=4)


@pytest.fixture
def vocabulary(package_folder):
    return json.loads((package_folder / "model/shared_vocabulary.json").read_text("utf-8"))


@pytest.fixture
def foreign(package_folder, vocabulary):
    """Pieces of the source side that the target side does not know."""
    own = PieceModel(package_folder / "target.spm").vocabulary
    found = [piece for piece in vocabulary if piece not in own]
    assert found
    return found


@pytest.fixture
def unmapped(package_folder, tmp_path):
    """The same package as other converters make it, without a map."""
    folder = tmp_path / "unmapped"
    shutil.copytree(package_folder, folder)
    (folder / "model/vmap.txt").unlink()
    return folder


def written(folder, jobs):
    network = Network(folder / "model", threads=1)
    outputs = {at: each for batch in network.translate(jobs, SEARCH) for at, each in batch.items()}
    return [[output.tokens for output in outputs[at]] for at in range(len(jobs))]


def jobs_of(vocabulary, *, prefix=()):
    pieces = [piece for piece in vocabulary if not piece.startswith("<")]
    return [Job(tuple(pieces[at : at + 6]), prefix) for at in range(0, len(pieces) - 6, 4)]


def test_the_map_names_the_pieces_of_the_target_side(package_folder, vocabulary, foreign):
    text = (package_folder / "model/vmap.txt").read_text("utf-8")

    assert text.startswith("\t")
    assert text.endswith("\n")
    assert text.strip().split(" ") == [piece for piece in vocabulary if piece not in foreign]


def test_no_piece_of_the_source_side_is_written(package_folder, unmapped, vocabulary, foreign):
    jobs = jobs_of(vocabulary)
    found, free = (
        {token for hypotheses in written(folder, jobs) for tokens in hypotheses for token in tokens}
        for folder in (package_folder, unmapped)
    )

    assert found.isdisjoint(foreign)
    assert not free.isdisjoint(foreign)  # or the test would prove nothing


def test_a_forced_beginning_may_have_any_piece(package_folder, vocabulary, foreign):
    prefix = tuple(foreign[:2])
    answers = written(package_folder, jobs_of(vocabulary, prefix=prefix))

    assert {tokens[:2] for hypotheses in answers for tokens in hypotheses} == {prefix}


def test_a_package_without_a_map_writes_as_before(unmapped):
    with ArgosEngine(unmapped, beam=2, threads=1) as engine:
        [[best, *_]] = engine.translate(["Le traité."])

    assert best.text


def test_a_given_text_is_scored_with_all_pieces(package_folder, unmapped, vocabulary, foreign):
    source = tuple(piece for piece in vocabulary if piece.startswith("▁"))[:5]
    asked = [Job(source, tuple(foreign[:3]))]
    mapped, free = (Network(folder / "model", threads=1) for folder in (package_folder, unmapped))
    list(mapped.translate(asked, SEARCH))

    assert mapped.log_probs(asked) == free.log_probs(asked)
