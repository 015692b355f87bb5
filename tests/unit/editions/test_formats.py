"""Each format on a whole release: structure, words in reading order, the same bytes each time."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest

from workflow.editions.base import Status
from workflow.editions.html.tree import iter_elements
from workflow.editions.page import compose_page
from workflow.editions.pdf.fonts import choose_fonts
from workflow.editions.registry import open_format
from workflow.errors import EditionError
from workflow.model import LangTag
from workflow.settings.schema import FORMATS

SAMPLE = Path(__file__).resolve().parents[2] / "cases" / "editions" / "sample.fr.md"
ARABIC = """---
title: بيان
date: 2025-06-12
---

اجتمع **الوزراء** في بريست عام 2025، وقرروا ما يلي:

- نعم للسلام؛
- لا للحرب الأهلية.

| الصفة | المبلغ |
|:------|-------:|
| السفن | 12 مليون |

المكتب الصحفي
01 99 00 11 22
"""
RUSSIAN = """# Заявление

«Мы выполним обязательства», — сказал министр[^1]. Расходы вырастут на 12,5 % к 2030 году.

1. Безопасность;
2. подготовка экипажей:
   - навигация;
   - спасательные работы.

| Статья | Сумма |
|:-------|------:|
| Корабли | 12,5 млн евро |

Тел.: +33 1 99 00 11 22

[^1]: Принято единогласно.
"""
CHINESE = """# 声明

部长们在布雷斯特举行会议[^1]。**计划**已通过，金额为1250万欧元。

- 海岸监视；
- 船员培训。

| 项目 | 金额 |
|:-----|-----:|
| 舰船 | 1250万欧元 |

[^1]: 一致通过。
"""
GREEK = """# Δήλωση

Οι υπουργοί συναντήθηκαν στη Βρέστη[^1]. Δαπάνες: 12,5 εκατ. ευρώ.

> «Θα τηρήσουμε τις δεσμεύσεις μας.»

- επιτήρηση των ακτών·
- εκπαίδευση πληρωμάτων.

[^1]: Εγκρίθηκε ομόφωνα.
"""


@pytest.fixture
def sample():
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def set_or_skip(frame):
    """Make a PDF, or skip where no font for its script is installed."""

    def make(content):
        try:
            return open_format("pdf", frame).render(content)
        except EditionError as error:
            if error.slug != "font-missing":
                raise
            pytest.skip("no font for the script is installed")

    return make


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def parse_xml(data):
    return ET.fromstring(data)  # noqa: S314 - a file that we have just made


def text_of_xml(data):
    return " ".join("".join(parse_xml(data).itertext()).split())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_edition_is_the_same_bytes(edition, frame, sample, name):
    first = open_format(name, frame).render(edition(sample))

    assert open_format(name, frame).render(edition(sample)) == first


@pytest.mark.parametrize("name", ["epub", "docx", "odt"])
def test_packages_have_the_day_of_the_release_and_are_stored(edition, frame, sample, name):
    data = open_format(name, frame).render(edition(sample))

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(2025, 6, 12, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.create_system for entry in entries} == {3}
    dates = {
        each
        for part in parts_of(data).values()
        for each in re.findall(rb"\b20\d\d-\d\d-\d\d", part)
    }
    assert dates <= {b"2025-06-12"}


@pytest.mark.parametrize("name", [each for each in FORMATS if each != "md"])
def test_a_draft_says_so_in_the_language_of_its_reader(edition, frame, pdf_words, name):
    notice = "Машинный перевод"
    for status in Status:
        data = open_format(name, frame).render(edition(RUSSIAN, lang="ru", status=status))
        if name == "pdf":
            shown = " ".join(pdf_words(data))
        elif name == "html":
            shown = data.decode()
        else:
            shown = b"".join(parts_of(data).values()).decode("utf-8", "replace")

        assert (notice in shown) == (status is Status.DRAFT)


# --- HTML --------------------------------------------------------------------------------------


def test_a_page_is_complete_and_asks_for_nothing(edition, frame, sample):
    page = open_format("html", frame).render(edition(sample)).decode()
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)

    root = next(each for each in document.iter() if each.tag == "html")
    assert (root.get("lang"), root.get("dir")) == ("fr", "ltr")
    assert root.find("head/title").text == "Réunion des ministres du littoral – Service de presse"
    descriptions = [
        each.get("content") for each in root.iter("meta") if each.get("name") == "description"
    ]
    assert descriptions == ["Les ministres ont adopté un plan commun."]
    assert root.find("body/a").get("href") == "#content"
    assert len(list(root.iter("h1"))) == 1
    requests = [each.get("src") for each in root.iter() if each.get("src")]
    assert (requests, list(root.iter("script")), list(root.iter("link"))) == ([], [], [])
    assert "@import" not in page
    assert "url(" not in page


def test_a_page_in_arabic_runs_from_right_to_left(edition, frame):
    page = open_format("html", frame).render(edition(ARABIC, lang="ar")).decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "12 يونيو 2025" in page


def test_a_date_stands_at_the_head_unless_the_text_has_its_own(edition, frame, sample):
    with_dateline = compose_page(edition(sample), frame)
    without = compose_page(edition("---\ndate: 2025-06-12\n---\n\nTexte.\n"), frame)

    assert (with_dateline.date_text, without.date_text) == ("", "12 juin 2025")


# --- PDF ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "source"),
    [("fr", SAMPLE.read_text("utf-8")), ("ru", RUSSIAN), ("el", GREEK), ("zh", CHINESE)],
    ids=["fr", "ru", "el", "zh"],
)
def test_a_pdf_says_what_the_edition_says_in_its_order(
    edition, frame, pdf_text, set_or_skip, lang, source
):
    content = edition(source, lang=lang)

    found = pdf_text(set_or_skip(content), "-raw")

    page = compose_page(content, frame)
    expected = f"{page.office}{page.date_text}{printed(page.nodes)}{printed_notes(page.nodes)}"
    assert solid(found) == solid(expected)


def test_an_arabic_pdf_says_what_the_edition_says_in_its_order(
    edition, frame, pdf_text, set_or_skip
):
    """Letters in order; figures as such, since pdftotext puts them where its own rules want them.

    Letters are compared in their ordinary shape, and those of a ligature (لا) in either order.
    """
    content = edition(ARABIC.replace("date: 2025-06-12\n", ""), lang="ar")

    found = pdf_text(set_or_skip(content))

    page = compose_page(content, frame)
    expected = f"{page.office}{page.text}"
    assert arabic_letters(found) == arabic_letters(expected)
    assert sorted(re.findall(r"\d+", found)) == sorted(re.findall(r"\d+", expected))


def printed(nodes, mark="{}"):
    """Return the text of an edition as a page shows it: with the marks of lists, without notes."""
    pieces = []
    number = 0
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag in {"ul", "ol"}:
            inner = "{}." if node.tag == "ol" else "•" if mark != "•" else "‣"
            pieces.append(printed(node.children, inner))
        elif node.tag == "li":
            number += 1
            pieces.append(mark.format(number) + printed(node.children, mark))
        elif node.get("class") not in {"notes", "note-back"}:
            pieces.append(printed(node.children, mark))
    return "".join(pieces)


def printed_notes(nodes):
    """Return what stands at the foot of the page."""
    notes = [each for each in iter_elements(nodes) if each.get("id").startswith("note-")]
    notes = [each for each in notes if each.tag == "li"]
    return "".join(f"{number}{printed(note.children)}" for number, note in enumerate(notes, 1))


def solid(text):
    """Return all characters that are seen: no spaces, no hyphens of broken words."""
    return "".join(text.replace("\u00ad", "").split())


def arabic_letters(text):
    letters = [each for each in unicodedata.normalize("NFKC", text) if each.isalpha()]
    return re.sub("[الأإآ]{2,}", lambda found: "".join(sorted(found[0])), "".join(letters))


def test_a_correction_stands_in_a_pdf(edition, frame, pdf_words):
    source = "---\ntitle: A\ncorrected: 2025-06-14\ncorrection: The sum was wrong.\n---\n\nB.\n"

    found = pdf_words(open_format("pdf", frame).render(edition(source, lang="en")))

    assert " ".join(found) == "Service de presse Corrected on 14 June 2025. The sum was wrong. A B."


@pytest.mark.parametrize(("lang", "office"), [("en", "Press office"), ("ru", "Service de presse")])
def test_an_office_has_its_name_in_each_language(edition, frame, lang, office):
    names = ((LangTag("fr"), "Service de presse"), (LangTag("en"), "Press office"))

    page = compose_page(edition("A.\n", lang=lang), replace(frame, office=names))

    assert page.office == office


def test_the_source_says_what_a_line_looks_like(edition, frame):
    source = "Paris, le 12 juin 2025\n\nLe CICR agit.\n"
    targets = {
        "Paris, le 12 juin 2025": "باريس، 12 يونيو 2025",
        "Le CICR agit.": "تعمل اللجنة (ICRC).",
    }

    page = compose_page(edition(source, lang="ar", targets=targets), frame)

    assert [element.get("class") for element in page.nodes if not isinstance(element, str)] == [
        "dateline",
        "",
    ]


def test_a_pdf_is_tagged_and_says_what_it_is(edition, frame, sample, need, tmp_path):
    path = tmp_path / "made.pdf"
    path.write_bytes(open_format("pdf", frame).render(edition(sample)))

    command = [need("pdfinfo"), "-isodates", str(path)]
    shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout

    facts = dict(re.findall(r"(?m)^([\w ]+):\s+(.*)$", shown))
    assert facts["Title"] == "Réunion des ministres du littoral"
    assert facts["Author"] == "Service de presse"
    assert facts["Tagged"] == "yes"
    assert facts["CreationDate"].startswith("2025-06-12T00:00:00")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in path.read_bytes()


def test_pages_are_numbered_in_the_language_of_the_reader_when_there_are_several(
    edition, frame, pdf_words
):
    long = "# Заявление\n\n" + "Министры обсудили совместный план. " * 400 + "\n"

    several = " ".join(pdf_words(open_format("pdf", frame).render(edition(long, lang="ru"))))
    one = " ".join(pdf_words(open_format("pdf", frame).render(edition(RUSSIAN, lang="ru"))))

    assert "Страница 1 из" in several
    assert "Страница" not in one


@pytest.mark.parametrize(
    ("lang", "source", "script"), [("ar", ARABIC, "Arabic"), ("zh", CHINESE, "Chinese")]
)
def test_a_script_without_a_font_is_refused_by_name(frame, lang, source, script):
    with pytest.raises(EditionError) as caught:
        choose_fonts(source, lang=lang, folder=frame.fonts, has_system=False)

    assert caught.value.slug == "font-missing"
    assert script in caught.value.message
    assert "fonts/" in caught.value.hint


@pytest.mark.parametrize(("sign", "code"), [("\U00013000", "U+13000"), ("\ue000", "U+E000")])
def test_a_character_that_no_font_shows_is_named(edition, frame, sign, code):
    with pytest.raises(EditionError) as caught:
        open_format("pdf", frame).render(edition(f"Un signe {sign} rare.\n"))

    assert (caught.value.slug, code in caught.value.message) == ("font-missing", True)


def test_a_byte_order_mark_inside_a_copied_text_breaks_no_pdf(edition, frame):
    text = "---\ntitle: Un\ufeffmot\n---\n\nCo\ufeffpié.\n"

    assert open_format("pdf", frame).render(edition(text)).startswith(b"%PDF")


def test_a_font_that_the_settings_name_must_be_there(edition, frame):
    with pytest.raises(EditionError, match="No Such Font"):
        open_format("pdf", replace(frame, font="No Such Font")).render(edition("Texte.\n"))


def test_heading_levels_may_skip(edition, frame):
    assert open_format("pdf", frame).render(edition("### Trois\n\nTexte.\n\n##### Cinq\n"))


# --- EPUB --------------------------------------------------------------------------------------


def test_a_book_has_what_readers_need(edition, frame, sample):
    parts = parts_of(open_format("epub", frame).render(edition(sample)))

    assert next(iter(parts)) == "mimetype"
    assert parts["mimetype"] == b"application/epub+zip"
    package = parse_xml(parts["EPUB/package.opf"])
    listed = {each.get("href") for each in package.iter("{http://www.idpf.org/2007/opf}item")}
    inside = {name.removeprefix("EPUB/") for name in parts if name.startswith("EPUB/")}
    assert listed == inside - {"package.opf"}
    nav = parse_xml(parts["EPUB/nav.xhtml"])
    text = parse_xml(parts["EPUB/text.xhtml"])
    ids = {each.get("id") for each in text.iter() if each.get("id")}
    targets = [each.get("href") for each in nav.iter("{http://www.w3.org/1999/xhtml}a")]
    assert targets == ["text.xhtml#section-1", "text.xhtml#section-2"]
    assert {target.partition("#")[2] for target in targets} <= ids


@pytest.mark.slow
def test_epubcheck_finds_nothing(edition, frame, sample, need, tmp_path):
    program, java = need("epubcheck"), need("java")
    path = tmp_path / "made.epub"
    loose = "\n\n<ul>a<li>b</ul><b><p>c</p></b> <td>d</td> <a href='x y'>e</a>\n"
    path.write_bytes(open_format("epub", frame).render(edition(sample + loose)))

    is_jar = Path(program).read_bytes().startswith(b"PK")
    command = [java, "-jar", program] if is_jar else [program]
    done = subprocess.run(
        [*command, path], capture_output=True, check=False, text=True, timeout=300
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_a_number_keeps_its_order_in_arabic(edition, frame):
    html = open_format("html", frame).render(edition(ARABIC, lang="ar")).decode()
    word = parts_of(open_format("docx", frame).render(edition(ARABIC, lang="ar")))

    assert '<span class="digits" dir="ltr">01 99 00 11 22</span>' in html
    assert "\u200e01 99 00 11 22\u200e" in text_of_xml(word["word/document.xml"])


@pytest.mark.parametrize("name", [each for each in FORMATS if each not in {"md", "pdf"}])
def test_a_correction_stands_in_every_format(edition, frame, name):
    source = (
        "---\ntitle: A\ncorrected: 2025-06-14\ncorrection: Была названа другая сумма.\n---\n\nБ.\n"
    )
    data = open_format(name, frame).render(edition(source, lang="ru"))

    shown = (
        data.decode()
        if name == "html"
        else str({key: part.decode("utf-8", "replace") for key, part in parts_of(data).items()})
    )
    assert "Исправлено 14 июня 2025 года" in shown
    assert "Была названа другая сумма." in shown


FOREIGN = "---\ntitle: Le sommet\ncorrected: 2025-06-14\ncorrection: La somme.\n---\n\nBonjour.\n"


def shown_by(name, frame, content):
    data = open_format(name, frame).render(content)
    return data.decode() if name == "html" else str(parts_of(data))


@pytest.mark.parametrize(
    ("name", "title", "correction"),
    [
        ("html", '<h1 lang="fr" dir="ltr">Le sommet<', '<p lang="fr" dir="ltr">La somme.<'),
        ("epub", '<h1 id="title" lang="fr" xml:lang="fr" dir="ltr">', 'dir="ltr">La somme.<'),
        ("docx", 'w:val="fr"', 'w:val="fr"'),
        ("odt", 'fo:language="fr"', 'fo:language="fr"'),
    ],
)
def test_what_is_not_translated_round_the_text_says_its_language(
    edition, frame, name, title, correction
):
    bare = edition(FOREIGN, lang="ar", status=Status.DRAFT, targets={"Bonjour.": "مرحبا."})
    titled = {"Bonjour.": "مرحبا.", "Le sommet": "القمة", "La somme.": "المبلغ."}
    whole = edition(FOREIGN, lang="ar", status=Status.DRAFT, targets=titled)

    shown, translated = (shown_by(name, frame, each) for each in (bare, whole))

    assert (title in shown, correction in shown) == (True, True)
    assert (title in translated, correction in translated) == (False, False)


# --- DOCX and ODT ------------------------------------------------------------------------------


def test_a_word_file_has_styles_language_notes_and_page_numbers(edition, frame, sample):
    parts = parts_of(open_format("docx", frame).render(edition(sample)))

    document = parts["word/document.xml"].decode()
    assert [f'w:val="{name}"' in document for name in ("Heading1", "Dateline", "Contact")] == [
        True
    ] * 3
    assert 'w:val="fr-FR"' in parts["word/styles.xml"].decode()
    assert "Adopté" in text_of_xml(parts["word/footnotes.xml"])
    assert "NUMPAGES" in parts["word/footer1.xml"].decode()
    assert "Réunion des ministres du littoral" in text_of_xml(parts["docProps/core.xml"])
    assert parts["word/_rels/document.xml.rels"].count(b"https://press.example.org/plan") == 1


def test_a_writer_file_has_styles_language_and_notes(edition, frame, sample):
    parts = parts_of(open_format("odt", frame).render(edition(sample)))

    assert next(iter(parts)) == "mimetype"
    styles = parts["styles.xml"].decode()
    assert 'fo:language="fr"' in styles
    assert 'fo:country="FR"' in styles
    assert 'style:name="Contact"' in styles
    assert "text:note-body" in parts["content.xml"].decode()


def test_arabic_runs_from_right_to_left_in_office_files(edition, frame):
    word = parts_of(open_format("docx", frame).render(edition(ARABIC, lang="ar")))
    writer = parts_of(open_format("odt", frame).render(edition(ARABIC, lang="ar")))

    assert word["word/document.xml"].count(b"<w:bidiVisual") == 1
    assert b"<w:bidi" in word["word/document.xml"]
    assert b'w:bidi="ar-EG"' in word["word/styles.xml"]
    assert b'style:writing-mode="rl-tb"' in writer["styles.xml"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "odt"])
def test_libreoffice_opens_it_and_reads_the_same_words(edition, frame, need, tmp_path, name):
    sample = SAMPLE.read_text(encoding="utf-8")
    program = need("soffice", "libreoffice")
    path = tmp_path / f"made.{name}"
    path.write_bytes(open_format(name, frame).render(edition(sample)))

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", tmp_path, path], capture_output=True, check=True, timeout=120
    )

    shown = (tmp_path / "made.txt").read_text(encoding="utf-8-sig")
    wanted = "Brest, le jeudi plan commun surveillance navigation tiendrons 12,5 Formation"
    assert [word for word in wanted.split() if word not in shown] == []


# --- Pictures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [each for each in FORMATS if each != "md"])
def test_a_picture_travels_with_the_edition(edition, frame, png, name):
    (frame.root / "releases").mkdir()
    (frame.root / "releases" / "quai.png").write_bytes(png)

    data = open_format(name, frame).render(edition("![Le quai](quai.png)\n"))

    if name == "html":
        assert b'src="data:image/png;base64,' in data
        assert b'alt="Le quai"' in data
    elif name != "pdf":
        assert png in parts_of(data).values()
    assert b"data:image" not in data or name == "html"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("absent.png", "cannot be read"),
        ("../../secret.png", "outside"),
        ("/etc/passwd", "outside"),
        ("note.md", "no PNG"),
        (".", "cannot be read"),
    ],
)
def test_a_picture_that_cannot_travel_is_refused(edition, frame, address, problem):
    (frame.root / "releases").mkdir()
    (frame.root / "releases" / "note.md").write_text("texte", encoding="utf-8")

    with pytest.raises(EditionError, match=problem) as caught:
        open_format("html", frame).render(edition(f"![x]({address})\n"))

    assert caught.value.slug == "image-unusable"


def test_a_picture_from_elsewhere_becomes_a_link(edition, frame):
    page = (
        open_format("html", frame).render(edition("![Le quai](https://x.example/q.png)\n")).decode()
    )

    assert '<a href="https://x.example/q.png" rel="noopener noreferrer">Le quai</a>' in page
    assert "<img" not in page


def test_the_same_picture_is_carried_once(edition, frame, png):
    (frame.root / "releases").mkdir()
    (frame.root / "releases" / "a.png").write_bytes(png)
    content = edition("![un](a.png)\n\n![deux](./a.png)\n")

    assert list(compose_page(content, frame).pictures) == ["picture-1.png"]


@pytest.mark.parametrize("name", ["pdf", "html", "epub", "docx", "odt"])
def test_a_logo_stands_at_the_head(edition, frame, png, name):
    logo = frame.root / "logo.png"
    logo.write_bytes(png)

    assert open_format(name, replace(frame, logo=logo)).render(edition("# Un\n\nTexte.\n"))


# --- Templates ---------------------------------------------------------------------------------


def write_template(frame, name, text):
    frame.templates.mkdir(exist_ok=True)
    (frame.templates / name).write_text(text, encoding="utf-8")


def test_an_office_replaces_the_page(edition, frame):
    write_template(
        frame, "page.html", "<title>{{ page.title }}</title>{{ body }}{{ gettext('Notes') }}"
    )

    page = open_format("html", frame).render(edition("# Un & deux\n"))

    assert (
        page.decode() == '<title>Un &amp; deux</title><h1 id="section-1">Un &amp; deux</h1>\nNotes'
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n{% if page %}\n", 2),
        ("a\nb\n{{ page.nothing }}\n", 3),
        ("{{ nothing }}\n", 1),
        ("\n{{ page.title|nofilter }}\n", 2),
        ("\n{{ 1 // 0 }}\n", 2),
        ("\n{{ ''.__class__.__mro__[1].__subclasses__() }}\n", 2),
        ("{% include '../../secret' %}\n", 1),
    ],
)
def test_a_broken_template_is_named_with_its_line(edition, frame, text, line):
    write_template(frame, "page.html", text)

    with pytest.raises(EditionError) as caught:
        open_format("html", frame).render(edition("# Un\n"))

    error = caught.value
    assert (error.slug, error.position.path, error.position.line) == (
        "template-invalid",
        "templates/page.html",
        line,
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [("= Bon\n#let x =\n", 2), ("a\n\n#nothing\n", 3), ('\n#import "@preview/x:1.0.0"\n', 2)],
)
def test_a_broken_typst_template_is_named_with_its_line(edition, frame, text, line):
    write_template(frame, "edition.typ", text)

    with pytest.raises(EditionError) as caught:
        open_format("pdf", frame).render(edition("# Un\n"))

    error = caught.value
    assert (error.slug, error.position.path, error.position.line) == (
        "template-invalid",
        "templates/edition.typ",
        line,
    )


def test_an_office_gives_its_own_word_styles(edition, frame):
    frame.templates.mkdir()
    own = open_format("docx", frame).render(edition("# Un\n"))
    (frame.templates / "reference.docx").write_bytes(own)

    parts = parts_of(open_format("docx", frame).render(edition("# Deux\n\nTexte.\n")))

    assert "Deux" in text_of_xml(parts["word/document.xml"])
    assert b"Office" in parts["word/styles.xml"]


def test_a_broken_word_reference_is_refused(edition, frame):
    frame.templates.mkdir()
    (frame.templates / "reference.docx").write_bytes(b"not a zip")

    with pytest.raises(EditionError) as caught:
        open_format("docx", frame).render(edition("# Un\n"))

    assert caught.value.slug == "pandoc-failed"
