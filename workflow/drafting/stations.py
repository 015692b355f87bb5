"""What is done to an engine's proposals before one of them becomes a draft, one station each.

One is chosen, the glossary rules, mangled names are put right, what is doubtful is told, and the
text is written in the manner of its language and the shape of its source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow import structured
from workflow.drafting.choice import choose
from workflow.drafting.courtesy import mend_courtesy
from workflow.drafting.edits import apply_edits
from workflow.drafting.endings import mend_endings
from workflow.drafting.guards import LIGHT, GuardWarning, examine
from workflow.drafting.idioms import CODE as IDIOM
from workflow.drafting.idioms import misread_idioms, say_misread
from workflow.drafting.jobs import protected_spans
from workflow.drafting.manner import put_in_manner
from workflow.drafting.names import mend_names
from workflow.drafting.nonwords import CODE as NO_WORD
from workflow.drafting.nonwords import invented_words, say_invented
from workflow.drafting.phones import lost_phones, mend_phones
from workflow.drafting.sensible import doubt_senses, prefer_sense
from workflow.drafting.styles import restore_styles
from workflow.drafting.terms import Wording, apply_terms
from workflow.glossary.morphology.registry import load_morphology
from workflow.model import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workflow.drafting.jobs import Job
    from workflow.drafting.units import Languages
    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Hypothesis, Span


@dataclass(frozen=True, slots=True)
class Choice:
    """The hypothesis taken for a job, and what is to be said of it."""

    hypothesis: Hypothesis
    fired: tuple[GuardWarning, ...] = ()
    """What is doubtful in it, and what was put right."""
    unmet: tuple[str, ...] = ()
    """Terms of the glossary that it lacks."""
    notes: tuple[str, ...] = ()
    """What the glossary changed."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reviewer is warned of."""
        return (*map(str, self.fired), *self.unmet)


def take_proposal(job: Job, proposals: Sequence[Hypothesis], languages: Languages) -> Choice:
    """Take the first proposal that the guards let pass, or one as good that says more."""
    pair = {"source_lang": languages.source, "target_lang": languages.target}
    hypothesis, fired = choose(job.prepared, proposals, **pair)
    hypothesis, fired = prefer_sense(job.prepared, hypothesis, fired, among=proposals, **pair)
    phones = tuple(mend_phones(job.prepared, hypothesis.text, **pair))
    mended = apply_edits(hypothesis, [edit for edit, _ in phones])
    if phones:
        fired = examine(job.prepared, mended.text, **pair)
    # What the engine did to an address is undone when the markup is put back; numbers stay lost.
    is_undone = job.unit.is_markdown and not lost_phones(job.prepared, mended.text, **pair)
    heard = tuple(
        warning for warning in fired if not (is_undone and warning.code == "fact-address")
    )
    told = (*heard, *(warning for _, warning in phones))
    return Choice(mended, fired=(*told, *_wavering(job, hypothesis, proposals[0], languages)))


def _wavering(
    job: Job, taken: Hypothesis, first: Hypothesis, languages: Languages
) -> tuple[GuardWarning, ...]:
    """Say which words the engine invented at first: what it puts instead is a guess, too.

    *Chantage* was «чернокожание», no word, and is «чернокожие» in the next proposal: black people.
    """
    if taken == first:
        return ()
    pair = {"source_lang": languages.source, "target_lang": languages.target}
    still = invented_words(job.prepared, taken.text, **pair)
    return tuple(
        GuardWarning(
            "draft-wavering",
            f'the machine first wrote "{word}", which is no word; see what stands for it',
        )
        for word in invented_words(job.prepared, first.text, **pair)
        if word not in still
    )


def enforce_terms(
    choices: Mapping[int, Choice],
    jobs: Mapping[int, Job],
    proposals: Mapping[int, tuple[Hypothesis, ...]],
    *,
    house: House,
    engine: Engine,
) -> dict[int, Choice]:
    """Let the glossary rule in all texts at once, which the engine then scores in one call."""
    wordings = [
        Wording(
            text=jobs[index].prepared,
            hypotheses=_ranked(each, proposals[index]),
            protected=protected_spans(jobs[index]),
        )
        for index, each in choices.items()
    ]
    termed = apply_terms(wordings, house=house, engine=engine)
    return {
        index: replace(
            choices[index], hypothesis=new.hypothesis, unmet=new.warnings, notes=new.notes
        )
        for index, new in zip(choices, termed, strict=True)
    }


def _ranked(choice: Choice, hypotheses: tuple[Hypothesis, ...]) -> tuple[Hypothesis, ...]:
    """Return the chosen hypothesis and those after it; earlier ones were worse.

    One that a guard stopped stands alone: the others were stopped too.
    """
    if any(warning.code not in LIGHT for warning in choice.fired):
        return (choice.hypothesis,)
    return hypotheses[hypotheses.index(choice.hypothesis) :]


def put_endings_right(
    choices: Mapping[int, Choice], jobs: Mapping[int, Job], languages: Languages, engine: Engine
) -> dict[int, Choice]:
    """Put words into agreement in all texts at once: the engine is asked for its opinion once."""
    grammar = load_morphology(languages.target)
    if grammar is None:
        return dict(choices)
    pairs = [(jobs[index].prepared, choice.hypothesis) for index, choice in choices.items()]
    mended = mend_endings(pairs, grammar=grammar, score=engine.score)
    return {
        index: replace(choice, hypothesis=draft)
        for (index, choice), draft in zip(choices.items(), mended, strict=True)
    }


def put_names_right(job: Job, choice: Choice, languages: Languages, house: House | None) -> Choice:
    """Put mangled names right, but for those that the glossary has."""
    draft, told = mend_names(
        job.prepared,
        choice.hypothesis,
        source_lang=languages.source,
        target_lang=languages.target,
        kept=_iter_kept(job, house),
    )
    pair = {"source_lang": languages.source, "target_lang": languages.target}
    courtesy = tuple(mend_courtesy(job.prepared, draft.text, **pair))
    draft = apply_edits(draft, [edit for edit, _ in courtesy])
    told = (*told, *(warning for _, warning in courtesy))
    styles = tuple(restore_styles(job.prepared, draft, **pair))
    edits = sorted((edit for edit, _ in styles if edit is not None), key=lambda edit: edit.span)
    styled = apply_edits(draft, edits)
    told = (*told, *(warning for _, warning in styles))
    return replace(choice, hypothesis=styled, fired=(*choice.fired, *told))


def _iter_kept(job: Job, house: House | None) -> Iterator[Span]:
    """Yield what no rule for names may touch; terms are looked for only where there is a name."""
    yield from protected_spans(job)
    yield from _iter_terms(job, house)


def _iter_terms(job: Job, house: House | None) -> Iterator[Span]:
    """Yield where the glossary's terms stand; a generator, for they are seldom asked for."""
    if house is not None:
        yield from (hit.span for hit in house.checker.hits(job.prepared))


def tell_doubts(
    job: Job, choice: Choice, languages: Languages, house: House | None = None
) -> Choice:
    """Say which words are strange, terms and names being in place; forget those replaced.

    The glossary answers for the words of the terms that it did not miss.
    """
    pair = {"source_lang": languages.source, "target_lang": languages.target}
    fired = choice.fired
    if any(each.code == NO_WORD for each in fired):
        invented = invented_words(job.prepared, choice.hypothesis.text, **pair)
        said = {say_invented(word) for word in invented}
        fired = tuple(each for each in fired if each.code != NO_WORD or each.message in said)
    if any(each.code == IDIOM for each in fired):
        misread = {
            say_misread(*each)
            for each in misread_idioms(job.prepared, choice.hypothesis.text, **pair)
        }
        fired = tuple(each for each in fired if each.code != IDIOM or each.message in misread)
    settled = _iter_terms(job, None if choice.unmet else house)
    doubts = doubt_senses(job.prepared, choice.hypothesis, settled=settled, **pair)
    return replace(choice, fired=(*fired, *doubts))


def shape(job: Job, choice: Choice, languages: Languages, *, in_manner: bool) -> Choice:
    """Write what was chosen in the manner of its language and the shape of its source."""
    draft = choice.hypothesis
    if in_manner:
        draft = put_in_manner(
            job.prepared,
            draft,
            source_lang=languages.source,
            target_lang=languages.target,
            before=job.unit.before,
        )
    # The lines of a letterhead are those of its Markdown: in plain text a break is a space.
    source = job.unit.text if job.unit.kind is LineKind.LETTERHEAD else job.inline.text
    text = structured.finish(source, draft.text, job.unit.kind, languages.target)
    # Capitals and line breaks keep every character in its place, or the alignment is worthless.
    links = draft.links if len(text) == len(draft.text) else ()
    return replace(choice, hypothesis=replace(draft, text=text, links=links))
