"""The documentation and the code say the same: verbs, options, keys, slugs, links, sessions."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import shlex
import tomllib
from itertools import pairwise
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt

from workflow import __version__
from workflow.checks.rules import RULES
from workflow.cli.main import VERBS, group
from workflow.commands.summary import Outcome
from workflow.editions.ledger import LedgerLine
from workflow.editions.standing import Reason, State
from workflow.settings.layers import ENVIRONMENT_PREFIX
from workflow.settings.schema import default_of, parsers

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
COMMANDS = ROOT / "docs" / "commands.md"
PACKAGE = ROOT / "workflow"

markdown = MarkdownIt("commonmark").enable("table")


def read(path):
    return path.read_text(encoding="utf-8")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def iter_inline(path):
    """Yield the inline tokens of a page, code blocks left out."""
    for token in markdown.parse(read(path)):
        yield from token.children or ()


def code_spans(text):
    return [
        child.content
        for token in markdown.parse(text)
        for child in token.children or ()
        if child.type == "code_inline"
    ]


def headings(path):
    tokens = markdown.parse(read(path))
    return [
        tokens[index + 1].content
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def table_rows(text):
    """Return the cells of every body row of every table of a page, as written."""
    tokens = markdown.parse(text)
    rows = []
    for token, after in pairwise(tokens):
        if token.type == "tr_open" and after.type == "td_open":
            rows.append([])
        elif token.type == "td_open":
            rows[-1].append(after.content)
    return rows


# --- Commands ----------------------------------------------------------------------------------


def iter_commands(command=group, path=()):
    """Yield every command with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for verb in command.list_commands(None):
            yield from iter_commands(command.get_command(None, verb), (*path, verb))


ALL_COMMANDS = dict(iter_commands())


def title_of(path):
    return " ".join(("translate", *path))


IDS = [title_of(path) for path in ALL_COMMANDS]


def section_of(path):
    """Return the section of a command in commands.md: up to the next heading."""
    found = re.search(rf"(?ms)^#+ `{title_of(path)}`$(.*?)(?=^#+ |\Z)", read(COMMANDS))
    assert found, f"docs/commands.md has no section `{title_of(path)}`"
    return found


@pytest.mark.parametrize("path", ALL_COMMANDS, ids=IDS)
def test_the_help_in_the_commands_page_is_what_the_program_prints(project, path, request):
    expected = project.run(*path, "--help").out
    section = section_of(path)
    shown = re.search(r"(?s)(?<=```text\n).*?(?=```\n)", section[1])
    assert shown, f"`{title_of(path)}` has no ```text block for its --help"

    if request.config.getoption("--update-golden"):
        start = section.start(1)
        page = read(COMMANDS)
        page = page[: start + shown.start()] + expected + page[start + shown.end() :]
        COMMANDS.write_text(page, encoding="utf-8")
    else:
        assert shown[0] == expected


@pytest.mark.parametrize("path", ALL_COMMANDS, ids=IDS)
def test_every_option_is_explained_in_its_section(path):
    params = ALL_COMMANDS[path].params
    wanted = {
        parameter.opts[-1]
        for parameter in params
        if isinstance(parameter, click.Option) and parameter.opts[-1] not in {"--version", "--help"}
    }

    rows = table_rows(section_of(path)[1])
    found = {code_spans(row[0])[-1].split(" ")[0] for row in rows if row[0].startswith("`-")}

    assert found == wanted


def test_every_section_of_the_commands_page_is_a_command():
    titles = {
        title.strip("`") for title in headings(COMMANDS) if re.fullmatch(r"`translate[^`]*`", title)
    }

    assert titles == set(IDS)


# --- Sessions ----------------------------------------------------------------------------------


def iter_command_lines(path):
    """Yield what the pages tell a reader to type: blocks of commands, and commands in a sentence.

    A ``console`` block mixes commands, after ``$``, with what they print; an ``sh`` block holds
    commands alone.
    """
    for token in markdown.parse(read(path)):
        if token.type == "fence" and token.info in {"console", "sh"}:
            for line in token.content.splitlines():
                if token.info == "sh" or line.startswith("$ "):
                    yield line.removeprefix("$ ")
    yield from (
        token.content
        for token in iter_inline(path)
        if token.type == "code_inline" and token.content.startswith(("translate ", "make "))
    )


def iter_calls(path, program):
    """Yield the arguments of every call of `program` on a page, redirections and pipes cut off."""
    for line in iter_command_lines(path):
        lexer = shlex.shlex(line.replace("…", ""), posix=True, punctuation_chars="|>&;()")
        lexer.whitespace_split = True
        words = list(lexer)
        for index, word in enumerate(words):
            if word == program and (not index or re.fullmatch(r"[|&;(]+|\w+=.*", words[index - 1])):
                rest = words[index + 1 :]
                end = next(
                    (at for at, each in enumerate(rest) if re.fullmatch(r"[|&;()<>]+", each)),
                    len(rest),
                )
                yield rest[:end]


def parse_call(arguments):
    """Let click read the arguments as the program would, without running anything."""
    command = group
    if not arguments or arguments[0] in {"--help", "-h", "--version"}:
        return
    if arguments[0] not in VERBS:
        assert arguments[0].endswith(".md") or arguments[0].startswith(("FILE", "-")), arguments
        arguments = ["release", *arguments]
    while isinstance(command, click.Group) and arguments:
        verb, *arguments = arguments
        command = command.get_command(None, verb)
        assert command, verb
    context = click.Context(command, **group.context_settings)
    command.make_parser(context).parse_args(arguments)


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_command_shown_can_be_typed(path):
    for arguments in iter_calls(path, "translate"):
        parse_call(arguments)


def test_the_pages_show_commands_at_all():
    assert sum(len(list(iter_calls(path, "translate"))) for path in DOCS) > 20


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_make_target_shown_exists(path):
    targets = set(re.findall(r"(?m)^([a-z-]+):", read(ROOT / "Makefile")))

    shown = {
        word
        for arguments in iter_calls(path, "make")
        for word in arguments
        if not word.startswith("-")
    }

    assert shown <= targets


# --- Settings and environment ------------------------------------------------------------------


def settings_rows():
    rows = table_rows(read(ROOT / "docs" / "settings.md"))
    return {code_spans(row[0])[0]: row for row in rows if len(row) == 4}


def as_toml(key, value):
    if key == "checks.severity":  # a table, kept as pairs
        value = dict(value)
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def test_every_setting_is_documented_with_its_default_and_variable():
    expected = {
        key: (
            as_toml(key, default_of(key)),
            ENVIRONMENT_PREFIX + key.upper().replace(".", "_"),
        )
        for key in parsers()
    }

    found = {
        key: (code_spans(row[1])[0], code_spans(row[2])[0]) for key, row in settings_rows().items()
    }

    assert found == expected


def test_every_variable_of_argos_that_the_program_names_is_documented():
    pattern = re.compile(r"\bARGOS_[A-Z_]+\b")
    named = {name for path in PACKAGE.rglob("*.py") for name in pattern.findall(read(path))}

    documented = set(pattern.findall(read(ROOT / "docs" / "settings.md")))

    assert documented == named


# --- Documents for programs --------------------------------------------------------------------


def fields_of(kind):
    return [field.name for field in dataclasses.fields(kind)]


def test_every_field_of_a_ledger_line_is_documented_and_no_other():
    page = read(ROOT / "docs" / "formats.md")
    section = page.partition("\n## Ledger\n")[2].partition("\n## ")[0]

    documented = [name for row in table_rows(section) for name in code_spans(row[0])]

    assert documented == fields_of(LedgerLine)


def test_every_standing_and_reason_is_documented():
    page = read(ROOT / "docs" / "formats.md")
    section = page.partition("\n## Where an edition stands\n")[2].partition("\n## ")[0]
    rows = table_rows(section)

    reasons = {name for row in rows for name in code_spans(row[0])}
    states = {row[0].strip("*") for row in rows if row[0].startswith("*")}

    assert reasons == {reason.value for reason in Reason}
    assert {each.partition("*")[0] for each in states} == {state.value for state in State}


def test_the_json_document_shown_has_the_fields_of_an_outcome():
    page = read(ROOT / "docs" / "webmaster.md")
    shown = json.loads(re.search(r"(?ms)^\{\n.*?^\}$", page)[0])

    assert [list(edition) for edition in shown["editions"]] == [fields_of(Outcome)]


# --- Errors, findings, warnings ----------------------------------------------------------------


def literals(node):
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def iter_slugs(tree):
    """Yield ``slug=`` and ``code=`` texts, the first text of warnings, and tables of guards."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in {"slug", "code"} and isinstance(
                    keyword.value, ast.Constant | ast.IfExp
                ):
                    yield from literals(keyword.value)
            if isinstance(node.func, ast.Name) and node.func.id == "GuardWarning" and node.args:
                yield from literals(node.args[0])
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "GUARDS":
            yield from literals(node.value)


def iter_glossary_codes(tree):
    """Yield the codes that the glossary passes on by position or as a default."""
    yield from (text for text in literals(tree) if re.fullmatch(r"glossary-[a-z-]+", text))


def used_slugs():
    """Return every name that the program may print in square brackets."""
    used = set(RULES)
    used |= set(re.findall(r"\[(bug)\]", read(PACKAGE / "cli" / "main.py")))
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(read(path))
        used |= {slug for slug in iter_slugs(tree) if slug}
        used |= set(iter_glossary_codes(tree))
    return used


def test_every_error_and_warning_is_documented_and_no_other():
    documented = [
        title.strip("`")
        for title in headings(ROOT / "docs" / "errors.md")
        if re.fullmatch(r"`[a-z-]+`", title)
    ]

    assert sorted(documented) == sorted(used_slugs())


# --- Links, licences, versions -----------------------------------------------------------------


def anchors_of(path):
    """Return the anchors that code hosts give to the headings of a page."""
    return {
        re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()).replace(" ", "-")
        for title in headings(path)
    }


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_links_lead_somewhere(path):
    targets = [
        token.attrs.get("href") or token.attrs.get("src")
        for token in iter_inline(path)
        if token.type in {"link_open", "image"}
    ]
    broken = []
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        linked = (path.parent / file).resolve() if file else path
        if not linked.exists() or (anchor and anchor not in anchors_of(linked)):
            broken.append(target)

    assert broken == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=name_of)
def test_the_readme_leads_to_every_page(path):
    assert f"(docs/{path.name})" in read(ROOT / "README.md")


def test_the_licence_of_every_dependency_is_stated():
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    required = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}

    rows = table_rows(read(ROOT / "README.md"))
    stated = {name for row in rows if len(row) == 3 for name in code_spans(row[0])}

    assert required <= stated


def test_the_changelog_has_the_current_version():
    assert re.search(rf"(?m)^## \[{re.escape(__version__)}\] - ", read(ROOT / "CHANGELOG.md"))
