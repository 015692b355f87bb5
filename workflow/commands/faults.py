"""What is wrong with single releases of a run: told at its end, while the others are done.

The rule: an error of one release, of its review file or of an edition of it costs that one alone.
What concerns the whole workspace (settings, glossary, ledger, disk, lock) still stops the run:
those errors are of other kinds, or are raised outside of `Faults.apart`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.errors import CatalogError, EditionError, SourceError

if TYPE_CHECKING:
    from types import TracebackType

    from workflow.console import Console
    from workflow.errors import WorkflowError

_OF_ONE_RELEASE = (SourceError, CatalogError, EditionError)


class Faults:
    """Collects the errors of a run, each of them once."""

    def __init__(self) -> None:
        """Start without any."""
        self._errors: list[WorkflowError] = []

    def __bool__(self) -> bool:
        return bool(self._errors)

    @property
    def errors(self) -> tuple[WorkflowError, ...]:
        """What was found so far, in that order."""
        return tuple(self._errors)

    def apart(self) -> Apart:
        """Keep an error that the block raises about one release; the run goes on after the block.

        >>> faults = Faults()
        >>> with faults.apart():
        ...     raise SourceError("the file is empty", slug="source-empty")
        >>> [error.slug for error in faults.errors]
        ['source-empty']
        """
        return Apart(self)

    def add(self, error: WorkflowError) -> None:
        """Keep an error, unless the same is kept: a release is read once for each language."""
        if not any(error.is_same(known) for known in self._errors):
            self._errors.append(error)

    def described(self, console: Console) -> list[dict[str, str]]:
        """Return the errors as JSON output has them."""
        return [console.described(error) for error in self._errors]

    def complain(self, console: Console) -> None:
        """Show the errors to people."""
        for error in self._errors:
            console.complain(error)


class Apart:
    """A block that is about one release: its error ends the block, not the run."""

    def __init__(self, faults: Faults) -> None:
        """Give the error to `faults`."""
        self._faults = faults

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Tell that the error is dealt with, where it is about one release."""
        if not isinstance(error, _OF_ONE_RELEASE):
            return False
        self._faults.add(error)
        return True
