"""What several benchmarks read: the installed model, and pairs of sentences."""

from __future__ import annotations

from pathlib import Path

from workflow.engines import packages
from workflow.model import LangTag

SHARED = Path(__file__).resolve().parents[2] / "shared" / "testdata"
"""Dev sets beside the checkout, where they are to be had; any file of the same form serves."""
FLORES = SHARED / "dev.flores.fr-en-ru.tsv"


def installed_model() -> Path:
    """Return the folder of the installed French to English model."""
    model = packages.find_model(LangTag("fr"), LangTag("en"))
    if model is None:
        raise SystemExit("no French to English model: translate models install fr-en")
    return model.path


def require_files(*files: Path) -> None:
    """Leave with a word, and no error, where a file of sentences is not to be had."""
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        print(f"skipped: no {', '.join(missing)}; name a file of tab-separated pairs")
        raise SystemExit(0)
