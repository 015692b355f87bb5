"""No text reaches a reader that must not; languages name each other; a second run is the first."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.model import LangTag, Slug
from workflow.site.article import read_article
from workflow.site.outputs import Press, iter_outputs
from workflow.site.plan import Planned, make_plan, next_release
from workflow.site.policy import Candidate, Decision, Reason, Rules, Shown, Stale, Standing
from workflow.site.profile import Profile
from workflow.site.search import fold, fold_words
from workflow.site.theme import load_theme
from workflow.site.views import Edition

THEME = load_theme(Path("nowhere"), place="templates/site")

LANGS = tuple(LangTag(lang) for lang in ("fr", "en", "ru", "ar"))
SLUGS = tuple(Slug(slug) for slug in ("a", "b", "c"))
START = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
TIMES = st.integers(0, 5).map(lambda hours: START + dt.timedelta(hours=hours))

candidates = st.builds(
    Candidate,
    standing=st.sampled_from(Standing),
    was_published=st.booleans(),
    was_draft=st.booleans(),
    release_at=st.none() | TIMES,
    withdrawn_at=st.none() | TIMES,
    is_held=st.booleans(),
)
newsrooms = st.dictionaries(
    st.tuples(st.sampled_from(SLUGS), st.sampled_from(LANGS)), candidates, max_size=12
)
rules = st.builds(Rules, at=TIMES, stale=st.sampled_from(Stale), allow_drafts=st.booleans())


@given(newsrooms, rules)
def test_nothing_unreviewed_faulty_or_embargoed_is_published(newsroom, rules):
    for planned in make_plan(newsroom, langs=LANGS, rules=rules):
        candidate = newsroom[planned.slug, planned.lang]
        if candidate.release_at and candidate.release_at > rules.at:
            assert planned.shown is Shown.NOTHING
        if planned.shown is Shown.PAGE:
            allowed = {Standing.SOURCE, Standing.REVIEWED}
            assert candidate.standing in allowed | (
                {Standing.DRAFT} if rules.allow_drafts else set()
            )
            assert planned.is_draft == (candidate.standing is Standing.DRAFT)
        if planned.shown is Shown.KEPT:
            assert candidate.was_published
            assert not candidate.was_draft


@given(newsrooms, rules)
def test_nothing_that_was_public_disappears_without_a_word(newsroom, rules):
    for planned in make_plan(newsroom, langs=LANGS, rules=rules):
        candidate = newsroom[planned.slug, planned.lang]
        is_public = not candidate.release_at or candidate.release_at <= rules.at
        if candidate.was_published and is_public:
            assert planned.shown is not Shown.NOTHING
        if not candidate.was_published:
            assert planned.shown in {Shown.PAGE, Shown.NOTHING}


@given(newsrooms, rules)
def test_alternates_are_reciprocal(newsroom, rules):
    plan = make_plan(newsroom, langs=LANGS, rules=rules)
    by_address = {(planned.slug, planned.lang): planned for planned in plan}
    assert by_address.keys() == newsroom.keys()
    for planned in plan:
        assert planned.is_readable == (planned.lang in planned.alternates)
        assert set(planned.indexed) <= set(planned.alternates)
        for lang in planned.alternates:
            assert by_address[planned.slug, lang].alternates == planned.alternates
            assert by_address[planned.slug, lang].is_readable


@given(newsrooms, rules)
def test_what_is_published_stays_so_at_the_next_run(newsroom, rules):
    def published(planned, candidate):
        if planned.shown is not Shown.PAGE:
            return candidate
        return Candidate(
            standing=candidate.standing,
            was_published=True,
            was_draft=planned.is_draft,
            release_at=candidate.release_at,
            withdrawn_at=candidate.withdrawn_at,
            is_held=candidate.is_held,
        )

    first = make_plan(newsroom, langs=LANGS, rules=rules)
    after = {
        (planned.slug, planned.lang): published(planned, newsroom[planned.slug, planned.lang])
        for planned in first
    }

    assert make_plan(after, langs=LANGS, rules=rules) == first


@given(st.lists(candidates), TIMES)
def test_the_next_release_is_the_first_that_is_still_to_come(waiting, at):
    moment = next_release(waiting, at=at)

    later = [each.release_at for each in waiting if each.release_at and each.release_at > at]
    assert moment == min(later, default=None)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)).split() == fold(text).split()


@given(st.text())
def test_the_words_of_a_text_are_found_in_any_case(text):
    assert fold_words(text.upper().lower()) == fold_words(text.upper())


# --- Pages -------------------------------------------------------------------------------------

TROUBLE = (
    *(
        "<script>",
        "</script>",
        "]]>",
        "&#0;",
        "\x00",
        "\x85",
        "\U0001ffff",
        "\u202e",
        "\ud800",
        "\ufffe",
        "<!--",
        "-->",
    ),
    *("![x](y)", "[a](b.md)", "`", "# ", "\n\n", "---\n", "| a |\n|---|\n", "&", "<b onclick=x>"),
    "{{ x }}",
)
texts = st.lists(st.sampled_from(TROUBLE) | st.text(max_size=8), max_size=12).map("".join)


def edition_of(title, body, *, lang="fr"):
    text = f"---\ntitle: {json.dumps(title)}\ncorrection: {json.dumps(title)}\n---\n\n{body}\n"
    decision = Decision(shown=Shown.PAGE, reason=Reason.SOURCE)
    langs = (LangTag(lang),)
    planned = Planned(
        slug=Slug("a"), lang=LangTag(lang), decision=decision, alternates=langs, indexed=langs
    )
    article = read_article(text, lang=LangTag(lang), name="a", zone=dt.UTC)
    return Edition(planned=planned, article=article, text_sha256=""), text


@settings(max_examples=25)
@given(texts, texts, st.sampled_from(["", "https://press.example.org/"]))
def test_whatever_a_release_says_its_site_is_well_formed(title, body, base_url):
    title = "".join(char for char in title if char.isprintable())
    edition, text = edition_of(title, body.encode("utf-8", "replace").decode())
    profile = Profile(
        source_lang=LangTag("fr"),
        default_lang=LangTag("fr"),
        langs=(LangTag("fr"),),
        base_url=base_url,
        title=title,
        author=title,
        page_size=20,
        feed_size=20,
    )
    press = Press(profile=profile, theme=THEME, texts=lambda _: text)

    for output in iter_outputs([edition], press):
        content = output.make()
        if output.path.endswith(".html"):
            html5lib.HTMLParser(strict=True).parse(content.decode())
        elif output.path.endswith(".xml"):
            ET.fromstring(content)  # noqa: S314 - what we wrote ourselves
        assert output.make() == content
