"""Counting what French words say in Russian."""

from __future__ import annotations

import gzip

import pytest

from tests.unit.engines.training.conftest import sentences
from training import senses
from training.packs import Pair, write_pairs
from workflow.drafting.senses import Senses
from workflow.drafting.stems import content_words
from workflow.model import LangTag


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """A bundle in which every word is seen often."""
    folder = tmp_path_factory.mktemp("pairs")
    rows = [Pair(french, russian, "own") for french, russian in sentences()] * 3
    write_pairs(folder / "pairs.tsv.xz", rows)
    return folder


@pytest.fixture(scope="module")
def counted(pairs, tmp_path_factory, script):
    out = tmp_path_factory.mktemp("senses") / "senses.fr-ru.txt.gz"
    script(senses.main, pairs, out)
    return out


def halves(path):
    lemmas, _, stems = gzip.decompress(path.read_bytes()).decode().partition("\n\n")
    return lemmas.splitlines(), stems.splitlines()


@pytest.mark.parametrize(
    ("french", "russian", "lost"),
    [
        ("la délégation", "делегацию", ()),
        ("la délégation", "наблюдателей", ("délégation",)),
        ("des observateurs", "наблюдатели", ()),
    ],
)
def test_what_stands_together_is_related(counted, french, russian, lost):
    words = content_words(french, LangTag("fr")), content_words(russian, LangTag("ru"))

    assert Senses(*halves(counted)).lost(*words) == lost


def test_only_nouns_are_counted_among_the_lemmas(counted):
    lemmas = dict(line.partition("\t")[::2] for line in halves(counted)[0])

    assert lemmas["принять"] == ""
    assert lemmas["наблюдатель"].endswith("\t0")


def test_the_file_is_the_same_each_time(counted, pairs, tmp_path, script):
    again = tmp_path / "again.txt.gz"

    script(senses.main, pairs, again)

    assert again.read_bytes() == counted.read_bytes()


def test_the_first_pairs_alone_may_be_counted(pairs, tmp_path, script):
    out = tmp_path / "few.txt.gz"

    script(senses.main, pairs, out, "--limit", 4)

    assert len(halves(out)[1]) < 10
