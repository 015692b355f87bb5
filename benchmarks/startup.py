"""How long `translate --help` takes, the interpreter's start included.

    uv run --group bench python benchmarks/startup.py [--runs 20]

Prints the median of whole processes, beside that of a bare interpreter in the same run.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time


def main() -> None:
    """Time both, in turn, and print milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    bare = [sys.executable, "-c", "pass"]
    help_page = [sys.executable, "-m", "workflow", "--help"]
    pairs = [(_time(bare), _time(help_page)) for _ in range(runs)]
    print(f"bare interpreter  {1000 * statistics.median(pair[0] for pair in pairs):6.0f} ms")
    print(f"translate --help  {1000 * statistics.median(pair[1] for pair in pairs):6.0f} ms")


def _time(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
