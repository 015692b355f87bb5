import pytest

from workflow.catalog.edit import replace_texts
from workflow.errors import CatalogError

FILE = """\
# kept   as it is
msgid ""
msgstr "Language: en\\n"


#:releases/a.md:3
msgid "un"
msgstr "one ."

msgid "deux"
msgstr ""
"two words in an entry that its editor has wrapped at some column which is a "
"common habit ."
# the end
#~ msgid "trois"
#~ msgstr "three ."
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_of_the_text_change(newline):
    changed = replace_texts(FILE.replace("\n", newline), {(None, "un"): 'one "1".'}, path="a.po")

    assert changed == FILE.replace('"one ."', '"one \\"1\\"."').replace("\n", newline)


def test_a_wrapped_text_stays_wrapped():
    text = (
        "two words in an entry that its editor has wrapped at some column which is a common habit."
    )

    changed = replace_texts(FILE, {(None, "deux"): text}, path="a.po")

    assert changed == FILE.replace("common habit .", "common habit.")


def test_no_change_gives_the_file_back():
    assert replace_texts(FILE, {}, path="a.po") == FILE


def test_a_line_shared_with_another_text_is_not_written():
    with pytest.raises(CatalogError) as caught:
        replace_texts('msgid "a" msgstr "b ."\n', {(None, "a"): "b."}, path="a.po")

    assert caught.value.slug == "po-unproven"
