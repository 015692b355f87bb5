"""Configuration, read once into one frozen `Settings`, every key validated.

Layers, later ones win: the defaults, ``workflow.toml``, the environment (``TRIANON_BEAM=8``,
``TRIANON_PROJECT_NAME=…``), the options of the command line.
"""

from __future__ import annotations

from workflow.settings.load import find_workspace, load_settings
from workflow.settings.schema import Project, Settings

__all__ = ["Project", "Settings", "find_workspace", "load_settings"]
