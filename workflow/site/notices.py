"""What a page tells its reader about the text on it: a draft, an older version, a correction.

The rule: a reader always knows whether they read what the institution says now, in its own words or
in a translation that a person approved; and they are told in their language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.days import date_in_words
from workflow.languages import base_of, direction, name_of
from workflow.messages import public_strings
from workflow.site.addresses import page_path, relative
from workflow.site.policy import Shown

if TYPE_CHECKING:
    from workflow.messages import Strings
    from workflow.model import LangTag
    from workflow.site.profile import Profile
    from workflow.site.views import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A box above the text."""

    kind: str
    """``draft``, ``kept``, ``withheld``, ``withdrawn`` or ``corrected``: its class."""
    text: str
    more: tuple[str, ...] = ()
    quoted: str = ""
    """Words of the release itself."""
    quoted_lang: str = ""
    """Their language, where it is not that of the page."""
    quoted_direction: str = ""
    href: str = ""
    """The original, where it can be read and this is another language."""
    link: str = ""
    lang: str = ""


def make_notices(edition: Edition, profile: Profile) -> tuple[Notice, ...]:
    """Return the notices of a page, the weightiest first."""
    says = public_strings(edition.lang)
    status = _status_notice(edition, profile, says)
    notices = [status] if status else []
    article = edition.article
    if edition.planned.is_readable and article.corrected:
        date = date_in_words(article.corrected.day, says.lang)
        text = says.gettext("Corrected on {date}.", date=date)
        lang = profile.source_lang if "correction" in edition.foreign else edition.lang
        notices.append(
            Notice(
                kind="corrected",
                text=text,
                quoted=article.correction,
                quoted_lang="" if lang == edition.lang else lang,
                quoted_direction=direction(lang),
            )
        )
    return tuple(notices)


def _status_notice(edition: Edition, profile: Profile, says: Strings) -> Notice | None:
    kind = _kind_of(edition)
    if not kind:
        return None
    href, link, lang = original_of(edition, profile)
    gap = says.gettext(
        "Passages that are not translated yet are in {language}.",
        language=name_of(profile.source_lang, in_lang=says.lang),
    )
    return Notice(
        kind=kind,
        text=_TEXTS[kind](edition, profile, says),
        more=(gap,) if kind == "draft" and edition.gaps else (),
        href=href,
        link=link,
        lang=lang,
    )


def _kind_of(edition: Edition) -> str:
    if edition.shown is Shown.PAGE:
        return "draft" if edition.planned.is_draft else ""
    return edition.shown.value


def original_of(edition: Edition, profile: Profile) -> tuple[str, str, LangTag | str]:
    """Return link, words and language of the original; empty where there is none to lead to."""
    source_lang = profile.source_lang
    if edition.lang == source_lang or source_lang not in edition.planned.alternates:
        return "", "", ""
    says = public_strings(edition.lang)
    language = name_of(source_lang, in_lang=says.lang)
    href = relative(page_path(edition.slug, source_lang), page=edition.path)
    return href, says.gettext("Read the original in {language}.", language=language), source_lang


# --- The words ---------------------------------------------------------------------------------


def _say_draft(_edition: Edition, _profile: Profile, says: Strings) -> str:
    return says.gettext("Machine translation, not reviewed.")


def _say_withheld(_edition: Edition, _profile: Profile, says: Strings) -> str:
    return says.gettext("This edition is being brought up to date.")


def _say_withdrawn(edition: Edition, _profile: Profile, says: Strings) -> str:
    if edition.withdrawn_on is None:
        return says.gettext("This release was withdrawn.")
    date = date_in_words(edition.withdrawn_on, says.lang)
    return says.gettext("This release was withdrawn on {date}.", date=date)


def _say_kept(edition: Edition, profile: Profile, says: Strings) -> str:
    """Name the version that the text follows, and the correction that it lacks."""
    if not edition.is_outdated:
        return says.gettext("This edition is being revised.")
    version = edition.article.updated
    corrected = edition.source.corrected if edition.source else None
    if version is None:
        return says.gettext(
            "This edition follows an earlier version of the original text, which has been"
            " corrected since."
        )
    date = date_in_words(version.day, says.lang)
    is_french = base_of(profile.source_lang) == "fr"
    if corrected is None or corrected <= version:
        if is_french:
            return says.gettext(
                "This edition follows the French text of {date}, which has been corrected since.",
                date=date,
            )
        return says.gettext(
            "This edition follows the original text of {date}, which has been corrected since.",
            date=date,
        )
    on = date_in_words(corrected.day, says.lang)
    if is_french:
        return says.gettext(
            "This edition follows the French text of {date}, which was corrected on {corrected}.",
            date=date,
            corrected=on,
        )
    return says.gettext(
        "This edition follows the original text of {date}, which was corrected on {corrected}.",
        date=date,
        corrected=on,
    )


_TEXTS = {
    "draft": _say_draft,
    "kept": _say_kept,
    "withheld": _say_withheld,
    "withdrawn": _say_withdrawn,
}
