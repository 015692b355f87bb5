"""Start the command line: ``python -m workflow`` and the ``translate`` script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from workflow.cli.main import run  # noqa: PLC0415 - `import workflow.__main__` stays free of work

    sys.exit(run())


if __name__ == "__main__":
    main()
