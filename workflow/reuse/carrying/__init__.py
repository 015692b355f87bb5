"""Review files in step with a changed source: which old entry each new sentence came from.

The rule: an approval lives on only where nothing but typography changed; every other text that a
person approved is offered as a draft that says what changed, and stays as an obsolete entry too,
so that a source that changes back finds it again byte for byte.
"""

from __future__ import annotations

from workflow.reuse.carrying.carry import (
    Adapt,
    Carried,
    Fate,
    Frame,
    Move,
    Offered,
    carry,
)

__all__ = ["Adapt", "Carried", "Fate", "Frame", "Move", "Offered", "carry"]
