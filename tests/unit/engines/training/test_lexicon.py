"""Which old pieces a new one translates, and the rows that a table begins with."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.unit.engines.training.conftest import sentences
from training import lexicon, parent
from training.lexicon import NEIGHBOURS, Lexicon, Links
from training.pieces import read_weights
from training.vocabulary import Vocabulary

HOUSE, GARDEN, THE = 0, 1, 2
DOM, SAD, END = 3, 4, 5


def learnt(old, new, *, size=6):
    links = Links.between(old, new)
    return links.likeliest(links.learn(rounds=8), size=size)


def test_what_stands_together_in_all_sentences_is_linked():
    old = [[THE, HOUSE], [THE, GARDEN], [HOUSE], [THE, GARDEN, HOUSE]] * 5
    new = [[DOM, END], [SAD, END], [DOM, END], [SAD, DOM, END]] * 5

    found = learnt(old, new)

    assert found.pieces[DOM, 0] == HOUSE
    assert found.pieces[SAD, 0] == GARDEN
    assert found.shares[DOM, 0] > 0.8


def test_shares_fall_and_sum_to_one_where_a_piece_is_known():
    random = np.random.default_rng(1)
    old = [random.integers(0, 90, 12).tolist() for _ in range(80)]
    new = [random.integers(0, 40, 9).tolist() for _ in range(80)]

    found = learnt(old, new, size=41)

    known = found.shares[:, 0] > 0
    assert found.shares.shape == (41, NEIGHBOURS)
    np.testing.assert_allclose(found.shares[known].sum(axis=1), 1, atol=1e-5)
    assert (np.diff(found.shares, axis=1) <= 1e-6).all()
    assert not known[40]


def test_a_piece_that_hardly_occurs_is_not_known():
    found = learnt([[HOUSE]] * 9 + [[GARDEN]], [[DOM]] * 9 + [[SAD]])

    assert found.shares[DOM, 0] > 0
    assert found.shares[SAD, 0] == 0


@pytest.mark.parametrize(("old", "new"), [([[]], [[DOM]]), ([[HOUSE]], [[]]), ([[], []], [[], []])])
def test_an_empty_side_is_no_link(old, new):
    assert not learnt(old, new).shares.any()


def test_a_new_row_lies_where_the_pieces_lie_that_it_translates():
    table = np.array([[3.0, 0.0], [0.0, 1.0]], np.float32)
    pieces = np.array([[0, 1], [1, 0]])
    shares = np.array([[0.5, 0.5], [1.0, 0.0]], np.float32)

    found = parent.meant(Lexicon(pieces, shares), table)

    assert np.linalg.norm(found[0]) == pytest.approx(2)
    np.testing.assert_allclose(found[0] / found[0][1], [3, 1], rtol=1e-5)
    np.testing.assert_allclose(found[1], [0, 1])


def test_a_child_begins_with_the_words_of_its_parent(checkpoint, small, tmp_path, script):
    folder = checkpoint.write(tmp_path / "opus")
    numbers = json.loads((folder / "vocab.json").read_text("utf-8"))
    pack = tmp_path / "en-ru.tsv"
    pack.write_text("".join(f"{fr}\t{ru}\town\n" for fr, ru in sentences()), "utf-8")

    script(lexicon.main, folder, small, tmp_path / "lexicon.npz", "--packs", pack)
    script(parent.main, folder, small, tmp_path / "child", "--lexicon", tmp_path / "lexicon.npz")

    found = Lexicon.read(tmp_path / "lexicon.npz")
    tokens = Vocabulary(small / "target.spm").tokens
    table = checkpoint.tensors["model.shared.weight"]
    wanted = parent.meant(found, np.asarray(table, np.float32))
    child = read_weights(tmp_path / "child")["target.weight"]
    linked = [
        at for at, token in enumerate(tokens) if found.shares[at, 0] > 0 and token not in numbers
    ]
    assert linked
    np.testing.assert_allclose(child[linked], wanted[linked], atol=0.02)
