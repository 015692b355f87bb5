"""Trianon: translate and publish press releases, offline, with people's approval."""

__all__ = ["__version__"]

__version__ = "0.1.0"
