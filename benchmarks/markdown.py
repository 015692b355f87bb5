"""Extraction and rebuilding of a Markdown file without an engine, beside mdpo.

    uv run --group bench python benchmarks/markdown.py [--sizes 250 500 1000]

Both tools, with their own defaults, read the same file of the given sizes (kB), write a .po file,
and make the Markdown again from it; every entry is "translated" by its own text. `prose` is long
paragraphs, `blocks` short ones, lists, quotations and tables. Prints processor seconds, the ratio,
and seconds a megabyte, which stay level where the work is linear in the size.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import polib
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown

from workflow import structured
from workflow.catalog.extract import make_template
from workflow.catalog.merge import merge
from workflow.catalog.pofile import read_catalog, write_catalog
from workflow.markdown.parse import parse_document
from workflow.markdown.render import render_document
from workflow.model import LangTag, Slug
from workflow.segmentation.document import split_document
from workflow.settings import Project
from workflow.storage import read_text, write_atomic

FRENCH = LangTag("fr")
ENGLISH = LangTag("en")

PROSE = """\
Le Président de la République a reçu la délégation numéro {n}, conduite par le ministre chargé du
dossier. Il a **rappelé** l'attachement de la France à une paix durable, fondée sur le respect du
droit international, et il a salué la [résolution {n}](https://press.example.org/{n}) du Conseil de
sécurité. Les deux parties ont souligné que l'accord numéro {n}, conclu à l'issue de longues
discussions, ne pourrait être remis en cause par aucun de ses signataires. Elles sont convenues de
se revoir avant la fin de l'année pour examiner les progrès accomplis sur le point {n}.

"""

BLOCKS = """\
## Réunion numéro {n} du comité de suivi

Le Président de la République a reçu la délégation numéro {n}. Il a **rappelé** l'attachement de la
France à la paix, et il a salué la [résolution {n}](https://press.example.org/{n}) du Conseil.

- Premier engagement : verser {n} millions d'euros ;
- second engagement : ne pas céder avant l'année {n}.

> « Nous agirons. Nous ne céderons pas sur le point {n}. »

| Pays {n} | Montant |
|----------|--------:|
| France   | {n} M€  |

"""


SHAPES = {"prose": PROSE, "blocks": BLOCKS}


def main() -> None:
    """Time both tools at each size and shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 500, 1000])
    parser.add_argument("--shapes", nargs="+", default=["prose"], choices=SHAPES)
    told = parser.parse_args()
    print("shape       kB  ours s  mdpo s  ratio  ours s/MB")
    for shape in told.shapes:
        for size in told.sizes:
            _compare(shape, size)


def _compare(shape: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "release.md"
        source.write_text(_make(SHAPES[shape], 1000 * size), encoding="utf-8")
        ours = _time(_run_ours, source)
        theirs = _time(_run_mdpo, source)
    print(
        f"{shape:8}{size:6}  {ours:6.2f}  {theirs:6.2f}  {theirs / ours:5.1f}"
        f"  {1000 * ours / size:9.2f}"
    )


def _make(section: str, size: int) -> str:
    sections: list[str] = []
    length = 0
    while length < size:
        sections.append(section.format(n=len(sections)))
        length += len(sections[-1].encode())
    return "".join(sections)


def _time(run: object, source: Path) -> float:
    start = time.process_time()
    run(source)  # type: ignore[operator] # one of the two below
    return time.process_time() - start


def _run_ours(source: Path) -> None:
    text = read_text(source)
    document = parse_document(text, path=source.name)
    segments = split_document(
        document, FRENCH, classify=lambda line: structured.classify(line, FRENCH)
    )
    template = make_template(segments, slug=Slug("release"), project=Project(), source_lang=FRENCH)
    catalog = merge(template, None, lang=ENGLISH)
    entries = tuple(replace(entry, msgstr=entry.msgid) for entry in catalog.entries)
    path = source.with_suffix(".po")
    write_catalog(path, replace(catalog, entries=entries))
    targets = [entry.msgstr for entry in read_catalog(path).entries]
    edition = render_document(document, segments, targets)
    write_atomic(source.with_suffix(".en.md"), edition)
    if edition != text:
        raise SystemExit("the edition differs from its source")


def _run_mdpo(source: Path) -> None:
    path = source.with_suffix(".mdpo.po")
    catalog = markdown_to_pofile(str(source))
    for entry in catalog:
        entry.msgstr = entry.msgid
    catalog.save(str(path))
    if not len(polib.pofile(str(path))):
        raise SystemExit("mdpo extracted nothing")
    pofile_to_markdown(str(source), [str(path)], save=str(source.with_suffix(".mdpo.md")))


if __name__ == "__main__":
    main()
