"""The compiled catalogues that lie in the package, read once each."""

from __future__ import annotations

import functools
from gettext import GNUTranslations


@functools.cache
def load_messages(domain: str, name: str) -> GNUTranslations | None:
    """Return the catalogue of a domain in the language of gettext name `name`, None for none."""
    from importlib import resources  # noqa: PLC0415 - English `--help` needs no catalogue

    file = resources.files("workflow.messages") / "locale" / name / "LC_MESSAGES" / f"{domain}.mo"
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return GNUTranslations(stream)
