from __future__ import annotations

import pytest

from workflow.engines.pairs import Pair, from_argos, to_argos


@pytest.mark.parametrize(
    ("code", "tag"),
    [("fr", "fr"), ("pb", "pt-BR"), ("zt", "zh-Hant"), ("zh", "zh"), ("nb", "nb"), ("qqz", "qqz")],
)
def test_argos_codes_and_tags_stand_for_each_other(code, tag):
    assert (from_argos(code), to_argos(tag)) == (tag, code)


def test_a_pair_reads_as_the_command_line_takes_it():
    assert str(Pair("fr", "en")) == "fr-en"
    assert str(Pair("pt-BR", "en")) == "pt-BR:en"
