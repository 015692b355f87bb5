"""`translate import`: a word processor's file becomes a release, or is refused."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import pytest

SCHEMAS = "http://schemas.openxmlformats.org"
TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{SCHEMAS}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body, *, head="", extra=None):
    """Return a Word file as small as one can be."""
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f'<?xml version="1.0"?>{head}'
        f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **(extra or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return packed.getvalue()


BOLD, UNDERLINED = "<w:b/>", '<w:u w:val="single"/>'
LOW, HIGH = (f'<w:vertAlign w:val="{side}script"/>' for side in ("sub", "super"))


def run(text, style=""):
    text = text.replace("<w:br/>", "</w:t><w:br/><w:t>")
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text, *, bold=False):
    return f"<w:p>{run(text, BOLD if bold else '')}</w:p>"


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def imported(project, body, **options):
    project.write("note.docx", docx(body, **options))
    result = project.run("import", "note.docx")
    assert result.code == 0, result.err
    return project.read("releases/note.md"), result


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        (paragraph("Texte simple."), "Texte simple.\n"),
        (
            paragraph("Avant\u00a0: «\u202foui\u202f» ’ “x”"),
            "Avant\u00a0: «\u202foui\u202f» ’ “x”\n",
        ),
        (paragraph("1. pas une liste"), "1\\. pas une liste\n"),
        (paragraph("# pas un titre"), "\\# pas un titre\n"),
        (
            paragraph("a *b* _c_ [d](e) `f` 2 &lt; 3 &amp;amp;"),
            "a \\*b\\* \\_c\\_ [d\\](e) \\`f\\` 2 < 3 \\&amp;\n",
        ),
        (paragraph("gras ", bold=True) + paragraph("suite"), "**gras**\n\nsuite\n"),
        (f"<w:p>{run('gr', BOLD)}{run('as', BOLD)}{run('suite')}</w:p>", "**gras**suite\n"),
        (
            f"<w:p>{run('PRÉSIDENCE<w:br/>DE LA<w:br/>RÉPUBLIQUE')}</w:p>",
            "PRÉSIDENCE  \nDE LA  \nRÉPUBLIQUE\n",
        ),
        (
            f"<w:p>{run('CO')}{run('2', LOW)}{run(', le 1')}{run('er', HIGH)}</w:p>",
            "CO₂, le 1er\n",
        ),
        (
            f"<w:tbl>{row('a|b', 'c')}{row('d</w:t></w:r></w:p><w:p><w:r><w:t>e', '')}</w:tbl>",
            "| a\\|b | c |\n| --- | --- |\n| d e |  |\n",
        ),
    ],
)
def test_what_word_says_is_said_in_clean_markdown(project, body, markdown):
    text, _ = imported(project, body)

    assert text.endswith(markdown)
    assert text.removesuffix(markdown).strip("\n-") == ""


def test_the_result_is_a_release_like_any_other(project):
    imported(
        project, paragraph("Paris, le 3 mai 2025") + paragraph("Le ministre a parlé. Il part.")
    )

    assert project.read("releases/note.md").startswith('---\ndate: "2025-05-03"\n---\n')
    assert project.run("releases/note.md", "--to", "en", "--engine", "identity").code == 0


def test_what_we_export_comes_back(project):
    source = (
        "# Titre\n\nUn **mot** et [un lien](https://x.example/a)[^1].\n\n- un\n- deux\n\n"
        "> Oui.\n\n[^1]: Note.\n"
    )
    project.write("releases/un.md", source)
    project.run("build", "--to", "fr", "--format", "docx,odt")
    for kind in ("docx", "odt"):
        result = project.run("import", f"editions/fr/un.{kind}", "-o", f"releases/{kind}.md")

        assert result.code == 0
        assert project.read(f"releases/{kind}.md").partition("\n---\n\n")[2] == source


def test_pictures_are_laid_beside_the_release_under_safe_names(project):
    import base64

    png = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
        "rkJggg=="
    )
    project.write("releases/quai.png", png)
    project.write("releases/un.md", "# Un\n\n![Le quai](quai.png)\n")
    project.run("build", "--to", "fr", "--format", "docx")

    result = project.run("import", "editions/fr/un.docx", "-o", "releases/deux.md", "--json")

    assert json.loads(result.out)["pictures"] == ["releases/deux/image-1.png"]
    assert "![Le quai](deux/image-1.png)" in project.read("releases/deux.md")
    assert project.files()["releases/deux/image-1.png"] == png


def test_what_is_lost_is_told(project):
    signed = 'w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z"'
    deleted = "<w:r><w:delText>ancien</w:delText></w:r>"
    body = (
        f"<w:p><w:ins {signed}>{run('nouveau')}</w:ins><w:del {signed}>{deleted}</w:del></w:p>"
        f"<w:p>{run('souligné', UNDERLINED)}</w:p>"
    )

    text, result = imported(project, body)

    assert "nouveau" in text
    assert "ancien" not in text
    for loss in ("1 tracked insertions", "1 tracked deletions", "1 underlined passages"):
        assert f"not kept: {loss}" in result.err


def test_html_is_read_without_what_acts_in_it(project):
    project.write(
        "page.html",
        "<!doctype html><title>x</title><script>alert(1)</script><h1>Titre</h1>"
        '<p onclick="x()">Un <b>mot</b> <a href="javascript:x()">ici</a>.</p><style>p{}</style>',
    )

    project.run("import", "page.html")

    assert (
        project.read("releases/page.md") == "---\ntitle: Titre\n---\n\n# Titre\n\nUn **mot** ici.\n"
    )


def test_a_file_name_becomes_a_plain_slug(project):
    project.write("Communiqué du 3 mai (v2).docx", docx(paragraph("Texte.")))

    result = project.run("import", "Communiqué du 3 mai (v2).docx")

    assert result.out == "releases/communique-du-3-mai-v2.md\n"


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_no_release_is_made_beside_one_that_it_would_replace_elsewhere(project, force):
    project.write("releases/Note.md", "Ancien.\n")
    project.write("note.docx", docx(paragraph("Nouveau.")))
    before = project.files()

    result = project.run("import", "note.docx", *force)

    assert (result.code, "[slug-duplicate]" in result.err, project.files()) == (1, True, before)


def test_nothing_is_overwritten_unasked(project):
    project.write("releases/note.md", "Ancien.\n")
    project.write("note.docx", docx(paragraph("Nouveau.")))

    refused = project.run("import", "note.docx")
    kept = project.read("releases/note.md")
    forced = project.run("import", "note.docx", "--force")

    assert (refused.code, "[import-exists]" in refused.err, kept) == (1, True, "Ancien.\n")
    assert (forced.code, project.read("releases/note.md")) == (0, "Nouveau.\n")


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "neither DOCX nor ODT nor HTML"),
        ("a.docx", b"Un texte simple.", "neither DOCX nor ODT nor HTML"),
        ("a.docx", b"PK\x03\x04 broken", "damaged package"),
        ("a.docx", docx("")[:200], "damaged package"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        ("a.docx", b"%PDF-1.7", "a PDF file"),
        ("a.docx", docx("", head=BOMB), "declares"),
        ("a.docx", docx("<w:p>"), "no XML"),
        ("a.docx", docx(""), "no text"),
        (
            "a.odt",
            docx("", extra={"word/document.xml.bak": ""}).replace(
                b"word/document.xml", b"work/document.xml"
            ),
            "neither",
        ),
        (
            "a.docx",
            docx(paragraph("x"), extra={"word/big.xml": b"<x>" + b" " * 31 * 1024**2}),
            "unpacks to more",
        ),
        (
            "a.docx",
            docx(paragraph("x"), extra={f"word/{n}.txt": "" for n in range(5001)}),
            "too many parts",
        ),
        ("a.html", b"\xff\xfe<html>", "UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused(project, name, data, said):
    project.write(name, data)

    result = project.run("import", name)

    assert (result.code, said in result.err) == (1, True), result.err
    assert "[import-unreadable]" in result.err
    assert [file for file in project.files() if file != name] == []


def test_a_missing_file_is_named(project):
    result = project.run("import", "absent.docx")

    assert (result.code, "[source-missing]" in result.err) == (1, True)


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)


def test_a_web_page_brings_its_language_its_title_and_its_pictures(project):
    project.write("page/photos/quai.png", base64.b64decode(PIXEL))
    project.write("secret.png", base64.b64decode(PIXEL))
    project.write(
        "page/note.html",
        f"""<!doctype html><html lang="fr-FR"><head><title>Note &amp; avis</title>
        <script>alert(1)</script></head><body><h2>Avis</h2><p>Le <b>texte</b>.</p>
        <p><img src="photos/quai.png" alt="Le quai"><img src="data:image/png;base64,{PIXEL}"
        alt="Dedans"><img src="https://elsewhere.example/a.png" alt="Ailleurs">
        <img src="../secret.png" alt="Dehors"></p></body></html>""",
    )

    result = project.run("import", "page/note.html")

    assert result.code == 0, result.err
    assert project.read("releases/note.md").startswith(
        "---\ntitle: Note & avis\nlang: fr\n---\n\n## Avis\n\nLe **texte**.\n"
    )
    pictures = sorted(name for name in project.files() if name.startswith("releases/note/"))
    assert pictures == ["releases/note/image-1.png", "releases/note/image-2.png"]
    assert "![Le quai](note/image-1.png)" in project.read("releases/note.md")
    assert "not fetched: https://elsewhere.example/a.png" in result.err
    assert "1 pictures that are missing" in result.err
