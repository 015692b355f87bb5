"""The pages of a site as browsers, search engines and feed readers take them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest

BASE = "https://press.example.org/news/"
CASES = Path(__file__).parents[1] / "cases" / "site"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SETTINGS = f'[site]\nbase_url = "{BASE}"\nauthor = "Ministère"\npage_size = 2\n'


def read_page(text):
    """Parse as a browser does; a page that a browser would have to mend is a failure."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def read_xml(text):
    return ET.fromstring(text)  # noqa: S314 - what we wrote ourselves


def pages_of(newsroom):
    files = newsroom.site().items()
    return {path: text.decode() for path, text in files if path.endswith(".html")}


def links_of(page):
    for element in page.iter():
        if isinstance(element.tag, str):
            for name in ("href", "src", "action"):
                if name in element.attrib:
                    yield element, element.attrib[name]


@pytest.fixture(scope="module")
def full(quiet_newsroom):
    """Return a site with everything in it: languages, corrections, drafts, notices, pictures."""
    newsroom = quiet_newsroom
    newsroom.project.write("workflow.toml", SETTINGS)
    newsroom.write("vienne")
    newsroom.review("vienne", "en", "ru", "ar", "zh")
    newsroom.write(
        "oslo",
        "---\ntitle: Réunion à Vienne\ndate: 2025-12-03\ncorrected: 2025-12-04\n---\n\n"
        "La ministre a reçu les ambassadeurs.\n",
    )
    newsroom.review("oslo", "en", "ar")
    newsroom.project.write("releases/photos/salle 1.png", b"\x89PNG picture")
    newsroom.write(
        "lima",
        "---\ntitle: Lima\ndate: 2025-10-01\n---\n\n# Lima\n\n"
        "[Vienne](vienne.md#note) [rien](absent.md) ![La salle](photos/salle%201.png)[^1]\n\n"
        "| A | B |\n|---|--:|\n| 1 | 2 |\n\n[^1]: Une note.\n",
    )
    newsroom.write("perdu", "Texte sans date ni titre, assez long pour être le début du texte.\n")
    newsroom.write("retire", "---\ntitle: Réunion à Vienne\ndate: 2025-09-01\n---\n\nUn texte.\n")
    newsroom.publish()
    (newsroom.root / "releases" / "retire.md").unlink()
    newsroom.write("vienne", newsroom.project.read("releases/vienne.md") + "\nUne phrase.\n")
    newsroom.review("vienne", "en", "ar", approves=False)
    newsroom.publish("--allow-drafts")
    return newsroom


def test_every_page_is_html_without_a_single_error(full):
    for text in pages_of(full).values():
        read_page(text)


def test_every_link_leads_to_a_file_of_the_site(full):
    site = full.site()
    broken = []
    for path, text in pages_of(full).items():
        page = read_page(text)
        ids = {element.attrib["id"] for element in page.iter() if "id" in element.attrib}
        for element, link in links_of(page):
            parts = urlsplit(link)
            if parts.scheme in {"data", "mailto", "tel"}:
                continue
            if link.startswith(BASE):
                target = unquote(link.removeprefix(BASE))
                target += "index.html" if target.endswith("/") or not target else ""
            elif parts.scheme:
                continue
            else:
                target = unquote(urlsplit(urljoin(f"file:///{path}", link)).path).lstrip("/")
            if target not in site or (link.startswith("#") and parts.fragment not in ids):
                broken.append((path, link))
            assert element.tag != "base"

    assert broken == []


def test_links_between_releases_and_pictures_are_those_of_the_site(full):
    page = full.page("fr/lima.html")

    assert '<a href="vienne.html#note">Vienne</a>' in page
    assert "<a>rien</a>" in page
    (picture,) = [path for path in full.site() if path.startswith("media/")]
    assert full.site()[picture] == b"\x89PNG picture"
    assert f'src="../{picture.replace(" ", "%20")}" alt="La salle"' in page


def test_alternates_are_reciprocal_and_lead_to_what_can_be_read(full):
    alternates = {}
    for path, text in pages_of(full).items():
        links = [
            (link.attrib["hreflang"], link.attrib["href"])
            for link in read_page(text).iter("link")
            if "hreflang" in link.attrib
        ]
        if links:
            alternates[path] = dict(links)
    assert alternates
    for path, links in alternates.items():
        own = [lang for lang, link in links.items() if lang != "x-default"]
        if path != "index.html":
            address = BASE + path.removesuffix("index.html")
            assert address in links.values()
            assert links["x-default"] in [links[lang] for lang in own]
            for link in links.values():
                target = link.removeprefix(BASE)
                target += "index.html" if target.endswith("/") else ""
                assert alternates[target] == links


def test_a_draft_and_a_withdrawn_page_are_no_alternates_for_search_engines(full):
    for path in ("en/vienne.html", "fr/retire.html"):
        assert 'name="robots" content="noindex"' in full.page(path)
        assert 'rel="alternate" hreflang' not in full.page(path)


def test_the_language_switch_offers_what_can_be_read_in_its_own_name(full):
    page = read_page(full.page("fr/oslo.html"))
    switch = next(nav for nav in page.iter("nav") if nav.attrib["class"] == "languages")

    links = {each.attrib["hreflang"]: "".join(each.itertext()) for each in switch.iter("a")}

    assert links == {"en": "English", "ar": "العربية"}


def test_an_arabic_page_runs_from_right_to_left(full):
    page = read_page(full.page("ar/oslo.html"))

    assert (page.attrib["lang"], page.attrib["dir"]) == ("ar", "rtl")


def test_the_list_is_by_date_and_in_pages(full):
    titles = []
    for path in ("fr/index.html", "fr/index-2.html"):
        page = read_page(full.page(path))
        titles += [link.attrib["href"] for h3 in page.iter("h3") for link in h3.iter("a")]

    assert titles == ["oslo.html", "vienne.html", "lima.html", "perdu.html"]


def test_every_edition_is_in_the_search_and_in_its_list(full):
    page = read_page(full.page("fr/search.html"))
    listed = {item.attrib["data-slug"] for item in page.iter("li") if "data-slug" in item.attrib}
    words = full.page("fr/search.js")
    data = json.loads(words.removeprefix("window.releaseWords = ").removesuffix(";\n"))

    assert listed == {slug for slug, _ in data} == {"oslo", "vienne", "lima", "perdu"}
    assert " ambassadeurs " in dict(data)["oslo"]


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_the_feed_is_atom(full, lang):
    feed = read_xml(full.page(f"{lang}/feed.xml"))
    entries = feed.findall("a:entry", ATOM)

    assert feed.find("a:author/a:name", ATOM).text == "Ministère"
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert element.find(f"a:{name}", ATOM).text
        stamp = element.find("a:updated", ATOM).text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)
        assert urlsplit(element.find("a:id", ATOM).text).scheme
    assert len({entry.find("a:id", ATOM).text for entry in entries}) == len(entries)
    newest = max(entry.find("a:updated", ATOM).text for entry in entries)
    assert feed.find("a:updated", ATOM).text == newest


def test_the_feed_tells_of_a_withdrawn_release(full):
    feed = read_xml(full.page("fr/feed.xml"))

    titles = [title.text for title in feed.findall("a:entry/a:title", ATOM)]

    assert "Retiré – Réunion à Vienne" in titles


def test_the_sitemap_has_every_page_that_can_be_read(full):
    sitemap = read_xml(full.page("sitemap.xml"))
    urls = {url.find("s:loc", MAP).text: url for url in sitemap.findall("s:url", MAP)}

    assert sorted(address.removeprefix(BASE) for address in urls) == [
        "ar/",
        "ar/oslo.html",
        "en/",
        "en/oslo.html",
        "fr/",
        "fr/lima.html",
        "fr/oslo.html",
        "fr/perdu.html",
        "fr/vienne.html",
        "ru/",
        "zh/",
    ]
    links = urls[f"{BASE}en/oslo.html"].findall("x:link", MAP)
    assert {link.attrib["hreflang"] for link in links} == {"fr", "en", "ar", "x-default"}
    assert urls[f"{BASE}fr/oslo.html"].find("s:lastmod", MAP).text == "2025-12-04"


def test_a_translation_names_the_work_that_it_translates(full):
    page = full.page("en/oslo.html")
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    data = json.loads(text)

    assert data["@type"] == "NewsArticle"
    assert (data["inLanguage"], data["datePublished"], data["dateModified"]) == (
        "en",
        "2025-12-03",
        "2025-12-04",
    )
    assert data["translationOfWork"]["@id"] == f"{BASE}fr/oslo.html"


def test_a_site_without_an_address_has_relative_links_only(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "en")
    newsroom.publish()

    assert "sitemap.xml" not in newsroom.site()
    for text in pages_of(newsroom).values():
        for _, link in links_of(read_page(text)):
            assert not link.startswith(("http", "/"))
        assert "canonical" not in text


def test_no_page_asks_another_server_for_anything(full):
    for path, text in full.site().items():
        if path.endswith(".html"):
            for element in read_page(text.decode()).iter():
                if element.tag in {"script", "img", "iframe"} or (
                    element.tag == "link" and element.attrib["rel"] in {"stylesheet", "icon"}
                ):
                    link = element.attrib.get("src") or element.attrib.get("href", "")
                    assert not re.match(r"https?:|//", link) or path == "404.html"
        elif path.endswith(".css"):
            assert b"url(" not in text
            assert b"@import" not in text


def read_hostile():
    parts = (CASES / "hostile.txt").read_text("utf-8").split("\n.\n")
    return [
        pytest.param(text, id=title.strip())
        for title, text in zip(parts[::2], parts[1::2], strict=False)
    ]


@pytest.mark.parametrize("text", read_hostile())
def test_what_a_hostile_release_says_stays_inert(newsroom, text):
    newsroom.project.write("workflow.toml", SETTINGS)
    quoted = json.dumps(text, ensure_ascii=False)
    newsroom.write(
        "hostile",
        f"---\ntitle: {quoted}\ndescription: {quoted}\nreference: {quoted}\ndate: 2025-11-03\n"
        f"corrected: 2025-11-04\ncorrection: {quoted}\n---\n\n{text}\n\n# {text}\n",
    )
    assert newsroom.publish().code == 0

    for path, page in pages_of(newsroom).items():
        tree = read_page(page)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag not in {"iframe", "object", "embed", "svg", "math", "style", "base"}
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
            if element.tag == "script" and element.attrib.get("type") == "application/ld+json":
                json.loads("".join(element.itertext()))
            elif element.tag == "script":
                assert path.endswith("search.html")
                assert not element.text
            if element.tag == "form":
                assert element.attrib.get("action", "search.html") == "search.html"
            if element.tag == "img":
                assert "evil" not in element.attrib.get("src", "")
        for _, link in links_of(tree):
            scheme = re.match(r"[A-Za-z+.-]+(?=:)", link.replace("\t", ""))
            assert not scheme or scheme[0].lower() in {"http", "https", "mailto", "data"}
            assert not link.startswith("data:") or link == "data:,"
            assert "passwd" not in link
        assert "\u202e" not in page
    for path in ("fr/feed.xml", "sitemap.xml"):
        read_xml(newsroom.page(path))
    assert "<" not in newsroom.page("fr/search.js")


def test_a_title_of_ten_thousand_characters_is_shortened_everywhere_but_at_its_place(newsroom):
    newsroom.write("long", f"---\ntitle: {'Sommet ' * 1430}\n---\n\nTexte.\n")
    newsroom.publish()

    page = read_page(newsroom.page("fr/long.html"))
    assert len(next(page.iter("title")).text) < 250
    assert len("".join(next(page.iter("h1")).itertext())) > 10_000
    assert len(newsroom.page("fr/index.html")) < 10_000


def test_a_language_without_our_words_has_marked_english_around_its_text(newsroom):
    newsroom.write("vienne")
    words = {
        "Réunion à Vienne": {"pt": "Reunião em Viena"},
        "La ministre a reçu les ambassadeurs.": {"pt": "A ministra recebeu os embaixadores."},
        "Ils ont parlé de la paix.": {"pt": "Eles falaram sobre a paz."},
    }
    newsroom.review("vienne", "pt", words=words)
    newsroom.publish()

    page = newsroom.page("pt/vienne.html")
    assert '<html lang="pt" dir="ltr">' in page
    assert '<a class="skip" href="#content" lang="en" dir="ltr">Skip to content</a>' in page
