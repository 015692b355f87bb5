import json
import shutil
import subprocess
from importlib import resources

import pytest

from workflow.site.search import fold, fold_words, search_data

TEXTS = [
    "L'Élysée, œuvre n° 5",
    "ÉTAT · Etat · état",
    "Ёлка й Москва ИМЯ",
    "السَّلامُ أُمّة إلى ـــ مدرسة",
    "维也纳会议2025年",
    "カタカナ がぎぐ",
    "ΣΊΣΥΦΟΣ ς",
    "Straße ŁÓDŹ Øre İstanbul ı",
    "한국어 말",
    "½ ² ﬁ Ⅷ",
    "a_b-c.d",
    "😀 x",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Élysée", " elysee l "),
        ("Cœur CŒUR cœur", " coeur "),
        ("Ёлка", " елка "),
        ("السَّلام", " السلام "),
        ("أمة إلى", " الي امه "),
        ("维也纳", " 也纳 维也 "),
        ("会", " 会 "),
        ("2025年11月", " 11 2025 年 月 "),
        ("", "  "),
    ],
)
def test_words_are_folded(text, expected):
    assert fold_words(text) == expected


def test_the_browser_folds_as_we_do():
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    script = resources.files("workflow.site") / "assets" / "search.js"
    with resources.as_file(script) as path:
        code = (
            f"const {{fold}} = require({json.dumps(str(path))});"
            f"console.log(JSON.stringify({json.dumps(TEXTS)}.map(fold)));"
        )
        done = subprocess.run(["node", "-e", code], capture_output=True, check=True)

    assert [text.split() for text in json.loads(done.stdout)] == [
        fold(text).split() for text in TEXTS
    ]


def test_the_words_are_a_script_that_holds_nothing_else():
    script = search_data([("__proto__", " </script> "), ("b", "\u2028")]).decode()

    assert script.startswith("window.releaseWords = [")
    assert "<" not in script
    assert "\u2028" not in script
