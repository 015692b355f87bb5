"""`translate merge-reviews A.po B.po`: neither person's approved words are lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workflow.catalog import parse_catalog, read_catalog

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Trianon-Release: {release}\\n"\n'


def po(*entries, release="note"):
    """Write entries ``(msgid, msgstr, flag, comment)``; flag and comment may be left out."""
    blocks = [HEADER.format(release=release)]
    for msgid, msgstr, *rest in entries:
        flag, comment = [*rest, "", ""][:2]
        head = f"# {comment}\n" * bool(comment) + f"#, {flag}\n" * bool(flag)
        blocks.append(f'{head}msgid "{msgid}"\nmsgstr "{msgstr}"\n')
    return "\n".join(blocks)


def merge(project, ours, theirs, base=None):
    project.write("a.po", ours)
    project.write("b.po", theirs)
    more = ["--base", project.write("base.po", base)] if base else []
    result = project.run("merge-reviews", "a.po", "b.po", *more, "-o", "out.po")
    entries = read_catalog(project.root / "out.po").entries
    return result, [(e.msgstr, e.fuzzy, e.comments) for e in entries]


MACHINE = ("fuzzy", "draft: argos x")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(("A", "x"), ("A", "x"), ("x", False, ()), id="the same stands once"),
        pytest.param(
            ("A", "x"),
            ("A", "y", "fuzzy"),
            ("x", False, ('also proposed (b.po): "y"',)),
            id="an approval stands, an idea is noted",
        ),
        pytest.param(
            ("A", "d", *MACHINE), ("A", "y"), ("y", False, ()), id="an approval replaces a draft"
        ),
        pytest.param(
            ("A", "x", "fuzzy"), ("A", "x"), ("x", False, ()), id="one approval is enough"
        ),
        pytest.param(
            ("A", ""),
            ("A", "y", *MACHINE),
            ("y", True, ("draft: argos x",)),
            id="a draft is better than nothing",
        ),
        pytest.param(
            ("A", "d", *MACHINE),
            ("A", "y", "fuzzy"),
            ("y", True, ()),
            id="a person's idea is better than a draft",
        ),
        pytest.param(
            ("A", "x", "", "vu"),
            ("A", "x", "", "relu"),
            ("x", False, ("vu", "relu")),
            id="all comments stay",
        ),
        pytest.param(
            ("A", "x"),
            ("A", "y", "fuzzy", "check:ignore length: agreed"),
            ("x", False, ("was check:ignore length: agreed", 'also proposed (b.po): "y"')),
            id="what is accepted in one text is not accepted in the other",
        ),
    ],
)
def test_what_stands(project, ours, theirs, expected):
    result, entries = merge(project, po(ours), po(theirs))

    assert (result.code, entries) == (0, [expected])


def test_two_approved_texts_are_both_kept_and_shown(project):
    result, entries = merge(project, po(("A", "one")), po(("A", 'two \\"quoted\\"')))

    assert entries == [("one", True, ('other version (b.po): "two \\"quoted\\""',))]
    assert (result.code, result.err.splitlines()[0]) == (
        1,
        'a.po:6: error: "A" is "one" here and "two "quoted"" in b.po:6 [merge-conflict]',
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "expected"),
    [
        pytest.param(("A", "x"), ("A", "y"), ("A", "x"), ("y", False), id="theirs changed"),
        pytest.param(("A", "y"), ("A", "x"), ("A", "x"), ("y", False), id="ours changed"),
        pytest.param(
            ("A", "x"), ("A", "x", "fuzzy"), ("A", "x"), ("x", True), id="an approval withdrawn"
        ),
        pytest.param(("A", "y"), ("A", "z"), ("A", "x"), ("y", True), id="both changed"),
    ],
)
def test_what_only_one_changed_since_the_base_stands(project, ours, theirs, base, expected):
    _, entries = merge(project, po(ours), po(theirs), po(base))

    assert [entry[:2] for entry in entries] == [expected]


def test_sentences_of_one_file_only_are_kept(project):
    _, entries = merge(project, po(("A", "x")), po(("A", "x"), ("B", "y")))

    assert [text for text, *_ in entries] == ["x", "y"]


def test_the_approval_of_a_chosen_text_removes_the_other(project):
    project.write("releases/note.md", "A.\n")
    project.write(
        "locales/en/LC_MESSAGES/note.po",
        po(("A.", "one", "", 'other version (b.po): "two"')),
    )

    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    catalog = read_catalog(project.root / "locales/en/LC_MESSAGES/note.po")
    assert [(entry.msgstr, entry.comments) for entry in catalog.entries] == [("one", ())]


def test_files_of_two_releases_are_not_joined(project):
    project.write("a.po", po(("A", "x"), ("B", "x")))
    project.write("b.po", po(("C", "x"), ("D", "x"), release="autre"))

    result = project.run("merge-reviews", "a.po", "b.po", "-o", "out.po")

    assert (result.code, "[po-foreign]" in result.err, "out.po" in project.files()) == (
        1,
        True,
        False,
    )


def test_files_of_two_languages_are_not_joined(project):
    project.write("a.po", po(("A", "x")))
    project.write("b.po", po(("A", "x")).replace("Language: en", "Language: ru"))

    result = project.run("merge-reviews", "a.po", "b.po", "-o", "out.po")

    assert (result.code, "[po-language]" in result.err) == (1, True)


def test_without_output_the_file_is_printed(project):
    project.write("a.po", po(("A", "x")))
    project.write("b.po", po(("A", "x")))

    result = project.run("merge-reviews", "a.po", "b.po")

    assert [entry.msgstr for entry in parse_catalog(result.out, "out").entries] == ["x"]


def test_programs_get_the_conflicts(project):
    project.write("a.po", po(("A", "x")))
    project.write("b.po", po(("A", "y")))

    result = project.run("merge-reviews", "a.po", "b.po", "-o", "out.po", "--json")

    document = json.loads(result.out)
    assert (result.code, document["output"], document["conflicts"][0]["code"]) == (
        1,
        "out.po",
        "merge-conflict",
    )
    assert project.run("merge-reviews", "a.po", "b.po", "--json").code == 2


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_merges_two_branches_with_it(project, monkeypatch):
    name = "locales/en/LC_MESSAGES/note.po"
    for key in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{key}_NAME", "a")
        monkeypatch.setenv(f"{key}_EMAIL", "a@example.org")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))

    def git(*arguments, code=0):
        done = subprocess.run(
            ["git", *arguments], cwd=project.root, capture_output=True, check=False
        )
        assert done.returncode == code, done.stderr

    driver = f"{sys.executable} -m workflow merge-reviews %A %B --base %O -o %A"
    git("init", "-q", "-b", "main")
    git("config", "merge.reviews.driver", driver)
    project.write(".gitattributes", "*.po merge=reviews\n")
    for branch, text, other in (("main", "", ""), ("anna", "one", "shared"), ("boris", "two", "")):
        git("checkout", "-q", "-B", branch, *(["main"] if branch != "main" else []))
        project.write(name, po(("A", text), ("B", other)))
        git("add", "-A")
        git("commit", "-q", "-m", branch)

    git("merge", "-q", "anna", code=1)

    first, second = read_catalog(project.root / name).entries
    assert (first.msgstr, first.fuzzy, first.comments) == (
        "two",
        True,
        ('other version (the other branch): "one"',),
    )
    assert (second.msgstr, second.fuzzy) == ("shared", False)
