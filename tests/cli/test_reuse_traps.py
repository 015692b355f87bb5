"""Each known trap of reuse, through the real entry point: approve, change the source, look."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest

from tests.conftest import SHARED
from workflow.catalog import read_catalog, write_catalog
from workflow.languages import to_gettext
from workflow.segmentation import split_text

TABLE = SHARED / "reuse_traps.tsv"


def rows():
    if not TABLE.is_file():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def sentences(text, lang):
    return [sentence.span.of(text) for sentence in split_text(text, lang)]


@pytest.mark.skipif(not TABLE.is_file(), reason="the shared test data is not here")
@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['class']}: {row['new_source']}")
def test_no_trap_springs(project, row):
    lang = row["lang"]
    arguments = ["releases/note.md", "--to", lang, "--engine", "pseudo"]
    project.write("releases/note.md", row["old_source"] + "\n")
    project.run(*arguments)
    path = project.root / f"locales/{to_gettext(lang)}/LC_MESSAGES/note.po"
    catalog = read_catalog(path)
    targets = sentences(row["old_target"], lang)
    assert len(targets) == len(catalog.entries)
    approved = tuple(
        replace(entry, msgstr=text, flags=())
        for entry, text in zip(catalog.entries, targets, strict=True)
    )
    write_catalog(path, replace(catalog, entries=approved))

    project.write("releases/note.md", row["new_source"] + "\n")
    project.run(*arguments)

    entries = read_catalog(path).entries
    active = [entry for entry in entries if not entry.obsolete]
    offered = [entry for entry in active if not any("draft:" in c for c in entry.comments)]
    texts = " | ".join(entry.msgstr for entry in offered)
    match row["class"]:
        case "typography" | "moved":
            assert not any(entry.fuzzy for entry in active)
        case "negation" | "modality":
            assert texts == ""
        case "fact":
            assert not re.search(rf"(?<!\d){re.escape(row['must_not_be_offered'])}", texts)
        case "split":
            assert texts == f"{row['old_target']} | ~"
        case _:
            assert all(entry.fuzzy for entry in active)
    assert all(any(text in entry.msgstr for entry in entries) for text in targets)
