"""Put the models that lie in ``models/`` into a wheel.

An editable installation finds them where they are, and would only get a second copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelsHook(BuildHookInterface[Any]):
    """Includes the archives, and their pieces, where there are any."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add to what the wheel includes."""
        if version != "standard":
            return
        for path in sorted(Path(self.root, "models").glob("*.argosmodel*")):
            build_data["force_include"][str(path)] = f"workflow/models/{path.name}"
