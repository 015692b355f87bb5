"""review_is_safe: whatever happens to source and file, no approved text is lost or misplaced.

Sources are edited at random, files saved again by tools, approved in part, and merged from two
people. An approved text stays in the file, approved, obsolete or beside its rival; no text is
approved for words that no person approved it for; and what is offered for a changed sentence says
that the sentence changed. A ``check:ignore`` stands by no other pair than the one that it was
written for.
"""

from __future__ import annotations

import functools
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.catalog import format_catalog, make_template, merge, parse_catalog, with_draft
from workflow.catalog.joining import Version, join_reviews
from workflow.catalog.literals import escape
from workflow.catalog.repeats import renumber
from workflow.catalog.returned import audit_returned
from workflow.model import Draft, Position, Segment, Span, State
from workflow.reuse import adapt
from workflow.reuse.carrying import Frame, carry
from workflow.reuse.carrying.folds import find_followers
from workflow.reuse.carrying.similarity import words_of
from workflow.settings import Project

SENTENCES = st.one_of(
    st.builds(
        "Le {0} {1} salué l{3}accord le {2} mai{4}".format,
        st.sampled_from(["ministre", "président"]),
        st.sampled_from(["a", "n'a pas"]),
        st.sampled_from(["3", "13", "23"]),
        st.sampled_from(["'", "’"]),
        st.sampled_from([".", " ."]),
    ),
    st.builds(
        "Les {0} pays {1} un traité{2}".format,
        st.sampled_from(["deux", "trois"]),
        st.sampled_from(["signeront", "doivent signer", "peuvent signer"]),
        st.sampled_from([".", ", et la presse est invitée.", ". La presse est invitée."]),
    ),
    st.sampled_from(["Non.", "Oui.", "La presse est invitée.", "Il aide.", "Il aide vite."]),
)
SOURCES = st.lists(SENTENCES, min_size=1, max_size=6)
SAVES = st.sampled_from(["as it is", "wrapped", "sorted", "no comments", "straightened"])
STEPS = st.lists(
    st.tuples(SOURCES, st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)), SAVES),
    min_size=2,
    max_size=5,
)
DISTINCT = st.lists(
    st.tuples(
        st.lists(SENTENCES, min_size=1, max_size=6, unique_by=lambda text: tuple(words_of(text))),
        st.sets(st.integers(0, 5)),
        st.sets(st.integers(0, 5)),
        SAVES,
    ),
    min_size=2,
    max_size=5,
)
"""Steps whose sources repeat no sentence."""
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def template_of(sentences):
    segments = [
        Segment(text=text, block=0, span=Span(0, 1), position=Position(path="n.md", line=line))
        for line, text in enumerate(sentences, 1)
    ]
    return make_template(segments, slug="note", project=Project(), source_lang="fr")


def run(template, old, sent):
    """Do what a run of the program does with a file."""
    order = ()
    if old is not None:
        old = audit_returned(old, sent, current=template, path="n.po").catalog
        places = {entry.key: place for place, entry in enumerate(sent.entries)}
        active = (entry for entry in old.entries if not entry.obsolete)
        order = sorted(active, key=lambda entry: places.get(entry.key, len(places)))
        old, order = renumber(old, order, template.entries)
    size = len(template.entries)
    carried = carry(
        merge(template, old, lang="en"),
        order,
        frame=Frame(
            blocks=(0,) * size, is_markdown=(True,) * size, source_lang="fr", target_lang="en"
        ),
        adapt=functools.partial(adapt, languages=("fr", "en")),
    )
    return carried.catalog


def draft(catalog):
    machine = Draft(text="A draft.", origin="x")
    entries = (
        with_draft(entry, machine) if entry.state is State.UNTRANSLATED else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=tuple(entries))


def approve(catalog, chosen, text, *, folded=()):
    """Return the file with some entries approved, what was approved, and what was rejected."""
    entries, pairs, rejected = list(catalog.entries), set(), set()
    for number in chosen:
        if number >= len(entries) or entries[number].state not in {State.DRAFT, State.UNTRANSLATED}:
            continue
        said = "~" if number in folded and number else f"{text} no. {number}."
        rejected.add(entries[number].msgstr)
        entries[number] = replace(entries[number], msgstr=said, flags=(), previous_msgid=None)
        pairs.add((entries[number].msgid, said))
    return replace(catalog, entries=tuple(entries)), pairs, rejected


def save(catalog, how):
    """Return the file as some tool would leave it."""
    entries = catalog.entries
    if how == "sorted":
        entries = tuple(sorted(entries, key=lambda entry: (entry.obsolete, entry.msgid)))
    elif how == "no comments":
        entries = tuple(replace(entry, references=(), extracted=()) for entry in entries)
    elif how == "straightened" and not any("'" in entry.msgid for entry in entries):
        entries = tuple(replace(e, msgid=e.msgid.replace("’", "'")) for e in entries)
    text = format_catalog(replace(catalog, entries=entries), width=40 if how == "wrapped" else 0)
    return parse_catalog(text, "n.po")


def is_kept(text, catalog):
    """Tell whether an approved text is in the file still, as it was or beside its rival."""
    return any(
        text in entry.msgstr or any(escape(text) in line for line in entry.comments)
        for entry in catalog.entries
    )


def is_due(entry, approved):
    """Tell whether a person approved the text of an entry for these words."""
    words = words_of(entry.msgid)
    return entry.msgstr == "~" or any(
        (words_of(source) == words and text == entry.msgstr)
        or (text in entry.msgstr and set(words_of(source)) <= set(words))
        for source, text in approved
    )


@QUICK
@given(STEPS)
def test_review_is_safe(steps):
    catalog, sent, approved, standing = None, None, set(), set()
    for number, (sentences, chosen, folded, how) in enumerate(steps):
        template = template_of(sentences)
        catalog = run(template, catalog, sent)

        keys = [entry.key for entry in catalog.entries]
        assert len(keys) == len(set(keys))
        assert [text for text in standing if not is_kept(text, catalog)] == []
        for entry in catalog.entries[: len(sentences)]:
            if entry.state is State.REVIEWED:
                assert is_due(entry, approved)
            elif entry.state is State.DRAFT and not entry.msgstr.startswith("A draft"):
                assert any(line.startswith("source changed ") for line in entry.comments)
        assert run(template, catalog, template) == catalog

        catalog, pairs, rejected = approve(draft(catalog), chosen, f"Text {number}", folded=folded)
        approved |= pairs
        standing = (standing - rejected) | {text for _, text in pairs if text != "~"}
        catalog, sent = save(catalog, how), template


def pairs_of(catalog):
    """Return each text with all the words that it says, and its comments."""
    active = [entry for entry in catalog.entries if not entry.obsolete]
    followers = find_followers(active)
    for number, entry in enumerate(active):
        said = [entry.msgid, *(active[each].msgid for each in followers.get(number, ()))]
        yield (words_of(" ".join(said)), entry.msgstr), entry.comments


def mark(catalog, chosen, marked):
    """Accept a finding in some entries, and none any more in those that a person rewrote.

    `marked` remembers the pairs by their comments.
    """
    entries = list(catalog.entries)
    for number, (pair, comments) in enumerate(pairs_of(catalog)):
        kept = tuple(line for line in comments if marked.get(line, pair) == pair)
        if number in chosen and entries[number].msgstr:
            kept += (f"check:ignore fact-number: reason {len(marked)}",)
            marked[kept[-1]] = pair
        entries[number] = replace(entries[number], comments=kept)
    return replace(catalog, entries=tuple(entries))


@QUICK
@given(DISTINCT, st.sets(st.integers(0, 5)))
def test_a_mark_stands_by_the_pair_that_it_was_written_for(steps, accepted):
    """Without repeats and folds: tests/unit/reuse/test_folds.py has the cases of these."""
    catalog, sent, marked = None, None, {}
    for number, (sentences, chosen, _, how) in enumerate(steps):
        template = template_of(sentences)
        catalog = draft(run(template, catalog, sent))

        for pair, comments in pairs_of(catalog):
            live = [line for line in comments if line.startswith("check:ignore")]
            assert [marked[line] for line in live] == [pair for _ in live]

        catalog, _, _ = approve(catalog, chosen, f"Text {number}")
        catalog, sent = save(mark(catalog, accepted, marked), how), template


@QUICK
@given(SOURCES, SOURCES, st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)), st.booleans())
def test_two_people_lose_nothing(first, second, by_one, by_other, has_base):
    base = draft(run(template_of(first), None, None))
    one, approved, _ = approve(base, by_one, "One")
    other, pairs, _ = approve(base, by_other, "Other")
    approved |= pairs

    joined = join_reviews(
        Version(name="a.po", catalog=one),
        Version(name="b.po", catalog=other),
        base=base if has_base else None,
    )

    assert all(is_kept(text, joined.catalog) for _, text in approved)
    assert len(joined.conflicts) == len(by_one & by_other & set(range(len(first))))
    after = run(template_of(second), joined.catalog, template_of(first))
    assert all(is_kept(text, after) for _, text in approved)
