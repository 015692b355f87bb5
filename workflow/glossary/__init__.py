"""The glossary: reading and checking it, finding its terms, verifying that texts use them."""

from workflow.glossary.candidates import Candidate, extract_candidates
from workflow.glossary.load import load_glossary
from workflow.glossary.match import Matcher, Rejection, TermHit
from workflow.glossary.terms import Enforce, Form, Glossary, Grammar, Kind, Role, Term, Wording
from workflow.glossary.verify import (
    Rendering,
    TermChecker,
    check_consistency,
    check_terms,
    expected_forms,
    occurrences,
)

__all__ = [
    "Candidate",
    "Enforce",
    "Form",
    "Glossary",
    "Grammar",
    "Kind",
    "Matcher",
    "Rejection",
    "Rendering",
    "Role",
    "Term",
    "TermChecker",
    "TermHit",
    "Wording",
    "check_consistency",
    "check_terms",
    "expected_forms",
    "extract_candidates",
    "load_glossary",
    "occurrences",
]
