"""What is said is found: in Python, in templates, in the help of commands."""

from __future__ import annotations

from workflow.messages.extraction import Message, iter_cli, iter_public

PYTHON = """
def heading(strings, n):
    # i18n: under the title
    yield strings.gettext("Published "
        "on {date}", date=n)
    yield strings.ngettext("{count} release", "{count} releases", n)
    yield strings.pgettext("verb", "Search")
    raise Error(tr("no file {name}", name=n), hint=trn("{count} try", "{count} tries", n))
"""

TEMPLATE = (
    '<a>{{ gettext("Older") }}</a>{{ strings.gettext("Newer") }}'
    '{{ pgettext("verb", "Search") }}{{ ngettext("{count} day", "{count} days", 3) }}'
    '{{ other("No") }}'
)

COMMAND = '''
@click.command("check")
@click.option("--to", help="Target language.")
def command():
    """Check the words.

    Nothing is
    changed.
    """

def helper():
    """No command."""
'''


def write(folder, name, text):
    path = folder / "workflow" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder / "workflow"


def test_python_says_public_strings(tmp_path):
    package = write(tmp_path, "site/page.py", PYTHON)
    place = "workflow/site/page.py"

    assert list(iter_public(package)) == [
        Message(msgid="Published on {date}", comments=("under the title",), place=place),
        Message(msgid="{count} release", plural="{count} releases", place=place),
        Message(msgid="Search", context="verb", place=place),
    ]


def test_templates_say_public_strings(tmp_path):
    package = write(tmp_path, "site/templates/page.html", TEMPLATE)

    said = {(each.context, each.msgid, each.plural) for each in iter_public(package)}

    assert said == {
        ("", "Older", ""),
        ("", "Newer", ""),
        ("verb", "Search", ""),
        ("", "{count} day", "{count} days"),
    }


def test_python_says_texts_for_the_terminal(tmp_path):
    package = write(tmp_path, "site/page.py", PYTHON)

    assert [(each.msgid, each.plural) for each in iter_cli(package)] == [
        ("no file {name}", ""),
        ("{count} try", "{count} tries"),
    ]


def test_help_is_found_paragraph_by_paragraph(tmp_path):
    package = write(tmp_path, "cli/check.py", COMMAND)

    assert {each.msgid for each in iter_cli(package)} == {
        "Target language.",
        "Check the words.",
        "Nothing is changed.",
    }
