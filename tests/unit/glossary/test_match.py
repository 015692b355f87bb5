"""Matching: spans, forms, numbers, reasons, and the languages beside French."""

from __future__ import annotations

import pytest

from workflow.glossary import Matcher, load_glossary
from workflow.model import LangTag, Span

FR, EN, RU = LangTag("fr"), LangTag("en"), LangTag("ru")
TERMS = """id,kind,fr,fr_admitted,fr_guard,en,en_admitted,ru,ru_grammar
council,organisation,Conseil de sécurité,CS,,Security Council,UNSC,Совет Безопасности,
advice,concept,conseil,,,advice,,совет,
state,concept,État,,capital,State,,государство,
member,concept,État membre,,,Member State,,государство-член,
note,formula,prendre note de,,,take note of,,принимать к сведению,
glad,formula,se féliciter de,,,welcome,,приветствовать,
cairo,place,Le Caire,,,Cairo,,Каир,
gaza,place,Gaza,,,Gaza,,Газа,
envoy,title,envoyé spécial,,,special envoy,,специальный посланник,
list,concept,"éducation, science et culture",,,"education, science, culture",,наука,
talks,concept,pourparlers,,,talks,,переговоры,
"""


@pytest.fixture(scope="module")
def find(tmp_path_factory):
    """Return a function from language and text to (words, id) pairs."""
    path = tmp_path_factory.mktemp("glossary") / "terms.csv"
    path.write_text(TERMS, encoding="utf-8")
    glossary = load_glossary([path], places=False)

    def finder(text, lang=FR, **options):
        hits = Matcher(glossary, lang, **options).find(text)
        return [(hit.span.of(text), hit.term.id) for hit in hits]

    return finder


FRENCH = [
    ("Le Conseil de sécurité siège.", [("Conseil de sécurité", "council")]),
    ("les conseils de sécurité", [("conseils de sécurité", "council")]),
    ("un conseil, de sécurité", [("conseil", "advice")]),
    ("L'Etat membre et l’État", [("Etat membre", "member"), ("État", "state")]),
    ("l'état membre d'un état", [("état membre", "member")]),
    ("il n'a pas pris bonne note", []),
    ("ils prendront également note du texte", [("prendront également note du", "note")]),
    ("nous nous félicitons d'un texte", [("nous félicitons d", "glad")]),
    ("nous te félicitons d'un texte", [("te félicitons d", "glad")]),
    ("nous félicitons les élus", []),
    (
        "il rentre du Caire, au Caire, vers Le Caire",
        [("Caire", "cairo")] * 2 + [("Le Caire", "cairo")],
    ),
    ("GAZA, Gaza, gaza", [("GAZA", "gaza"), ("Gaza", "gaza")]),
    ("les envoyées spéciales", [("envoyées spéciales", "envoy")]),
    ("éducation, science\net culture", [("éducation, science\net culture", "list")]),
    ("éducation science et culture", []),
    ("C.S. et CS, cs", [("C.S", "council"), ("CS", "council")]),
    ("conseil\r\n\r\nde sécurité", [("conseil", "advice")]),
    ("", []),
    ("🙂 — …", []),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french(find, text, expected):
    assert find(text) == expected


ENGLISH = [
    ("The Security Council's members", [("Security Council", "council")]),
    ("Member States", [("Member States", "member")]),
    ("They took due note of it", []),
    ("They duly took note of it", [("took note of", "note")]),
    ("taking formally note of it", [("taking formally note of", "note")]),
    ("He welcomed it", [("welcomed", "glad")]),
    ("the UNSC", [("UNSC", "council")]),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(find, text, expected):
    assert find(text, EN) == expected


RUSSIAN = [
    ("в Совете Безопасности", [("Совете Безопасности", "council")]),
    ("государствам-членам", [("государствам-членам", "member")]),
    ("специальными посланниками", [("специальными посланниками", "envoy")]),
    ("он примет к сведению", []),
    ("он принимает к сведению", [("принимает к сведению", "note")]),
    ("в Каире и газе", [("Каире", "cairo")]),
    ("переговоров", [("переговоров", "talks")]),
]


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian(find, text, expected):
    assert find(text, RU) == expected


@pytest.mark.parametrize(
    ("lang", "form", "text"),
    [
        ("zh", "联合国大会", "在联合国大会上"),
        ("ar", "الأمم المتحدة", "وللأمم المتحدة"),
        ("es", "Consejo de Seguridad", "los Consejos de Seguridad"),
        ("de", "Vereinte Nationen", "den Vereinten Nationen"),
        ("pt-BR", "Nações Unidas", "as NAÇÕES UNIDAS"),
        ("hi", "संयुक्त राष्ट्र", "यह संयुक्त राष्ट्र है"),
        ("th", "สหประชาชาติ", "ในสหประชาชาติวันนี้"),
    ],
)
def test_other_scripts_and_languages(load, lang, form, text):
    glossary = load(f"id,fr,{lang}\na,Nations,{form}\n")
    assert len(Matcher(glossary, LangTag(lang)).find(text)) == 1


def test_decomposed_text_is_matched_at_its_own_offsets(find):
    text = "le Conseil de se\u0301curite\u0301"
    assert find(text) == [(text[3:], "council")]


def test_accents_may_be_missing_everywhere_when_asked(find):
    assert find("conseil de securite") == [("conseil", "advice")]
    assert find("conseil de securite", fold_accents=True) == [("conseil de securite", "council")]


@pytest.mark.parametrize(
    ("text", "number"),
    [("les conseils", "plur"), ("un conseil", "sing"), ("Conseil", ""), ("conseils", "plur")],
)
def test_the_number_is_observed(load, text, number):
    [hit] = Matcher(load(TERMS), FR).find(text)
    assert hit.number == number


def test_a_hit_tells_form_inflection_and_reasons(load):
    [hit] = Matcher(load(TERMS), FR).find("Les Etats")
    assert (hit.span, hit.inflection, hit.form.text) == (Span(4, 9), "plural", "État")
    assert hit.reasons == (
        'preferred form "État"',
        "plural",
        "accent missing",
        'guard "capital" holds',
    )


def test_what_was_seen_and_left_is_explained(load):
    text = "l'état du sous-conseil et du Conseil de sécurité, @Gaza, félicitons de"
    rejections = Matcher(load(TERMS), FR).rejections(text)
    assert [(r.hit.span.of(text), r.reason) for r in rejections] == [
        ("état", 'guard "capital" fails'),
        ("conseil", 'part of "sous-conseil"'),
        ("Conseil", 'overlaps "Conseil de sécurité"'),
        ("Gaza", "part of an address or a handle"),
        ("félicitons de", "no reflexive pronoun before the verb"),
    ]


def test_prescribed_forms_are_found(load):
    glossary = load(
        "id,fr,en,en_grammar\na,procureur,attorney general,plural: attorneys general of state\n"
    )
    [hit] = Matcher(glossary, EN).find("the attorneys general of state")
    assert hit.inflection == "plural"


def test_a_guarded_reading_is_preferred(load):
    glossary = load("id,fr,fr_guard,en\na,accord,,deal\nb,accord,after: bel,chord\n")
    ids = [hit.term.id for hit in Matcher(glossary, FR).find("un accord, un bel accord")]
    assert ids == ["a", "b"]
