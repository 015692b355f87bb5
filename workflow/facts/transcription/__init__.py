"""Foreign names in Russian letters, by the rules of practical transcription.

A name is written as it sounds in its own language: Hélène Vasseur is Элен Вассёр, not Хелене
Вассеур. What a tradition has fixed (Шарль де Голль, Мария Кюри) is the glossary's to say.
"""

from workflow.facts.transcription.people import (
    NamePart,
    Person,
    iter_people,
    iter_towns,
    transcribe_alone,
    transcribe_person,
)
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
