"""A small newsroom: releases with reviewed translations, ready to be published."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import replace

import pytest

from workflow.cli.main import run
from workflow.commands.releases import read_release
from workflow.commands.review import open_review, write_review
from workflow.model import LangTag
from workflow.settings import load_settings
from workflow.workspace import Workspace

WORDS = {
    "Réunion à Vienne": {
        "en": "Meeting in Vienna",
        "ru": "Встреча в Вене",
        "ar": "اجتماع في فيينا",
        "zh": "维也纳会议",
    },
    "La ministre a reçu les ambassadeurs.": {
        "en": "The Minister received the ambassadors.",
        "ru": "Министр приняла послов.",
        "ar": "استقبلت الوزيرة السفراء.",
        "zh": "部长接见了各位大使。",
    },
    "Ils ont parlé de la paix.": {
        "en": "They spoke about peace.",
        "ru": "Они говорили о мире.",
        "ar": "وتحدثوا عن السلام.",
        "zh": "他们谈到了和平。",
    },
    "Le nom de la ville a été corrigé.": {
        "en": "The name of the city was corrected.",
        "ru": "Название города исправлено.",
        "ar": "صُحِّح اسم المدينة.",
        "zh": "城市名称已更正。",
    },
}
RELEASE = """\
---
title: Réunion à Vienne
date: 2025-11-03
---

La ministre a reçu les ambassadeurs. Ils ont parlé de la paix.
"""
AT = ("--at", "2026-01-01T00:00Z")


class Newsroom:
    """A workspace in which releases are written, reviewed and published."""

    def __init__(self, project):
        self.project = project
        self.root = project.root

    def write(self, slug, text=RELEASE):
        return self.project.write(f"releases/{slug}.md", text)

    def review(self, slug, *langs, words=None, approves=True):
        """Write review files: what `words` has is translated and, by default, approved."""
        workspace = Workspace(settings=load_settings(self.root))
        release = read_release(self.root / "releases" / f"{slug}.md", workspace)
        for lang in langs:
            review = open_review(release, LangTag(lang), workspace)
            entries = []
            for entry in review.catalog.entries:
                text = (words or WORDS).get(entry.msgid, {}).get(lang, "")
                flags = () if approves or not text else ("fuzzy",)
                entries.append(replace(entry, msgstr=text, flags=flags))
            catalog = replace(review.catalog, entries=tuple(entries))
            write_review(replace(review, catalog=catalog), workspace)

    def publish(self, *options):
        """Publish as of a fixed time, unless `options` name another."""
        at = () if "--at" in options else AT
        return self.project.run("publish", "--workspace", self.root, *options, *at)

    def shown(self, *options):
        """Publish and return what stands at each address."""
        result = self.publish("--json", *options)
        assert result.code == 0, result.err
        editions = json.loads(result.out)["editions"]
        return {f"{each['lang']}/{each['slug']}": each["shown"] for each in editions}

    def site(self):
        """Return the files of the site."""
        return {
            path.relative_to(self.root / "site").as_posix(): path.read_bytes()
            for path in sorted((self.root / "site").rglob("*"))
            if path.is_file()
        }

    def page(self, path):
        return (self.root / "site" / path).read_text(encoding="utf-8")


class Quiet:
    """A workspace that several tests look at: the command's output goes nowhere."""

    def __init__(self, root):
        self.root = root

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name):
        return (self.root / name).read_bytes().decode()

    def run(self, *arguments):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = run([str(argument) for argument in arguments])
        assert code == 0


@pytest.fixture(scope="module")
def quiet_newsroom(tmp_path_factory):
    return Newsroom(Quiet(tmp_path_factory.mktemp("newsroom")))


@pytest.fixture
def newsroom(project):
    return Newsroom(project)
