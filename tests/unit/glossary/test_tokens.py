"""What counts as a word, and as an acronym."""

from __future__ import annotations

import pytest

from workflow.glossary.tokens import is_acronym


@pytest.mark.parametrize("word", ["ONU", "JCPoA", "EUFOR-RCA", "UN-Women", "ОЗХО"])
def test_acronyms(word):
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["Haut-Karabagh", "Paris", "États-Unis", "A", "l'ONU est"])
def test_names_are_no_acronyms(word):
    assert not is_acronym(word)
