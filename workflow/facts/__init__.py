"""The facts of a sentence: numbers, dates, sums, names, negations, and how they survive.

A wrong number in a head of state's words is the accident that this package exists to prevent.
"""

from workflow.facts.compare import compare_facts
from workflow.facts.extract import extract_facts, firm_facts
from workflow.facts.values import DifferenceKind, Fact, FactDifference, FactKind

__all__ = [
    "DifferenceKind",
    "Fact",
    "FactDifference",
    "FactKind",
    "compare_facts",
    "extract_facts",
    "firm_facts",
]
