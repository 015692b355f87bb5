"""Measure enforcement from French to English, for our house and for one that wants other words.

    uv run --group bench --with simplemma python benchmarks/terminology/english.py [--limit N]
        [--seed N]

The other house has the preferred and the first admitted form of every strict concept swapped and
forbids what was preferred: what the model learnt is then wrong nearly everywhere. Concepts that
share a French form with another one are left as they are.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import sacrebleu
from sentences import (
    ROOT,
    SCRATCH,
    TERMS,
    decode,
    read_rows,
    score,
    score_traps,
    write_sample,
)

from workflow.drafting.choice import choose
from workflow.drafting.terms import decode_again
from workflow.engines.registry import EngineChoice, open_engine
from workflow.glossary.enforcement.enforce import enforce
from workflow.glossary.enforcement.opening import open_house
from workflow.glossary.enforcement.values import Enforced, Sentence
from workflow.glossary.load import load_glossary
from workflow.glossary.terms import NO_GRAMMAR, Enforce, Glossary, Role, Term
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Hypothesis

FRENCH, ENGLISH = LangTag("fr"), LangTag("en")
BEAM = 4


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None, help="sentences")
    parser.add_argument("--seed", type=int, default=1, help="of the samples to be read")
    options = parser.parse_args()
    if not TERMS.exists():
        print("skipped: the test sentences are not there")
        return
    rows = read_rows(TERMS / "un_terms_dev.tsv")[: options.limit]
    traps = [row["fr"] for row in read_rows(TERMS / "negatives_dev.tsv")]
    sources = [row["fr"] for row in rows] + traps
    engine = open_engine(EngineChoice(beam=BEAM), source=FRENCH, target=ENGLISH)
    decoded = decode(engine, sources, beam=BEAM)
    sentences = [sentence_of(*pair) for pair in zip(sources, decoded.hypotheses, strict=True)]
    ours = load_glossary(sorted((ROOT / "glossary").glob("*.csv")))
    for name, glossary in (("our house", ours), ("other house", swapped(ours))):
        print(f"== {name} ==")
        results = measure(rows, sentences, engine, glossary, drafting=decoded.seconds)
        write_sample(results, sources, SCRATCH / f"sample {name}.txt", seed=options.seed)


def sentence_of(source: str, hypotheses: Sequence[Hypothesis]) -> Sentence:
    """Return a source with its hypotheses as a run has them, the guarded choice first."""
    chosen, fired = choose(source, hypotheses, source_lang=FRENCH, target_lang=ENGLISH)
    rest = () if fired else tuple(hypotheses[hypotheses.index(chosen) + 1 :])
    return Sentence(source=source, hypotheses=(chosen, *rest))


def measure(
    rows: list[dict[str, Any]],
    sentences: list[Sentence],
    engine: Engine,
    glossary: Glossary,
    *,
    drafting: float,
) -> Sequence[Enforced]:
    """Print what enforcement does to terms, to chrF2 and to the time."""
    house = open_house(glossary, source_lang=FRENCH, target_lang=ENGLISH)
    start = time.perf_counter()
    results = enforce(
        sentences,
        house=house,
        score=engine.score,
        redecode=lambda texts, prefixes: decode_again(engine, texts, prefixes),
    )
    seconds = time.perf_counter() - start
    plain = [sentence.hypotheses[0].text for sentence in sentences]
    texts = [result.text for result in results]
    asked = tests_of(rows, house, glossary)
    for label, found in (("without the glossary", plain), ("with the glossary", texts)):
        lines = found[: len(rows)]
        chrf = sacrebleu.corpus_chrf(lines, [[row["en"] for row in rows]]).score
        print(f"-- {label}: chrF2 {chrf:.2f}")
        print("all terms:", score(lines, rows, lang="en"))
        print("strict terms, the form that is due:", score(lines, asked, lang="en"))
        if len(found) > len(rows):
            print(score_traps(found[len(rows) :], lang="en"))
    edits = Counter(edit.rule.value for result in results for edit in result.edits)
    unmet = sum(each.is_strict for result in results for each in result.unmet)
    print(f"edits: {dict(edits)}; strict terms left: {unmet}")
    print(f"enforcement {seconds:.0f} s, drafting {drafting:.0f} s: {seconds / drafting:.1%}")
    return results


def tests_of(rows: list[dict[str, Any]], house: House, glossary: Glossary) -> list[dict[str, Any]]:
    """Return the rows with strict terms only, the form that is due to each listed first.

    Due is the preferred form where the source has the preferred form. An acronym or another
    admitted form of the source may be answered by any allowed form, and is left out.
    """
    terms = {term.id: term for term in glossary.terms}
    asked = []
    for row in rows:
        forms = {
            (hit.term.id, hit.span.of(row["fr"])): hit.form for hit in house.checker.hits(row["fr"])
        }
        items = []
        for item in row["terms"]:
            term = terms.get(item["id"])
            form = forms.get((item["id"], item["fr_form"]))
            is_due = form is not None and form.role is Role.PREFERRED
            if item["enforce"] == "strict" and term is not None and is_due:
                items += _due(item, term)
        asked.append({**row, "terms": items})
    return asked


def _due(item: dict[str, Any], term: Term) -> list[dict[str, Any]]:
    wording = term.wording(ENGLISH)
    if wording is None:
        return []
    due = wording.preferred
    allowed = [text for text in (due, *item["en_all"]) if text not in wording.forbidden]
    return [{**item, "en": due, "en_all": list(dict.fromkeys(allowed))}]


def swapped(glossary: Glossary) -> Glossary:
    """Return the glossary of a house that prefers what ours only admits."""
    shared = Counter(text for term in glossary.terms for text in _french(term))
    return replace(
        glossary,
        terms=tuple(
            term if any(shared[text] > 1 for text in _french(term)) else _swapped(term)
            for term in glossary.terms
        ),
    )


def _french(term: Term) -> set[str]:
    wording = term.wording(FRENCH)
    return {form.text.casefold() for form in wording.forms()} if wording else set()


def _swapped(term: Term) -> Term:
    old = term.wording(ENGLISH)
    if old is None or not old.admitted or term.enforce is Enforce.SOFT:
        return term
    new = replace(
        old,
        preferred=old.admitted[0],
        admitted=old.admitted[1:],
        forbidden=(*old.forbidden, old.preferred),
        grammar=NO_GRAMMAR,
    )
    return replace(term, wordings=tuple(new if each is old else each for each in term.wordings))


if __name__ == "__main__":
    main()
