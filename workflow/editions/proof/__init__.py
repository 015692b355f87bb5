"""The proof page: a release beside its edition, segment by segment, with what a reviewer checks.

It is one HTML file that needs no network and no script, is read on a screen or on paper, and says
nothing by colour alone.
"""

from __future__ import annotations

from workflow.editions.proof.page import render_proof
from workflow.editions.proof.rows import make_proof
from workflow.editions.proof.values import Proof

__all__ = ["Proof", "make_proof", "render_proof"]
