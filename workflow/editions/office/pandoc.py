"""pandoc, at arm's length: data in, bytes out, no file and no network within its reach."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.errors import EditionError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 120
"""Seconds; a release takes a tenth of one."""


def run_pandoc(arguments: Sequence[str], data: bytes) -> bytes:
    """Return what pandoc makes of `data`.

    It runs in its sandbox, which opens only files named in `arguments`, and in an empty folder.
    Raises `EditionError` where it fails.
    """
    import pypandoc  # noqa: PLC0415 - only office editions and imports need it

    with tempfile.TemporaryDirectory(prefix="workflow-") as folder:
        made = Path(folder) / "made"
        command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments, f"--output={made}"]
        try:
            subprocess.run(  # noqa: S603 - a fixed program; texts come in on stdin alone
                command,
                input=data,
                cwd=folder,
                env=_environment(folder),
                check=True,
                capture_output=True,
                timeout=_LONGEST,
            )
            return made.read_bytes()
        except subprocess.CalledProcessError as error:
            lines = error.stderr.decode("utf-8", "replace").split("\n")
            problem = next((line for line in lines if line.strip()), "no reason given")
            raise _failed(problem) from error
        except subprocess.TimeoutExpired as error:
            raise _failed(tr("no answer within {longest} seconds", longest=_LONGEST)) from error
        except OSError as error:
            raise _failed(str(error)) from error


def write_with_pandoc(document: dict[str, Any], *, to: str, reference: Path | None) -> bytes:
    """Return a document, as pandoc's JSON has it, in the format `to`.

    Raises `EditionError`, also where `reference`, an office's own styles, cannot be read.
    """
    arguments = ["--from=json", f"--to={to}"]
    if reference is not None:
        arguments.append(f"--reference-doc={reference.resolve()}")
    return run_pandoc(arguments, json.dumps(document, ensure_ascii=False).encode("utf-8"))


def _environment(folder: str) -> dict[str, str]:
    """Return an environment in which no user's pandoc settings are found."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return {**kept, "HOME": folder, "XDG_DATA_HOME": folder, "LC_ALL": "C.UTF-8", "PATH": ""}


def _failed(problem: str) -> EditionError:
    return EditionError(
        tr("pandoc failed: {value}", value=problem.strip()[:200]),
        slug="pandoc-failed",
        hint=tr("if templates/ holds a reference.docx or reference.odt, try without it"),
    )
