import pytest

from workflow.errors import SettingsError
from workflow.settings import load_settings


def load(tmp_path, text):
    (tmp_path / "workflow.toml").write_text(f"[site]\n{text}\n", encoding="utf-8")
    return load_settings(tmp_path, environ={}).site


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('title = "Presse"', "title", "Presse"),
        (
            'title = { fr = "Presse", pt_br = "Imprensa" }',
            "title",
            (("fr", "Presse"), ("pt-BR", "Imprensa")),
        ),
        ('base_url = "https://press.example.org"', "base_url", "https://press.example.org/"),
        ('base_url = "http://localhost:8000/a/"', "base_url", "http://localhost:8000/a/"),
        ('base_url = ""', "base_url", ""),
        ('time_zone = "Europe/Paris"', "time_zone", "Europe/Paris"),
        ('default_lang = "EN"', "default_lang", "en"),
        ('formats = ["pdf", "epub"]', "formats", ("pdf", "epub")),
        ('folder = "public/"', "folder", "public"),
    ],
)
def test_settings_of_the_site_are_read(tmp_path, text, key, expected):
    assert getattr(load(tmp_path, text), key) == expected


@pytest.mark.parametrize(
    "text",
    [
        "title = 1",
        'title = { xx_nowhere = "A" }',
        'base_url = "press.example.org"',
        'base_url = "javascript:alert(1)"',
        'base_url = "https://press.example.org/?a=b"',
        'base_url = "https://me:word@press.example.org/"',
        'base_url = "https://press.example.org/<script>"',
        'base_url = "https://[::1"',
        'time_zone = "Mars/Olympus"',
        'time_zone = "../../etc/passwd"',
        'stale = "delete"',
        'formats = ["html"]',
        "page_size = 0",
        'folder = "../elsewhere"',
    ],
)
def test_values_that_cannot_be_are_refused(tmp_path, text):
    with pytest.raises(SettingsError):
        load(tmp_path, text)
