"""Names that the engine mangled: where a draft writes them, in which case, and what is right."""

from workflow.drafting.names.mending import mend_names

__all__ = ["mend_names"]
