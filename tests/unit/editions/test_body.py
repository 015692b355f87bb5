"""The safe HTML fragment: semantics, languages, ids, and what is not shown."""

from __future__ import annotations

import pytest

from workflow.editions.html.body import Heading, render_body
from workflow.editions.html.passages import find_passages
from workflow.editions.markdown import render_markdown
from workflow.model import LangTag

FRENCH, ARABIC = LangTag("fr"), LangTag("ar")


def html_of(text, *, lang=FRENCH):
    return render_body(text, lang=lang, source_lang=FRENCH).html.strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un *mot* **fort**.", "<p>Un <em>mot</em> <strong>fort</strong>.</p>"),
        ("~~non~~ oui", "<p><s>non</s> oui</p>"),
        ("Il parle.  \nElle écoute.", "<p>Il parle.<br>\nElle écoute.</p>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("![Le quai](quai.png)", '<p><img src="quai.png" alt="Le quai"></p>'),
        ("Paris, le 3 mai 2025", '<p class="dateline">Paris, le 3 mai 2025</p>'),
        ("<!-- translators: note -->", ""),
        ("\ufeffbla", "<p>bla</p>"),
        ("a\r\nb", "<p>a\nb</p>"),
        ("co\ufeffpié \ufeffcollé", "<p>copié collé</p>"),
    ],
)
def test_markdown_is_rendered_by_the_rules_that_take_it_apart(text, html):
    assert html_of(text) == html


def test_cells_keep_their_side_and_heads_their_scope():
    html = html_of("| a | b |\n|:--|--:|\n| c | d |\n")

    assert '<th class="align-left" scope="col">a</th>' in html
    assert '<td class="align-right">d</td>' in html


def test_ids_are_the_same_in_every_language_and_nobody_elses():
    body = render_body(
        '<p id="section-1" class="notes">x</p>\n\n# Un\n\n## Deux\n',
        lang=FRENCH,
        source_lang=FRENCH,
    )

    assert body.headings == (
        Heading(level=1, text="Un", id="section-1"),
        Heading(level=2, text="Deux", id="section-2"),
    )
    assert body.html.count('id="section-1"') == 1
    assert "notes" not in body.html


def test_a_note_in_its_sentence_is_a_note():
    body = render_body(
        "Le texte^[une *note* du 3 mai] suit[^a].\n\n[^a]: La fin.\n",
        lang=ARABIC,
        source_lang=FRENCH,
        looks={0: "dateline"},
    )

    assert 'href="#note-1" id="note-mark-1"' in body.html
    assert "une <em>note</em> du" in body.html
    assert 'href="#note-2" id="note-mark-2"' in body.html


def test_notes_lead_there_and_back():
    html = html_of("Un[^a], encore[^a].\n\n[^a]: La note.\n")

    for target in ("note-1", "note-mark-1", "note-mark-1-2"):
        assert f'id="{target}"' in html
        assert f'href="#{target}"' in html


@pytest.mark.parametrize(
    ("text", "title", "has_title"),
    [
        ("---\ntitle: Avant\n---\n\n# Dans\n", "Avant", True),
        ("---\ntitle: Avant\n---\n\nTexte.\n", "Avant", False),
        ("## Deux\n\n# Un *fort*\n", "Un fort", True),
        ("Un texte.\n", "Un texte.", False),
        ("***\n", "", False),
    ],
)
def test_the_title_is_the_best_that_the_text_says(text, title, has_title):
    body = render_body(text, lang=FRENCH, source_lang=FRENCH)

    assert (body.title, body.has_title) == (title, has_title)


def test_what_is_not_to_be_translated_keeps_its_language():
    text = "<!-- translate:off -->\nSERVICE DE PRESSE\n\n- un\n<!-- translate:on -->\n\nنعم\n"

    html = html_of(text, lang=ARABIC)

    assert '<p lang="fr" dir="ltr" class="letterhead">SERVICE DE PRESSE</p>' in html
    assert '<li><span lang="fr" dir="ltr">un</span></li>' in html
    assert "<p>نعم</p>" in html
    assert "translate:" not in html


# --- Passages without a translation ------------------------------------------------------------


def marked(edition, source, targets):
    content = edition(source, lang="ar", targets=targets)
    passages = find_passages(content.document, content.segments, content.targets)
    return render_body(
        render_markdown(content), lang=ARABIC, source_lang=FRENCH, untranslated=passages
    ).html.strip()


def test_a_block_without_translation_says_its_language(edition):
    html = marked(edition, "Il vient.\n\nElle part.\n", {"Il vient.": "سيأتي."})

    assert html == '<p>سيأتي.</p>\n<p lang="fr" dir="ltr">Elle part.</p>'


def test_a_sentence_without_translation_says_its_language(edition):
    source = "Il vient. Elle **part\ndemain**[^1]. Fin.\n\n[^1]: Note.\n"

    html = marked(edition, source, {"Il vient.": "سيأتي.", "Fin.": "انتهى.", "Note.": "حاشية."})

    assert "<p>سيأتي. <span " in html
    assert '<span lang="fr" dir="ltr">Elle <strong>part\ndemain</strong><sup' in html
    assert "</span> انتهى.</p>" in html


def test_equal_texts_are_told_apart_by_their_place(edition):
    source = "Le plan. Suite.\n\n- Le plan.\n"
    content = edition(source, lang="ar", targets={"Suite.": "تتمة."})
    targets = tuple(
        target or ("الخطة." if segment.block == content.segments[0].block else None)
        for segment, target in zip(content.segments, content.targets, strict=True)
    )
    passages = find_passages(content.document, content.segments, targets)

    assert [(each.number, each.text) for each in passages] == [(1, "Le plan.")]


def test_crlf_and_front_matter_move_no_passage(edition):
    source = "---\r\ntitle: Un\r\n---\r\n\r\n# Titre\r\n\r\nTexte\r\nsuite.\r\n"

    html = marked(edition, source, {"Un": "أ", "Titre": "عنوان"})

    assert '<p lang="fr" dir="ltr">Texte\nsuite.</p>' in html
