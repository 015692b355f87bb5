"""Foreign names in Russian letters, by the rules of practical transcription.

A name is written as it sounds in its own language: Hélène Vasseur is Элен Вассёр, not Хелене
Вассеур. What tradition has fixed otherwise is a list; what a house writes is the glossary's to say.
"""

from workflow.facts.transcription.people import NamePart, Person, transcribe_person
from workflow.facts.transcription.reading import iter_people, iter_towns, transcribe_alone
from workflow.facts.transcription.rules import transcribe_word

__all__ = [
    "NamePart",
    "Person",
    "iter_people",
    "iter_towns",
    "transcribe_alone",
    "transcribe_person",
    "transcribe_word",
]
