"""Checks of source and target pairs: what a reviewer must see before an edition is published.

Every check is a pure function with a stable code, a default severity and an explanation; none
raises on any text.
"""

from workflow.checks.pairs import Options, Pair
from workflow.checks.registry import CHECKS, run_checks
from workflow.checks.rules import RULES, explain
from workflow.checks.typography import fix_typography

__all__ = ["CHECKS", "RULES", "Options", "Pair", "explain", "fix_typography", "run_checks"]
