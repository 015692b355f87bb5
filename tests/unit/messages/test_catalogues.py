"""The catalogues of the package are in step with the code, whole, and safe to fill in."""

from __future__ import annotations

import io
import shutil
import subprocess
from gettext import GNUTranslations

import pytest

from workflow.messages.update import (
    DOMAINS,
    FOLDER,
    catalog_path,
    compile_catalog,
    make_template,
    read_po,
)
from workflow.wording import placeholders

CATALOGUES = [
    pytest.param(domain.name, lang, id=f"{domain.name}-{lang}")
    for domain in DOMAINS
    for lang in domain.langs
]


def keys(catalog):
    return {(message.context, message.id) for message in catalog if message.id}


def as_tuple(texts):
    return (texts,) if isinstance(texts, str) else tuple(texts)


@pytest.mark.parametrize("domain", [domain.name for domain in DOMAINS if domain.name != "click"])
def test_the_template_holds_what_the_code_says(domain):
    assert keys(read_po(FOLDER / f"{domain}.pot")) == keys(make_template(domain)), (
        "run `make messages`, fill in the empty msgstr, and run it again"
    )


@pytest.mark.parametrize(("domain", "lang"), CATALOGUES)
def test_the_catalogue_holds_what_the_template_holds(domain, lang):
    catalog = read_po(catalog_path(domain, lang))

    assert keys(catalog) == keys(read_po(FOLDER / f"{domain}.pot"))


@pytest.mark.parametrize(("domain", "lang"), CATALOGUES)
def test_every_message_is_translated(domain, lang):
    catalog = read_po(catalog_path(domain, lang))

    waiting = [
        message.id
        for message in catalog
        if message.id and (message.fuzzy or not all(as_tuple(message.string)))
    ]

    assert waiting == []


@pytest.mark.parametrize(("domain", "lang"), CATALOGUES)
def test_a_translation_has_the_placeholders_of_its_text(domain, lang):
    catalog = read_po(catalog_path(domain, lang))

    differing = [
        (message.id, text)
        for message in catalog
        for text in as_tuple(message.string)
        if not is_filled_alike(message.id, text)
    ]

    assert differing == []


def is_filled_alike(msgid, text):
    """Tell whether all placeholders are there; "one release" may leave the figure out."""
    wanted = frozenset().union(*map(placeholders, as_tuple(msgid)))
    optional = frozenset() if isinstance(msgid, str) else {"count"}
    return wanted - optional <= placeholders(text) <= wanted


@pytest.mark.parametrize(("domain", "lang"), CATALOGUES)
def test_the_compiled_catalogue_says_what_the_catalogue_says(domain, lang):
    path = catalog_path(domain, lang)
    expected = GNUTranslations(io.BytesIO(compile_catalog(read_po(path))))
    with path.with_suffix(".mo").open("rb") as stream:
        actual = GNUTranslations(stream)

    assert actual._catalog == expected._catalog, "run `make messages`"


@pytest.mark.gettext
@pytest.mark.parametrize(("domain", "lang"), CATALOGUES)
def test_gettext_accepts_the_catalogue(domain, lang, tmp_path):
    if not shutil.which("msgfmt"):
        pytest.skip("GNU gettext's msgfmt is not installed")

    done = subprocess.run(
        ["msgfmt", "-c", "-o", tmp_path / "out.mo", catalog_path(domain, lang)],
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
