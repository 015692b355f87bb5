"""Turn an operating system's refusal to write into an error that says what to do."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from workflow.errors import StorageError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full(error: OSError) -> bool:
    """Tell whether the system has no room for what was to be written."""
    return error.errno in _FULL


def refuse(path: Path, error: OSError) -> NoReturn:
    """Raise the `StorageError` for `error`: ``disk-full`` or ``not-writable``."""
    where = Position(path=str(path))
    reason = error.strerror or str(error)
    if is_full(error):
        raise StorageError(
            tr("there is no room to write the file: {reason}", reason=reason),
            slug="disk-full",
            position=where,
            hint=tr("free some space and run the command again; the old file is untouched"),
        ) from error
    raise StorageError(
        tr("the file cannot be written: {reason}", reason=reason),
        slug="not-writable",
        position=where,
        hint=tr(
            'check the permissions of "{path}" and of its folder; the old file is untouched',
            path=path,
        ),
    ) from error
