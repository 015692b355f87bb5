"""The structure that HOUSE_STYLE promises: imports point down, every module stands alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "workflow"

LAYERS = (
    {"__main__"},
    {"cli"},
    {"console"},
    {"commands"},
    {"preview", "site"},
    {"editions", "drafting", "memory"},
    {"reuse"},
    {"engines"},
    {"checks"},
    {"catalog", "facts", "glossary", "markdown", "segmentation", "structured"},
    {"workspace"},
    {"settings"},
    {"storage"},
    {"messages"},
    {"languages"},
    {"errors"},
    {"model"},
    {"wording"},
)
"""Top to bottom; a module imports its own package and what is below it."""

CORE = {"catalog", "facts", "glossary", "markdown", "segmentation", "structured"}

HEAVY = {
    "argostranslate",
    "babel",
    "ctranslate2",
    "jinja2",
    "lxml",
    "numpy",
    "polib",
    "pymorphy3",
    "pypandoc",
    "rapidfuzz",
    "rich",
    "spylls",
    "sqlalchemy",
    "typst",
    "watchfiles",
    "yaml",
}

MODULES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    for path in PACKAGE.rglob("*.py")
    if path.name not in {"__init__.py", "__main__.py"}
)


def part_of(module):
    return module.split(".")[1] if "." in module else ""


def level_of(part):
    return next(level for level, parts in enumerate(LAYERS) if part in parts)


def imports_of(module, *, for_types=False):
    """Yield the workflow modules that are imported at run time, or also those for typing alone."""
    tree = ast.parse((ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8"))
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) and not for_types
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workflow"):
            if node.module == "workflow":
                yield from (f"workflow.{alias.name}" for alias in node.names)
            else:
                yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("workflow"))


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module):
    part = part_of(module)
    targets = {part_of(name) for name in imports_of(module)} - {part, "__version__", ""}

    upward = {target for target in targets if level_of(target) < level_of(part)}
    sideways = targets & CORE if part in CORE else set()

    assert (upward, sideways) == (set(), set())


def test_no_modules_know_one_another_in_a_circle():
    graph = {module: set(imports_of(module, for_types=True)) - {module} for module in MODULES}

    assert tuple(TopologicalSorter(graph).static_order())  # names the circle where there is one


IMPORT_ALONE = """
import importlib, os, sys

for module in sys.argv[1:]:
    if not (child := os.fork()):
        importlib.import_module(module)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(module)
"""
"""Each module in a process of its own, forked from one in which none is loaded."""


def test_every_module_imports_alone():
    failed = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALONE, *MODULES],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()

    assert failed == []


@pytest.mark.parametrize("arguments", [["--help"], ["release", "--help"], ["models", "--help"]])
def test_help_loads_nothing_heavy(arguments):
    script = "import sys; from workflow.cli.main import run; run(sys.argv[1:]); print(*sys.modules)"
    output = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout

    assert HEAVY & set(output.splitlines()[-1].split()) == set()
