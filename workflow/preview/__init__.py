"""A preview of the work in a browser on the same computer: pages made on demand, never written.

It only answers, and only to this computer: no request changes a file, and a page of another site
cannot read it under a name of its own.
"""

from __future__ import annotations

from workflow.preview.pages import Edition, Release, render_edition, render_failure, render_index
from workflow.preview.server import Answer, Answers, PreviewServer

__all__ = [
    "Answer",
    "Answers",
    "Edition",
    "PreviewServer",
    "Release",
    "render_edition",
    "render_failure",
    "render_index",
]
