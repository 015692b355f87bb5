"""Findings that a translator accepts, each with a reason, in a comment of the entry.

``# check:ignore fact-number: the Russian text rounds`` accepts what `fact-number` finds in this
entry. An accepted finding is still listed, as a remark with its reason; a comment without a reason,
with an unknown code or that accepts nothing is a finding itself.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.marks import MARK
from workflow.model import Finding, Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from workflow.model import Position

_COMMENT = re.compile(MARK.pattern + r"(?P<codes>[^:]*)(?::(?P<reason>.*))?", re.DOTALL)
_CODE = re.compile(r"[^\s,;]+")

UNREASONED = "ignore-without-reason"
UNKNOWN = "ignore-unknown"
UNUSED = "ignore-unused"
CODES = (UNREASONED, UNKNOWN, UNUSED)
EXPLANATIONS = {
    UNREASONED: "A check:ignore comment gives no reason, and accepts nothing. Write the reason"
    " after a colon: # check:ignore fact-number: the Russian text rounds.",
    UNKNOWN: "A check:ignore comment names a code that no check has, or names none.",
    UNUSED: "A check:ignore comment accepts a finding that is not there, or no longer: delete it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One ``check:ignore`` comment."""

    codes: tuple[str, ...]
    reason: str
    position: Position


def parse_acceptances(
    comments: Sequence[str], place: Callable[[int], Position]
) -> tuple[Acceptance, ...]:
    """Return the ``check:ignore`` comments of an entry; `place` tells where each comment stands."""
    found = ((number, _COMMENT.match(comment)) for number, comment in enumerate(comments))
    return tuple(
        Acceptance(
            codes=tuple(dict.fromkeys(_CODE.findall(match["codes"]))),
            reason=" ".join((match["reason"] or "").split()),
            position=place(number),
        )
        for number, match in found
        if match
    )


def accept(
    findings: Iterable[Finding],
    acceptances: Sequence[Acceptance],
    *,
    known: Collection[str],
    active: Collection[str],
) -> Iterator[Finding]:
    """Yield the findings of an entry, those accepted marked so, then what is wrong with comments.

    `known` are the codes that exist, `active` those whose checks have run: a comment for another is
    not called unused.
    """
    reasons = {
        code: acceptance.reason
        for acceptance in reversed(acceptances)
        if acceptance.reason
        for code in acceptance.codes
    }
    met = set()
    for finding in findings:
        reason = reasons.get(finding.code, "")
        met.add(finding.code)
        yield replace(finding, accepted=reason, severity=Severity.INFO) if reason else finding
    for acceptance in acceptances:
        yield from _faults(acceptance, met=met, known=known, active=active)


def _faults(
    acceptance: Acceptance, *, met: Collection[str], known: Collection[str], active: Collection[str]
) -> Iterator[Finding]:
    if not acceptance.codes:
        yield _fault(UNKNOWN, acceptance, tr("check:ignore names no code"), _EXAMPLE)
    if not acceptance.reason:
        yield _fault(UNREASONED, acceptance, tr("check:ignore gives no reason"), _EXAMPLE)
    for code in acceptance.codes:
        if code not in known:
            near = difflib.get_close_matches(code, sorted(known), n=1)
            hint = tr("the codes are in docs/checks.md")
            if near:
                hint = tr('did you mean "{code}"?', code=near[0])
            message = tr('check:ignore names "{code}": no such code', code=code)
            yield _fault(UNKNOWN, acceptance, message, hint)
        elif code not in met and code in active and acceptance.reason:
            message = tr('check:ignore accepts "{code}", which is not found here', code=code)
            yield _fault(UNUSED, acceptance, message, tr("delete the comment"))


_EXAMPLE = tr("write for example: # check:ignore fact-number: the Russian text rounds")


def _fault(code: str, acceptance: Acceptance, message: str, hint: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING,
        position=acceptance.position,
        message=message,
        hint=hint,
    )
