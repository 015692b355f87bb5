"""Reuse an old translation when its source changed, as far as that is safe, and say why.

A changed number is repaired, a changed comma is nothing, and a new "ne … pas" must never be
answered with the old positive sentence.
"""

from workflow.reuse.adapt import adapt
from workflow.reuse.classify import classify
from workflow.reuse.values import Change, Difference, Offer

__all__ = ["Change", "Difference", "Offer", "adapt", "classify"]
