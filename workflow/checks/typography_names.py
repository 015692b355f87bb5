"""The rules of typography.toml by name, so that they can be said in the reader's language."""

from __future__ import annotations

from workflow.wording import tr

_NAMES = (
    tr("dash between words"),
    tr("decimal comma"),
    tr("decimal point"),
    tr("narrow no-break space between thousands"),
    tr("no space before %"),
    tr("no space before , ."),
    tr("no space before , . ; : ! ?"),
    tr("no space inside « »"),
    tr("no-break space after «"),
    tr("no-break space after №"),
    tr("no-break space before %"),
    tr("no-break space before % €"),
    tr("no-break space before ; : ! ?"),
    tr("no-break space before the dash"),
    tr("no-break space before »"),
    tr("no-break space between thousands"),
    tr("no-break space in times and numbers"),
    tr("quotation marks are « »"),
    tr("quotation marks are “ ”"),
    tr("typographic apostrophe"),
)
RULE_NAMES = {str(name): name for name in _NAMES}
"""As the data file has them."""
