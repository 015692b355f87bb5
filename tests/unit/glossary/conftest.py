from __future__ import annotations

import pytest

from workflow.glossary import load_glossary


@pytest.fixture
def load(tmp_path):
    """Return a function that loads a glossary from CSV text, places left out."""

    def loader(text, **options):
        path = tmp_path / "terms.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_glossary([path], **{"places": False, **options})

    return loader
