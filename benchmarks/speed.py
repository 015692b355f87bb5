"""Measure speed: our engine against `argostranslate.translate`, same model, same text, one run.

    uv run --group bench python benchmarks/speed.py [PAIRS.tsv] [--model FOLDER] [--limit 200]

Argos Translate's own decoding needs stanza and torch, so it runs in an environment of its own, made
at the first run with `--require` (any pip requirement; a CPU build of torch saves a gigabyte). Its
sentence splitters want models from the network; it is given one sentence a line instead, which is
in its favour. Seconds of processor time tell more than sentences per second on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from inputs import FLORES, installed_model, require_files

from workflow.engines.argos import ArgosEngine

ARGOS = """
import json, pathlib, sys, time
lines = json.load(sys.stdin)
from argostranslate import translate
class OneSentence:
    def split_sentences(self, text):
        return [text]
translation = translate.get_translation_from_codes(*sys.argv[1:3])
translation = getattr(translation, "underlying", translation)
translation.sentencizer = OneSentence()
translation.translate(lines[0])
start, spent = time.perf_counter(), time.process_time()
translated = translation.translate("\\n".join(lines))
seconds, spent = time.perf_counter() - start, time.process_time() - spent
status = pathlib.Path("/proc/self/status").read_text()  # ru_maxrss counts the parent's memory
peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
json.dump({"seconds": seconds, "spent": spent, "peak": peak}, sys.stdout)
"""


def main() -> None:
    """Print a table of both, then the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=FLORES)
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many counts")
    parser.add_argument("--environment", type=Path, default=Path(".workflow/bench-argos"))
    parser.add_argument("--require", nargs="+", default=["torch", "argostranslate==1.11.0"])
    options = parser.parse_args()
    require_files(options.file)
    model = options.model or installed_model()
    lines = [
        line.split("\t")[0]
        for line in options.file.read_text(encoding="utf-8").splitlines()[: options.limit]
    ]
    print(f"{'program':8} sentences/s  processor s  peak MiB")
    best = min((ours(model, lines) for _ in range(options.rounds)), key=wall)
    show("ours", best, len(lines))
    python = prepared(options.environment, options.require)
    if python is None:
        print("argos    cannot be installed here; nothing to compare with")
        return
    runs = [argos(python, model, lines) for _ in range(options.rounds)]
    run = min(runs, key=wall)
    show("argos", run, len(lines))
    ratios = run["seconds"] / best["seconds"], run["spent"] / best["spent"]
    print("ours is {:.1f} times as fast, on {:.1f} times less processor time".format(*ratios))


def wall(run: dict[str, float]) -> float:
    """Return what the best of several runs has least of."""
    return run["seconds"]


def show(name: str, run: dict[str, float], lines: int) -> None:
    """Print one line of the table."""
    speed = lines / run["seconds"]
    print(f"{name:8} {speed:11.1f} {run['spent']:12.1f} {run['peak']:9.0f}", flush=True)


def ours(model: Path, lines: list[str]) -> dict[str, float]:
    """Return what our engine takes, its model loaded before."""
    with ArgosEngine(model) as engine:
        engine.translate(lines[:1])
        start, spent = time.perf_counter(), time.process_time()
        engine.translate(lines)
        return {
            "seconds": time.perf_counter() - start,
            "spent": time.process_time() - spent,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def prepared(environment: Path, requirements: list[str]) -> Path | None:
    """Return the interpreter of Argos's environment, made if need be; None if it cannot be."""
    python = environment / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    for requirement in requirements:
        install = [python, "-m", "pip", "install", "--quiet", requirement]
        if subprocess.run(install, check=False).returncode:
            return None
    return python


def argos(python: Path, model: Path, lines: list[str]) -> dict[str, float]:
    """Return what Argos's own translation of the same lines took."""
    metadata = json.loads((model / "metadata.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        packages = Path(folder) / "packages"
        packages.mkdir()
        (packages / model.name).symlink_to(model.resolve())
        answer = subprocess.run(
            [python, "-c", ARGOS, metadata["from_code"], metadata["to_code"]],
            input=json.dumps(lines),
            env=os.environ | {"ARGOS_PACKAGES_DIR": str(packages), "XDG_DATA_HOME": folder},
            capture_output=True,
            check=True,
            text=True,
        )
    figures: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main()
