"""What the program itself says: to the readers of editions and sites, and to whoever runs it.

The texts are gettext catalogues in ``locale/``, compiled and committed:

- ``public``: notices and navigation of editions and sites, in every language of the service
  (`public_strings`);
- ``cli``: the terminal, whose msgids are English, in French (`interface`);
- ``click``: what the library of the command line says by itself, in French.

To add a public string, write it where it is said, with the `Strings` of the page's language:
``strings.gettext("Published on {date}", date=…)`` in Python, ``{{ gettext("Older") }}`` in a
template that is given ``gettext=strings.gettext``. Then ``make messages``, fill in the empty msgstr
of each ``locale/*/LC_MESSAGES/public.po``, and ``make messages`` again, which compiles them; a test
fails while one is missing. A comment that begins with ``i18n:`` on the line before is shown to
translators. Texts for the terminal are written ``tr("…")`` (`workflow.wording`).

Names of languages, months and days come from CLDR, not from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.messages.public import PUBLIC_LANGS, Strings, public_strings

__all__ = ["PUBLIC_LANGS", "Strings", "public_strings"]


def __getattr__(name: str) -> object:
    """Load the public strings when they are asked for: `--help` speaks without them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from workflow.messages import public  # noqa: PLC0415 - loads languages and model

    return getattr(public, name)
