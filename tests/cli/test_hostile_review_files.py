"""Review files nobody would write on purpose: a clear error, bounded memory, nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REVIEW = "locales/en/LC_MESSAGES/note.po"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\n'
ENTRY = 'msgid "Bonjour."\nmsgstr "Hello."\n'


def po(*entries, charset="UTF-8"):
    return HEADER.format(charset=charset) + "\n".join(entries)


HOSTILE = {
    "two entries with one key": (po(ENTRY, ENTRY).encode(), "po-duplicate"),
    "one of them obsolete": (
        po(ENTRY, '#~ msgid "Bonjour."\n#~ msgstr "Hi."\n').encode(),
        "po-duplicate",
    ),
    "a NUL byte": (po(ENTRY).encode().replace(b"Hello", b"He\0lo"), "po-syntax"),
    "only NUL bytes": (b"\0" * 4096, "po-syntax"),
    "Latin-1 that declares UTF-8": (
        po(ENTRY.replace("Hello", "Été")).encode("latin-1"),
        "po-encoding",
    ),
    "UTF-16": (po(ENTRY).encode("utf-16"), "po-encoding"),
    "an unknown charset": (po(ENTRY, charset="KLINGON-8").encode(), "po-encoding"),
    "cut off in the middle": (po(ENTRY).encode()[:-12], "po-syntax"),
    "merge markers of git": (po("<<<<<<< HEAD\n", ENTRY).encode(), "po-conflict"),
    "a page of HTML": (b"<!DOCTYPE html>\n<p>Not found</p>\n", "po-syntax"),
}


@pytest.mark.parametrize(("data", "slug"), HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("command", ["translate", "migrate", "merge-reviews"])
def test_a_file_that_cannot_be_read_is_named_and_kept(project, command, data, slug):
    project.write("releases/note.md", "Bonjour.\n")
    project.write(REVIEW, data)
    project.write("other.po", po(ENTRY))
    before = project.files()

    arguments = {
        "translate": ["releases/note.md", "--to", "en", "--engine", "pseudo"],
        "migrate": ["migrate"],
        "merge-reviews": ["merge-reviews", "other.po", REVIEW, "-o", "out.po"],
    }[command]
    result = project.run(*arguments)

    assert (result.code, f"[{slug}]" in result.err, project.files()) == (1, True, before)
    assert result.err.startswith(REVIEW)
    assert result.err.splitlines()[1].startswith("hint: ")


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac"])
@pytest.mark.parametrize("verb", [["releases/note.md", "--to=en"], ["check", "--fix-reviewed"]])
def test_an_approved_text_survives_any_line_ends(project, verb, end):
    project.write("releases/note.md", "Bonjour.\n")
    text = "# Nadia\n" + po(ENTRY.replace("Hello.", "Hello  there ."))
    project.write(REVIEW, text.replace("\n", end))

    result = project.run(*verb)

    assert (result.code, "fuzzy" in project.read(REVIEW)) == (0, False)
    assert project.read(REVIEW).count("Hello") == 1


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


RUN_AND_TELL_PEAK = """
import sys
from pathlib import Path
from workflow.cli.main import run

code = run(sys.argv[1:])
lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
sys.exit(code)
"""
"""The system's own count for a process starts from that of the one that started it."""


def test_a_huge_file_is_refused_before_it_is_read(project):
    project.write("releases/note.md", "Bonjour.\n")
    path = project.write(REVIEW, po(ENTRY))
    with path.open("r+b") as file:
        file.truncate(2**30)  # takes no room on the disk

    done = subprocess.run(
        [sys.executable, "-c", RUN_AND_TELL_PEAK, "migrate"],
        cwd=project.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "[po-too-large]" in done.stderr) == (1, True)
    assert "1024 MiB" in done.stderr
    assert int(done.stdout.split()[-1]) * 1024 < path.stat().st_size / 2


def test_a_second_run_waits_for_the_first(project):
    from workflow.storage import workspace_lock

    project.write("releases/note.md", "Bonjour.\n")
    with workspace_lock(project.root):
        process = start(project, "releases/note.md", "--to", "en", "--engine", "pseudo")
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1.5)
    process.communicate(timeout=60)

    assert (process.returncode, REVIEW in project.files()) == (0, True)


@pytest.mark.parametrize(
    "arguments", [["migrate"], ["merge-reviews", REVIEW, "b.po", "-o", "c.po"]]
)
def test_every_verb_that_writes_is_told_who_holds_the_workspace(project, arguments):
    from workflow.storage import workspace_lock

    project.write("releases/note.md", "Bonjour.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    project.write("b.po", project.read(REVIEW))
    before = project.files()
    with workspace_lock(project.root, command="another"):
        process = start(project, *arguments)
        _, err = process.communicate(timeout=60)

    assert (process.returncode, "[workspace-locked]" in err, project.files()) == (1, True, before)
    assert f'"another", process {os.getpid()}' in err


@pytest.mark.slow
def test_a_run_killed_at_any_moment_of_a_merge_loses_no_approval(project):
    sentences = [f"Le ministre numéro {n} arrivera le 3 mai." for n in range(150)]
    project.write("releases/note.md", "\n\n".join(sentences) + "\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    approved = [f"Minister number {n} will arrive on 3 May." for n in range(150)]
    blocks = (
        f'msgid "{source}"\nmsgstr "{text}"\n'
        for source, text in zip(sentences, approved, strict=True)
    )
    head = project.read(REVIEW).split("\n\n", 1)[0]
    project.write(REVIEW, "\n".join((head + "\n", *blocks)))
    old = project.files()
    changed = [each.replace("3 mai", f"{4 + n % 20} mai") for n, each in enumerate(sentences)]
    project.write("releases/note.md", "\n\n".join(changed) + "\n")

    finished = False
    for delay in (0.2, 0.4, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0):
        for name in (REVIEW, "locales/note.pot"):
            project.write(name, old[name])
        process = start(project, "releases/note.md", "--to", "en", "--engine", "pseudo")
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        text = project.read(REVIEW)
        finished = finished or "#~ msgid" in text

        assert [each for each in approved if f'"{each}"' not in text] == []

    result = project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    text = project.read(REVIEW)
    assert (result.code, [each for each in approved if f'"{each}"' not in text]) == (0, [])
