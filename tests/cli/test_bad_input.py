"""Bad input: one line that says what and where, a hint, the right exit code, nothing written."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BAD_SOURCES = {
    "missing file": (None, "source-missing"),
    "binary file": (b"\x00\x01PNG\x00", "source-binary"),
    "invalid UTF-8": (b"Bonjour.\nL'\xe9t\xe9.\n", "source-encoding"),
    "empty file": (b"", "source-empty"),
    "front matter without an end": (b"---\ntitle: a\n\nBonjour.\n", "front-matter-invalid"),
    "broken front matter": (b"---\ntitle: [a\n---\n\nBonjour.\n", "front-matter-invalid"),
}


@pytest.mark.parametrize(("data", "slug"), BAD_SOURCES.values(), ids=BAD_SOURCES.keys())
def test_a_bad_source_stops_the_run_before_anything_is_written(project, data, slug):
    if data is not None:
        project.write("releases/note.md", data)
    before = project.files()

    result = project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    lines = result.err.splitlines()
    assert (result.code, len(lines), project.files()) == (1, 2, before)
    assert lines[0].startswith("releases/note.md")
    assert lines[0].endswith(f"[{slug}]")
    assert lines[1].startswith("hint: ")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("glossary/press.csv", "Markdown"), ("a.docx", "translate import"), ("a.po", "Poedit")],
)
def test_a_file_of_another_format_is_no_release(project, name, hint):
    project.write(name, "id,fr,en\na,paix,peace\n")
    before = project.files()

    result = project.run(name, "--to", "en", "--engine", "pseudo")

    first, second = result.err.splitlines()
    assert (result.code, project.files()) == (1, before)
    assert first == f"{name}: error: not a release in Markdown [source-format]"
    assert hint in second


def test_words_that_nobody_translates_are_told(project):
    project.write("releases/note.md", "Bonjour.\n\n<p>Entrée libre</p>\n\n\tIl ne dit rien.\n")

    result = project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    html, code = (line for line in result.err.splitlines() if "warning" in line)
    assert result.code == 0
    assert html.endswith(
        'note.md:3: warning: raw HTML is not translated: "Entrée libre" [source-html]'
    )
    assert code.startswith("releases/note.md:5: warning: an indented paragraph is code")


def test_a_directory_is_not_a_release(project):
    (project.root / "releases").mkdir()

    result = project.run("releases", "--to", "en", "--engine", "pseudo")

    assert (result.code, "[source-is-directory]" in result.err) == (1, True)


def test_an_unknown_language_is_a_usage_error(project):
    project.write("releases/note.md", "Bonjour.\n")

    result = project.run("releases/note.md", "--to", "klingon", "--engine", "pseudo")

    assert (result.code, "language-unknown" in result.err) == (2, True)


def test_no_target_language_is_explained(project):
    project.write("releases/note.md", "Bonjour.\n")

    result = project.run("releases/note.md", "--engine", "pseudo")

    assert (result.code, "[target-missing]" in result.err, "--to en" in result.err) == (
        1,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ('msgid "a"\nmsgstr "b\n', "po-syntax"),
        ('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "po-duplicate"),
    ],
)
def test_a_corrupt_review_file_is_named_and_kept(project, text, slug):
    project.write("releases/note.md", "Bonjour.\n")
    project.write("locales/en/LC_MESSAGES/note.po", text)
    before = project.files()

    result = project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    assert (result.code, f"[{slug}]" in result.err, project.files()) == (1, True, before)
    assert result.err.startswith("locales/en/LC_MESSAGES/note.po:")


def test_the_review_file_of_another_release_is_refused(project):
    project.write("releases/note.md", "Bonjour.\n")
    project.write("releases/autre.md", "Tout autre chose.\n")
    project.run("releases/autre.md", "--to", "en", "--engine", "pseudo")
    project.write("locales/en/LC_MESSAGES/note.po", project.read("locales/en/LC_MESSAGES/autre.po"))
    before = project.files()

    result = project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    assert (result.code, "[po-foreign]" in result.err, project.files()) == (1, True, before)


def start(project, *arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "workflow", *arguments],
        cwd=project.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_a_full_disk_leaves_the_old_files_whole(project):
    project.write("releases/note.md", "Bonjour à tous.\n" * 2000)
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    before = project.files()
    project.write("releases/note.md", "Bonsoir à toutes. " * 4000)
    changed = project.files()

    def limit_file_size():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    process = start(
        project, "releases/note.md", "--to", "en", "--engine", "pseudo", preexec_fn=limit_file_size
    )
    _, err = process.communicate(timeout=60)

    assert (process.returncode, "[disk-full]" in err) == (1, True)
    assert project.files() == changed | {
        name: data for name, data in before.items() if name.startswith(("locales", "editions"))
    }


def test_a_second_run_in_the_workspace_is_told_who_holds_it(project):
    from workflow.storage import workspace_lock

    project.write("releases/note.md", "Bonjour.\n")
    with workspace_lock(project.root):
        process = start(project, "releases/note.md", "--to", "en", "--engine", "pseudo")
        _, err = process.communicate(timeout=60)

    assert (process.returncode, "[workspace-locked]" in err, str(os.getpid()) in err) == (
        1,
        True,
        True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_stopped_at_any_moment_leaves_whole_files(project, number):
    project.write("releases/note.md", "Bonjour à tous. Voici une phrase.\n\n" * 300)
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    old = project.files()
    project.write("releases/note.md", "Bonsoir à toutes. Encore une phrase.\n\n" * 300)
    for delay in (0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.6):
        for name, data in old.items():
            if name != "releases/note.md":
                project.write(name, data)
        process = start(project, "releases/note.md", "--to", "en", "--engine", "pseudo")
        time.sleep(delay)
        process.send_signal(number)
        process.communicate(timeout=60)
        catalog = project.read("locales/en/LC_MESSAGES/note.po")
        edition = project.read("editions/en/note.md")

        assert catalog.endswith("\n")
        assert edition.endswith("\n")
        assert ("Bonjour" in catalog) or ("Bonsoir" in catalog)


def test_a_file_name_that_is_not_utf_8_is_refused(project):
    project.write("releases/a\udce9.md", "Bonjour.\n")

    result = project.run("releases/a\udce9.md", "--to", "en", "--engine", "pseudo")

    assert (result.code, "[slug-impossible]" in result.err) == (1, True)


def test_what_is_neither_verb_nor_file_is_said_to_be(project):
    project.write("releases/visite-oslo.md", "Bonjour.\n")

    unknown, slug = project.run("frobnicate"), project.run("visite-oslo", "--to", "en")

    assert (unknown.code, 'No such verb or file "frobnicate".' in unknown.err) == (2, True)
    assert (slug.code, 'Did you mean "releases/visite-oslo.md"?' in slug.err) == (2, True)


@pytest.mark.parametrize(("word", "meant"), [("modles", "models"), ("doktor", "doctor")])
def test_a_mistyped_verb_is_no_file(project, word, meant):
    result = project.run(word, "list")

    assert (result.code, f'Did you mean "{meant}"?' in result.err) == (2, True)


def test_an_error_is_json_for_programs_too(project):
    result = project.run("releases/absent.md", "--to", "en", "--json")

    (error,) = json.loads(result.out)["errors"]
    assert (result.code, error["slug"], error["position"]) == (
        1,
        "source-missing",
        "releases/absent.md",
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["releases/note.md", "--to", "en", "--engine", "pseudo"], 0),
        (["segment", "releases/note.md"], 0),
        (["lines", "releases/note.md", "--from", "fr", "--to", "en", "--engine", "pseudo"], 1),
    ],
)
def test_a_closed_standard_output_is_no_bug(project, arguments, code):
    project.write("releases/note.md", "Bonjour.\n")
    command = [sys.executable, "-m", "workflow", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    result = subprocess.run(closed, capture_output=True, text=True, check=False, env=environment)

    assert (result.returncode, "[bug]" in result.stderr) == (code, False)


def test_a_run_without_any_terminal_or_stream_works(project):
    project.write("releases/note.md", "Bonjour.\n")
    command = [sys.executable, "-m", "workflow", "releases/note.md", "--to=en", "--engine=pseudo"]

    closed = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command]
    result = subprocess.run(closed, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})

    assert (result.returncode, "editions/en/note.md" in project.files()) == (0, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["status", "--json"], ["segment", "note.md"]])
def test_a_full_disk_behind_standard_output_is_told(project, arguments):
    project.write("note.md", "Bonjour.\n")
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "workflow", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    assert (result.returncode, len(result.stderr.splitlines())) == (1, 2)
    assert "[disk-full]" in result.stderr


def test_a_folder_that_was_deleted_under_the_user_is_told(project, monkeypatch):
    gone = project.root / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    result = project.run("status")

    assert (result.code, "[folder-gone]" in result.err) == (1, True)


@pytest.mark.parametrize("verb", ["status", "build", "check", "publish"])
def test_a_workspace_that_is_not_there_is_told(project, verb):
    result = project.run(verb, "--workspace", "faute-de-frappe")

    assert (result.code, project.files()) == (1, {})
    assert result.err.startswith("faute-de-frappe: error: there is no such folder")


def test_settings_of_absurd_depth_are_no_bug(project):
    project.write("workflow.toml", "a = " + "[" * 5000)

    result = project.run("status")

    assert (result.code, "[settings-syntax]" in result.err) == (1, True)


def test_links_that_lead_in_a_circle_or_nowhere_hide_no_release(project):
    project.write("releases/note.md", "Bonjour.\n")
    (project.root / "releases" / "cercle.md").symlink_to("cercle.md")
    (project.root / "releases" / "perdu.md").symlink_to("nulle-part.md")
    names = [f"releases/{name}.md" for name in ("cercle", "note", "perdu")]

    run = project.run(*names, "--to", "en", "--engine", "pseudo")
    status = project.run("status", "--json")

    assert (run.code, status.code) == (1, 1)
    assert "editions/en/note.md" in project.files()
    assert [each["slug"] for each in json.loads(status.out)["releases"]] == ["note"]
    for told in (run, status):
        assert "releases/cercle.md: error: " in told.err
        assert "releases/perdu.md: error: no such file [source-missing]" in told.err


def test_the_source_language_is_no_target(project):
    project.write("releases/note.md", "Bonjour.\n")

    release = project.run("releases/note.md", "--to", "fr", "--engine", "pseudo")
    lines = project.run("lines", "releases/note.md", "--to", "fr", "--engine", "pseudo")

    assert (release.code, lines.code) == (1, 1)
    assert "[target-is-source]" in release.err
    assert "[target-is-source]" in lines.err


def test_a_release_does_not_take_the_review_file_of_its_namesake(project):
    project.write("releases/note.md", "Bonjour.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    project.write("releases/2026/note.md", "Tout autre chose.\n")
    before = project.files()

    result = project.run("releases/2026/note.md", "--to", "en", "--engine", "pseudo")

    assert (result.code, "[slug-duplicate]" in result.err, project.files()) == (1, True, before)


LOOKALIKES = [("note", "Note"), ("communiqu\u00e9", "communique\u0301")]


@pytest.mark.parametrize(("one", "other"), LOOKALIKES, ids=["case", "accents"])
@pytest.mark.parametrize("at_once", [True, False])
def test_releases_whose_files_would_be_one_elsewhere_are_refused(project, one, other, at_once):
    project.write(f"releases/{one}.md", "Bonjour.\n")
    if not at_once:
        project.run(f"releases/{one}.md", "--to", "en", "--engine", "pseudo")
    project.write(f"releases/{other}.md", "Tout autre chose.\n")
    before = project.files()
    asked = (
        [f"releases/{name}.md" for name in (one, other)] if at_once else [f"releases/{other}.md"]
    )

    result = project.run(*asked, "--to", "en", "--engine", "pseudo")

    assert (result.code, project.files()) == (1, before)
    assert result.err.startswith(f"releases/{other}.md: error: ")
    assert "[slug-duplicate]" in result.err


@pytest.mark.parametrize("verb", ["build", "status"])
def test_every_verb_refuses_releases_whose_files_would_be_one_elsewhere(project, verb):
    project.write("releases/Note.md", "Bonjour.\n")
    project.write("releases/note.md", "Tout autre chose.\n")

    result = project.run(verb)

    assert (result.code, "[slug-duplicate]" in result.err) == (1, True)


def test_a_review_file_of_another_spelling_is_not_joined_by_a_second(project):
    project.write("releases/note.md", "Bonjour.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    (project.root / "releases" / "note.md").rename(project.root / "releases" / "Note.md")

    result = project.run("releases/Note.md", "--to", "en", "--engine", "pseudo")

    assert result.code == 1
    assert '"locales/en/LC_MESSAGES/note.po" and "releases/Note.md" differ only' in result.err


def test_a_release_that_is_named_twice_is_read_once(project):
    path = project.write("releases/note.md", "Bonjour.\n")

    result = project.run("releases/note.md", path, "--to", "en", "--engine", "pseudo", "--json")

    assert result.code == 0
    assert result.out.count('"slug": "note"') == 1


def test_a_release_that_moved_keeps_its_review_file(project):
    project.write("releases/note.md", "Bonjour.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    (project.root / "releases" / "2026").mkdir()
    (project.root / "releases" / "note.md").rename(project.root / "releases" / "2026" / "note.md")

    assert project.run("releases/2026/note.md", "--to", "en", "--engine", "pseudo").code == 0


def test_a_language_by_its_gettext_name_has_the_review_file_of_its_script(project):
    project.write("releases/note.md", "Bonjour.\n")

    project.run("releases/note.md", "--to", "sr@latin", "--engine", "pseudo")

    assert "locales/sr@latin/LC_MESSAGES/note.po" in project.files()
    assert "editions/sr-Latn/note.md" in project.files()


def test_a_release_that_is_asked_for_alone_is_refused_for_its_lookalike(project):
    project.write("releases/Note.md", "Bonjour.\n")
    project.write("releases/note.md", "Tout autre chose.\n")

    result = project.run("build", "note")

    assert (result.code, "[slug-duplicate]" in result.err) == (1, True)


def test_the_lookalike_of_a_release_is_not_taken_for_gone(project):
    project.write("releases/note.md", "Bonjour.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    project.write("releases/Note.md", "Tout autre chose.\n")

    status, named = project.run("status"), project.run("status", "note")

    assert "its release is gone" not in status.err
    assert "[slug-duplicate]" in named.err
