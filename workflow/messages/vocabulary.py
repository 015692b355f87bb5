"""Public strings that several kinds of pages share, so that all of them say the same thing alike.

`mark` does nothing but show a string to the extraction: pages ask `Strings` for it.
"""

from __future__ import annotations


def mark(msgid: str) -> str:
    """Return `msgid`; ``make messages`` finds it here."""
    return msgid


NOTICES = (
    # i18n: at the head of an edition of which no person has read every sentence
    mark("Machine translation, not reviewed."),
    # i18n: in the place of a sentence or paragraph that is still empty
    mark("This passage has not been translated yet."),
    # i18n: at the head of an edition that is older than its source
    mark("This edition is being brought up to date."),
    mark("This edition follows the French text of {date}, which has been corrected since."),
    mark("This edition follows the original text of {date}, which has been corrected since."),
    # i18n: under the title of an edition that replaces a wrong one
    mark("Corrected on {date}."),
    mark("This release was withdrawn."),
    mark("This release was withdrawn on {date}."),
    # i18n: a link; {language} is CLDR's name of the language, in this language
    mark("Read the original in {language}."),
    mark("This release is not available in this language."),
    mark("Erratum"),
    mark("Published on {date}"),
    mark("Updated on {date}"),
    # i18n: the state of an edition
    mark("Draft"),
    mark("Withdrawn"),
    mark("Original text"),
    mark("Translation"),
)

NAVIGATION = (
    mark("Press release"),
    mark("Press releases"),
    mark("Home"),
    mark("All releases"),
    mark("Back to the list"),
    mark("Languages"),
    mark("Other languages"),
    mark("Search"),
    mark("Search the press releases"),
    mark("No results"),
    mark("Results: {count}"),
    # i18n: links from a page of the list of releases, which begins with the newest
    mark("Newer"),
    mark("Older"),
    mark("Page {number} of {total}"),
    mark("Skip to content"),
    # i18n: the title of a table of contents
    mark("Contents"),
    mark("Download"),
    mark("Archive"),
    mark("Notes"),
    # i18n: a link from a footnote to the place in the text that calls it
    mark("Back to the text"),
    # i18n: the link to the Atom or RSS feed
    mark("News feed"),
    mark("Reference"),
    mark("Date"),
    mark("Contact"),
    mark("Page not found"),
    mark("The page that you are looking for does not exist or has moved."),
)
