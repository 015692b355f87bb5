"""Comments by which a person accepts what a check finds: ``# check:ignore CODE: reason``.

The rule: such a mark is for one sentence and one translation, as an approval is. Where the program
puts another text or another sentence beside it, it is withdrawn: it stays to be read, as
``# was check:ignore CODE: reason``, and accepts nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = re.compile(r"\s*check\s*:\s*ignore(?![\w-])")
WITHDRAWN = "was check:ignore"
"""Opens a mark that accepts nothing any more. The approval removes it."""


def withdraw_marks(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the comments with the marks among them withdrawn.

    >>> withdraw_marks(["vu par AL", "check:ignore length: agreed"])
    ('vu par AL', 'was check:ignore length: agreed')
    """
    return tuple(
        MARK.sub(WITHDRAWN, line, count=1) if MARK.match(line) else line for line in comments
    )


def restore_marks(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the comments with the marks that were withdrawn in force again."""
    in_force = WITHDRAWN.removeprefix("was ")
    return tuple(
        in_force + line.removeprefix(WITHDRAWN) if line.startswith(WITHDRAWN) else line
        for line in comments
    )
