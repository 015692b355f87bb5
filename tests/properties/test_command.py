"""The promises of a whole run, through the real entry point, over generated releases.

stability: a second run changes no byte.
review_is_safe: what a person approved stays, whatever the Markdown in it, and shows in the edition.
identity: under the identity engine the body of an edition is that of its source.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import polib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workflow.cli.main import run

FRAGMENTS = st.sampled_from(
    [
        "# Titre\n\n",
        "Une phrase. Une autre ?\n\n",
        "- point *un* ;\n- point\n\n",
        "> « Oui. »\n\n",
        "| a | b |\n|---|---|\n| c | d |\n\n",
        "**gras. Encore.** suite\n\n",
        "[lien](http://x.example 'titre') fin[^1].\n\n[^1]: note\n\n",
        "PRÉSIDENCE  \nDE LA  \nRÉPUBLIQUE\n\n",
        "Paris, le 3 mai 2024\n\n",
        "![image](a.png 'titre')\n\n",
        "السلام عليكم 😀 再见。\n\n",
    ]
)
RELEASES = st.lists(FRAGMENTS, min_size=1, max_size=6).map("".join)
REVIEWS = st.lists(
    st.sampled_from(
        ["Yes", "**broken", "- item", "1. a\nb", "a | b", "`x", "# no", "\nedge\n", "[a](b"]
    ),
    min_size=1,
    max_size=8,
)
QUICK = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@contextlib.contextmanager
def workspace(text):
    """Give a workspace with one release, as the current folder."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        release = Path("releases/note.md")
        release.parent.mkdir()
        release.write_text(text, encoding="utf-8", newline="")
        yield Path(folder)


def translate(engine="pseudo"):
    return run(["releases/note.md", "--to", "en", "--engine", engine, "--quiet"])


def files(root):
    paths = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {path.name: path.read_bytes() for path in paths if ".workflow" not in path.parts}


@QUICK
@given(RELEASES)
def test_stability(text):
    with workspace(text) as root:
        assert translate() == 0
        first = files(root)

        assert (translate(), files(root)) == (0, first)


@QUICK
@given(RELEASES)
def test_identity(text):
    with workspace(text) as root:
        assert translate("identity") == 0

        edition = (root / "editions/en/note.md").read_bytes().decode()
        assert edition.split("---\n", 2)[2] == text


@QUICK
@given(RELEASES, REVIEWS)
@example("Une phrase. Une autre ?\n", ["\nedge\n", "~"])
def test_review_is_safe(text, reviews):
    with workspace(text) as root:
        translate()
        path = root / "locales/en/LC_MESSAGES/note.po"
        book = polib.pofile(str(path))
        for entry, review in zip(book, reviews, strict=False):
            entry.msgstr = review
            entry.flags = []
        book.save()
        approved = {(e.msgctxt, e.msgid): e.msgstr.strip("\n") for e in book if not e.fuzzy}

        assert translate() == 0

        again = polib.pofile(str(path))
        kept = {(e.msgctxt, e.msgid): e.msgstr for e in again if not e.fuzzy}
        assert kept == approved
        seen = files(root)
        assert (translate(), files(root)) == (0, seen)
