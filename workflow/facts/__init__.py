"""The facts of a sentence: numbers, dates, sums, names, negations, and how they survive.

A wrong number in a head of state's words is the accident that this package exists to prevent.
"""

from workflow.facts.bounds import Bound, extract_bounds
from workflow.facts.compare import compare_facts
from workflow.facts.compare_bounds import BoundDifference, BoundDoubt, compare_bounds
from workflow.facts.compare_limits import LimitDifference, compare_limits
from workflow.facts.compare_polarity import PolarityDifference, compare_polarity
from workflow.facts.extract import extract_facts, firm_facts
from workflow.facts.limits import Limit, Limits, extract_limits
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
    "Limit",
    "LimitDifference",
    "Limits",
    "PolarityDifference",
    "PolarityKind",
    "PolarityMark",
    "are_of_one_unit",
    "compare_bounds",
    "compare_facts",
    "compare_limits",
    "compare_polarity",
    "extract_bounds",
    "extract_facts",
    "extract_limits",
    "extract_polarity",
    "firm_facts",
    "has_polarity",
    "render_digits",
    "render_fact",
    "render_figure",
]
