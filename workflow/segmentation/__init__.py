"""Documents into segments: the sentences and structured lines that people review."""

from workflow.segmentation.document import split_document
from workflow.segmentation.rules import RULES_VERSION
from workflow.segmentation.segmenter import Decision, Sentence, explain, split_text
from workflow.segmentation.units import Classify

__all__ = [
    "RULES_VERSION",
    "Classify",
    "Decision",
    "Sentence",
    "explain",
    "split_document",
    "split_text",
]
