from __future__ import annotations

import pytest

AFFIXES = """\
SET UTF-8
TRY esianrtolcdugmphbyfvkwz
SFX S Y 1
SFX S 0 s [^s]
FORBIDDENWORD !
"""
WORDS = "6\nceasefire/S\nthe\nholds\nminister/S\nÉtat\nteh/!\n"


@pytest.fixture
def dictionaries(tmp_path, monkeypatch):
    """Install a tiny English dictionary and no other."""
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    (folder / "en_GB.aff").write_text(AFFIXES, encoding="utf-8")
    (folder / "en_GB.dic").write_text(WORDS, encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(folder))
    return folder
