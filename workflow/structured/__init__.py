"""Lines that no engine should translate: recognised by form, rendered by rule and data."""

from workflow.structured.appointment import Appointment, parse_appointment
from workflow.structured.capitals import to_capitals, to_sentence_case
from workflow.structured.dress import undress
from workflow.structured.letterhead import rebreak
from workflow.structured.lines import classify, finish, prepare, render_line

__all__ = [
    "Appointment",
    "classify",
    "finish",
    "parse_appointment",
    "prepare",
    "rebreak",
    "render_line",
    "to_capitals",
    "to_sentence_case",
    "undress",
]
