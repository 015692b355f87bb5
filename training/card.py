"""The model's card: what it was made of, how good it is, and thirty drafts to judge it by.

The drafts are read by a person, whose remarks lie in ``samples.notes.tsv`` (number, tab, remark):
written once, they go into every later card whose draft is still the same as the one remarked on.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.packs import read_lines
from training.recipe import read_recipe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HERE = Path(__file__).parent
_AIMS = {"FLORES dev": 45.0, "UN dev, unseen half": 55.0}
_AIM_SPEED = 40.0
_BACK = """\
Besides these, Russian television news (no licence stated) was turned into French by a model of
our own.
"""
_WHOLE = 0
"""The number of the remark on all drafts together."""
_SLOW = """\
It was trained without a graphics processor: about one pass over a part of these texts, while the
parent's encoder stayed as it was.
"""
_PUBLISHED = """\
| | Argos | OPUS-MT | Firefox base | Google | Microsoft |
|---|---|---|---|---|---|
| en→ru | 27.6 | 25.5 | 31.0 | 34.4 | 33.6 |
"""


def write_card(
    path: Path,
    metadata: Mapping[str, Any],
    scores: Sequence[Mapping[str, Any]],
    terms: str,
    drafts: Sequence[tuple[str, str]],
) -> None:
    """Write the card as a page of the documentation."""
    parts = [
        _head(metadata),
        "## Scores\n",
        _scores(scores, terms),
        "## What it was trained on\n",
        _data(metadata),
        "## Thirty drafts, read by eye\n",
        _drafts(drafts),
    ]
    path.write_text("\n".join(parts), encoding="utf-8")


def _head(metadata: Mapping[str, Any]) -> str:
    return f"""\
# The French-Russian model

<!-- Written by `python -m training.evaluate --card`; change training/card.py instead. -->

`{metadata["from_code"]}-{metadata["to_code"]}`, version {metadata["package_version"]}, trained by
this project ([how](../training/README.md)) from the encoder and three decoder layers of
`Helsinki-NLP/opus-mt-fr-en` (Apache-2.0). It is a small model: it drafts, a person corrects.

- Licence: {metadata["licence"]}
- Recipe: SHA-256 `{metadata["recipe_sha256"]}`, phase `{metadata["phase"]}`,
  {metadata["steps"]} steps in {metadata["minutes"]} minutes
- Weights of 8 bits, for CTranslate2; an Argos package that Argos Translate reads, too
"""


def _scores(scores: Sequence[Mapping[str, Any]], terms: str) -> str:
    rows = [
        f"| {score['name']} | {'with' if score['glossary'] else 'without'} | {score['bleu']:.1f} "
        f"| {score['chrf']:.1f} | {score['speed']:.0f} |"
        for score in scores
    ]
    table = "\n".join(
        [
            "| Set | Glossary | BLEU | chrF2 | sentences/s |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )
    near = "\n".join(_aims(scores))
    said = f"Terms of the unseen half of UN dev, with the glossary: {terms}\n" if terms else ""
    return f"""\
{table}

{near}

{said}
Published figures, BLEU on FLORES devtest, from *English*: there are none of the same kind from
French, and devtest is not the dev set above, so they give the order of magnitude only.

{_PUBLISHED}"""


def _aims(scores: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a line for each aim: reached, or missed by how much."""
    plain = [score for score in scores if not score["glossary"]]
    lines = [
        f"- {name}: chrF2 {score['chrf']:.1f}, {_verdict(score['chrf'], aim)}"
        for name, aim in _AIMS.items()
        for score in plain
        if score["name"] == name
    ]
    if plain:
        slowest = min(score["speed"] for score in plain)
        verdict = _verdict(slowest, _AIM_SPEED)
        lines.append(f"- speed: {slowest:.0f} sentences/s on the slowest set, {verdict}")
    return lines


def _verdict(found: float, aim: float) -> str:
    if found >= aim:
        return f"the aim of {aim:g} is reached"
    return f"{aim - found:.1f} short of the aim of {aim:g}"


def _data(metadata: Mapping[str, Any]) -> str:
    recipe = read_recipe()
    phase = recipe.phases.get(metadata["phase"])
    counts = {
        label: pairs
        for label, pairs in metadata["data"].items()
        if phase is None or phase.weight_of(label) > 0
    }
    sources = tomllib.loads((_HERE / "sources.toml").read_text(encoding="utf-8"))
    rows = []
    for label, pairs in sorted(counts.items(), key=lambda item: -item[1]):
        source = _source_of(label, sources)
        rows.append(f"| `{label}` | {pairs:,} | {source['what']} | {source['licence']} |")
    table = "\n".join(["| Label | Pairs | What | Licence |", "|---|---|---|---|", *rows])
    return f"""\
Sentences of the test sets are left out. How often each label is seen: `training/recipe.toml`.
{_SLOW if metadata["phase"] == "processor" else _BACK}
Some of the texts state no licence, and it is not settled whether a model is bound by the licences
of what it was trained on. The licence above is the one under which this project gives the weights
away.

{table}
"""


def _source_of(label: str, sources: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return what is known of a label: its own entry, or that of the family it begins with."""
    found = sources.get(label)
    family = next((name for name in sources if label.startswith(name.rstrip("*"))), None)
    unknown = {"what": "not described", "licence": "not stated"}
    return found or (sources[family] if family and family.endswith("*") else unknown)


def _drafts(drafts: Sequence[tuple[str, str]]) -> str:
    remarks = _remarks()
    parts = []
    for number, (source, draft) in enumerate(drafts, 1):
        said, about = remarks.get(number, ("", ""))
        remark = said if about == draft else "*not read yet*"
        parts.append(f"{number}. {source}\n   → {draft}\n   {remark}\n")
    whole, _ = remarks.get(_WHOLE, ("", ""))
    is_same = all(remarks.get(at, ("", ""))[1] == draft for at, (_, draft) in enumerate(drafts, 1))
    return "\n".join([f"{whole}\n", *parts] if whole and is_same else parts)


def _remarks() -> dict[int, tuple[str, str]]:
    """Return the remarks by number, each with the draft it is about."""
    path = _HERE / "samples.notes.tsv"
    if not path.is_file():
        return {}
    cells = [line.split("\t") for line in read_lines(path)]
    return {int(number): (remark, draft) for number, remark, draft in cells}
