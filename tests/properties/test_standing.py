"""Where editions stand is a function of contents, and of nothing else.

contents_decide: touching files, copying the workspace, looking twice change nothing.
nothing_is_missed: any other text in source or review file is told, and so is any other byte.
differences: the pieces of a comparison give both texts back.
changes: no sentence is lost or told twice.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workflow.cli.main import run
from workflow.editions.changes import find_changes
from workflow.editions.differences import Mark, compare_words
from workflow.editions.ledger import LedgerLine, format_ledger, parse_ledger
from workflow.editions.versions import Sentence, Version, format_versions, parse_versions

QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
SOURCE = "# Sommet\n\nLe sommet se tient à Lisbonne. La France ne cédera pas.\n\n- Un ;\n- deux.\n"
FILES = ("releases/note.md", "locales/en/LC_MESSAGES/note.po")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
PATHS = TEXTS.map(lambda text: text.replace("\0", ""))
"""No system has a NUL in a path, and a ledger line with one is refused."""
SENTENCES = st.builds(
    Sentence,
    context=st.sampled_from(["", "title", "2"]),
    source=st.sampled_from(["Un.", "Deux.", "Un deux trois.", "Un deux quatre.", "会议。"]),
    target=TEXTS,
)


@contextlib.contextmanager
def workspace():
    """Give a workspace with one release, approved and built, as the current folder."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("releases").mkdir()
        Path("releases/note.md").write_text(SOURCE, encoding="utf-8")
        build()
        review = Path("locales/en/LC_MESSAGES/note.po")
        review.write_text(review.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), "utf-8")
        build()
        yield Path(folder)


def build():
    arguments = ["releases/note.md", "--to", "en", "--engine", "identity", "--quiet"]
    assert run(arguments) == 0


def status(capsys):
    capsys.readouterr()
    run(["status", "--json"])
    document = json.loads(capsys.readouterr().out)
    return document["releases"], document["errors"]


def test_contents_decide(capsys, tmp_path):
    with workspace() as root:
        first = status(capsys)
        for number, name in enumerate(FILES):
            os.utime(root / name, (number, number))
        touched = status(capsys)
        shutil.rmtree(root / ".workflow")
        forgotten = status(capsys)
        shutil.copytree(root, tmp_path / "copy")
        with contextlib.chdir(tmp_path / "copy"):
            copied = status(capsys)

    assert touched == forgotten == copied == first


@QUICK
@given(st.data())
def test_nothing_is_missed(capsys, data):
    with workspace() as root:
        before = status(capsys)
        name = data.draw(st.sampled_from(FILES))
        content = (root / name).read_bytes()
        at = data.draw(st.integers(0, len(content)))
        more = data.draw(st.sampled_from([b"x", b" ", b"\n", b"\xc3\xa9", b"#"]))
        (root / name).write_bytes(content[:at] + more + content[at:])

        assert status(capsys) != before

        (root / name).write_bytes(content)
        assert status(capsys) == before


@given(TEXTS, TEXTS)
@example("a b", "a  b")
@example("l'accord", "l'\u2019accord")
def test_differences(old, new):
    pieces = compare_words(old, new)

    assert (
        "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED),
        "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED),
    ) == (old, new)


@given(
    st.lists(SENTENCES, max_size=8, unique_by=lambda each: (each.context, each.source)),
    st.lists(SENTENCES, max_size=8, unique_by=lambda each: (each.context, each.source)),
)
def test_changes(old, new):
    changes = find_changes(old, new)

    touched_old = [change.old for change in changes if change.old]
    touched_new = [change.index for change in changes if change.index is not None]
    same = {(each.context, each.source, each.target) for each in old} & {
        (each.context, each.source, each.target) for each in new
    }
    assert len(set(touched_old)) == len(touched_old) == len(old) - len(same)
    assert len(set(touched_new)) == len(touched_new) == len(new) - len(same)
    assert find_changes(new, new) == ()


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), PATHS)
@example([("\u2028", "\x85")], "\x1c")
def test_round_trip(pairs, text):
    line = LedgerLine(
        edition=text,
        slug=text,
        lang="en",
        status="draft",
        source=text,
        source_sha256="",
        catalog_sha256="",
        edition_sha256="",
        version="1",
        translators=(text,),
        segments=tuple(source for source, _ in pairs),
        targets=tuple(target for _, target in pairs),
    )
    version = Version(
        source_sha256=text,
        catalog_sha256=text,
        sentences=tuple(
            Sentence(context=text, source=source, target=target) for source, target in pairs
        ),
    )

    assert parse_ledger(format_ledger([line]), path="") == (line,)
    assert parse_versions(format_versions([version]), path="") == (version,)
