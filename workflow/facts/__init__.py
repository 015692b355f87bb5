"""The facts of a sentence: numbers, dates, sums, names, negations, and how they survive.

A wrong number in a head of state's words is the accident that this package exists to prevent.
"""

from workflow.facts.bounds import Bound, extract_bounds
from workflow.facts.compare import compare_facts
from workflow.facts.compare_bounds import BoundDifference, BoundDoubt, compare_bounds
from workflow.facts.compare_polarity import PolarityDifference, compare_polarity
from workflow.facts.extract import extract_facts, firm_facts
from workflow.facts.measures import are_of_one_unit
from workflow.facts.polarity import extract_polarity, has_polarity
from workflow.facts.polarity_words import PolarityKind, PolarityMark
from workflow.facts.render import render_digits, render_fact, render_figure
from workflow.facts.values import DifferenceKind, Fact, FactDifference, FactKind

__all__ = [
    "Bound",
    "BoundDifference",
    "BoundDoubt",
    "DifferenceKind",
    "Fact",
    "FactDifference",
    "FactKind",
    "PolarityDifference",
    "PolarityKind",
    "PolarityMark",
    "are_of_one_unit",
    "compare_bounds",
    "compare_facts",
    "compare_polarity",
    "extract_bounds",
    "extract_facts",
    "extract_polarity",
    "firm_facts",
    "has_polarity",
    "render_digits",
    "render_fact",
    "render_figure",
]
