"""What happens to a single entry: a draft comes in, its message changes, or leaves the source.

The program's own comments are known by how they begin; every other comment is a person's and is
never touched.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING
from unicodedata import category

from workflow.catalog.marks import WITHDRAWN, withdraw_marks
from workflow.model import Entry, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import Draft

ORIGIN = "draft: "
"""Opens the comment that tells where a draft comes from."""
EDITED = "edited draft: "
"""Opens the same comment once a person has changed the text and left it fuzzy."""
WARNING = "draft warning: "
TERM = "term: "
"""Opens the comment of a term that was put into a draft."""
RISK = "risk: "
"""Opens the comment that tells how probable a mistake is."""
CHANGED = "source changed "
"""Opens the comment that says why an approved text is offered again: ``source changed (fact): …``.
The next change replaces it, the approval removes it."""
OTHER = "other version "
"""Opens the comment that keeps the second of two approved texts: ``other version (b.po): "…"``.
The approval removes it."""
_PENDING = (CHANGED, OTHER, WITHDRAWN)
"""What is said until the approval."""
_OURS = (ORIGIN, EDITED, WARNING, TERM, RISK, *_PENDING)


def with_draft(entry: Entry, draft: Draft) -> Entry:
    """Return the entry with a machine's text, fuzzy, and comments that say where it comes from.

    Comments of a former draft are replaced, the translators' own stay; what they had accepted in
    another text is withdrawn. An empty draft leaves the entry untranslated with its comments.
    Raises `ValueError` for a reviewed entry: only people change what people approved.
    """
    if entry.state is State.REVIEWED:
        raise ValueError(f"a reviewed entry takes no draft: {entry.msgid!r}")
    text = _with_edges_of(entry.msgid, draft.text)
    flags = set(entry.flags) - {"fuzzy"} | ({"fuzzy"} if text else set())
    return dataclasses.replace(
        entry,
        msgstr=text,
        comments=(
            *withdraw_marks(own_comments(entry)),
            *(line for line in entry.comments if line.startswith(_PENDING)),
            *_provenance(draft),
        ),
        flags=tuple(sorted(flags)),
        previous_msgid=draft.previous if text else None,
        previous_msgctxt=None,
        previous_msgid_plural=None,
    )


def own_comments(entry: Entry) -> tuple[str, ...]:
    """Return the comments that people wrote."""
    return tuple(line for line in entry.comments if not line.startswith(_OURS))


def is_machine(entry: Entry) -> bool:
    """Tell whether the text is a machine's that nobody has touched.

    The editors clear ``fuzzy`` when a text is edited, so that a fuzzy one that still says where it
    was drafted, and that nobody commented on, is the draft.
    """
    is_draft = any(line.startswith(ORIGIN) for line in entry.comments)
    return entry.fuzzy and is_draft and not own_comments(entry)


def as_edited(entry: Entry) -> Entry:
    """Return a draft that a person has begun to correct with the comment that says so."""
    comments = (
        EDITED + line.removeprefix(ORIGIN) if line.startswith(ORIGIN) else line
        for line in entry.comments
    )
    return dataclasses.replace(entry, comments=tuple(comments))


def with_change(entry: Entry, kind: str, reason: str, *, warnings: Iterable[str] = ()) -> Entry:
    """Return the entry with the comment that says what changed in its source.

    The comment of an earlier change and those of a draft are replaced; people's own stay, and what
    they had accepted before.
    """
    lines = (
        f"{CHANGED}({kind}): {reason}" if reason else f"{CHANGED}({kind})",
        *(WARNING + text for text in warnings),
    )
    kept = (
        line for line in entry.comments if line.startswith(WITHDRAWN) or not line.startswith(_OURS)
    )
    return dataclasses.replace(entry, comments=(*kept, *(_one_line(line) for line in lines)))


def is_changed(entry: Entry) -> bool:
    """Tell whether the entry says that its source changed."""
    return any(line.startswith(CHANGED) for line in entry.comments)


def is_guess(entry: Entry) -> bool:
    """Tell whether another tool put the text of a similar sentence here: GNU msgmerge does."""
    is_told = any(line.startswith(_OURS) for line in entry.comments)
    return entry.fuzzy and entry.previous_msgid not in {None, entry.msgid} and not is_told


def without_notes(entry: Entry) -> Entry:
    """Return a reviewed entry without what the program had to say until its approval."""
    if entry.state is not State.REVIEWED:
        return entry
    kept = tuple(line for line in entry.comments if not line.startswith(_PENDING))
    return entry if kept == entry.comments else dataclasses.replace(entry, comments=kept)


def without_change(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the comments without the one of `with_change`."""
    return tuple(line for line in comments if not line.startswith(CHANGED))


def is_flagged(entry: Entry) -> bool:
    """Tell whether the entry is a draft with a warning: what a reviewer should look at first."""
    return entry.state is State.DRAFT and any(line.startswith(WARNING) for line in entry.comments)


def origin_of(entry: Entry) -> str:
    """Return who made the entry's draft: an engine with its model, ``rule``; "" where none did."""
    told = (line.removeprefix("edited ") for line in entry.comments)
    lines = (line.removeprefix(ORIGIN) for line in told if line.startswith(ORIGIN))
    return re.split("[,:]", next(lines, ""), maxsplit=1)[0].strip()


def has_text(entry: Entry) -> bool:
    """Tell whether any form of the entry is translated; white space says nothing."""
    return any(text.strip() for text in (entry.msgstr, *entry.msgstr_plural))


def make_obsolete(entry: Entry) -> Entry:
    """Return the entry as a file keeps it after its message left the source."""
    return dataclasses.replace(
        entry,
        obsolete=True,
        extracted=(),
        references=(),
        # gettext's tools write no other flag for obsolete entries
        flags=("fuzzy",) if entry.fuzzy else (),
    )


def _provenance(draft: Draft) -> tuple[str, ...]:
    score = f", score {draft.score:.2f}" if draft.score is not None else ""
    lines = [
        f"{ORIGIN}{draft.origin}{score}",
        *(TERM + text for text in draft.notes),
        *(WARNING + text for text in draft.warnings),
        *([RISK + draft.risk] if draft.risk else []),
    ]
    return tuple(_one_line(line) for line in lines)


def _one_line(text: str) -> str:
    """Keep a comment on its line, whatever a tool takes for a line end."""
    return " ".join("".join(c for c in text if c.isspace() or category(c) != "Cc").split())


def _with_edges_of(msgid: str, text: str) -> str:
    r"""Begin and end with ``\n`` exactly where the msgid does: msgfmt refuses a difference."""
    core = text.strip("\n")
    if not core.strip():
        return ""
    return "\n" * msgid.startswith("\n") + core + "\n" * msgid.endswith("\n")
