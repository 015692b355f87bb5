from pathlib import Path

import pytest

from workflow.errors import SettingsError
from workflow.settings import Project, Settings, find_workspace, load_settings

CASES = Path(__file__).parents[2] / "cases" / "settings" / "errors.txt"


def read_cases():
    parts = CASES.read_text("utf-8").split("\n.\n")
    return [
        pytest.param(text, expected, id=title.strip())
        for title, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


def test_an_empty_folder_works_with_defaults(tmp_path):
    assert load_settings(tmp_path, environ={}) == Settings(root=tmp_path)


def test_later_layers_win(tmp_path):
    (tmp_path / "workflow.toml").write_text(
        '\ufefftarget_langs = ["en", "pt_br", "en"]\nbeam = 2\nwrap = 79\nlocales = "po/"\n'
        'front_matter = ["title", "chapo"]\n'
        '[project]\nname = "Presse"\nbugs = "presse@example.org"\n',
        encoding="utf-8",
    )
    environ = {"TRIANON_BEAM": "3", "TRIANON_PROJECT_BUGS": "https://example.org", "HOME": "/"}
    options = {"beam": 5, "project.team": "Équipe", "engine": None, "wrap": 0}
    assert load_settings(tmp_path, options, environ=environ) == Settings(
        root=tmp_path,
        target_langs=("en", "pt-BR"),
        locales="po",
        front_matter=("title", "chapo"),
        beam=5,
        wrap=0,
        project=Project(name="Presse", bugs="https://example.org", team="Équipe"),
    )


def test_lists_in_the_environment_stand_between_commas(tmp_path):
    settings = load_settings(tmp_path, environ={"TRIANON_TARGET_LANGS": "en, ru,"})
    assert settings.target_langs == ("en", "ru")


def test_folders_are_in_the_workspace(tmp_path):
    settings = Settings(root=tmp_path)
    assert [
        settings.releases_folder,
        settings.locales_folder,
        settings.glossary_folder,
        settings.editions_folder,
    ] == [tmp_path / name for name in ("releases", "locales", "glossary", "editions")]


@pytest.mark.parametrize(("text", "expected"), read_cases())
def test_mistakes_are_refused_with_their_place(tmp_path, monkeypatch, text, expected):
    monkeypatch.chdir(tmp_path)
    Path("workflow.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(Path(), environ={})
    assert f"{caught.value}\nhint: {caught.value.hint}" == expected


@pytest.mark.parametrize(
    ("environ", "options", "error"),
    [
        ({"TRIANON_BAEM": "3"}, {}, 'environment variable TRIANON_BAEM: error: unknown key "baem"'),
        ({"TRIANON_BEAM": "x"}, {}, 'variable TRIANON_BEAM: error: "beam" must be a whole number'),
        ({}, {"target_langs": ("xx",)}, "option --target-langs: error: "),
        ({}, {"project.name": 3}, "option --project-name: error: "),
    ],
)
def test_mistakes_outside_the_file_name_their_layer(tmp_path, environ, options, error):
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path, options, environ=environ)
    assert error in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "workflow.toml"
    path.write_bytes(b"beam = 4 # caf\xe9")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path, environ={})
    assert caught.value.slug == "settings-syntax"
    path.unlink()
    path.mkdir()
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path, environ={})
    assert caught.value.slug == "settings-unreadable"


def test_the_workspace_is_found_upwards(tmp_path):
    inner = tmp_path / "inner" / "releases" / "2017"
    inner.mkdir(parents=True)
    source = inner / "a.md"
    source.write_text("x", encoding="utf-8")
    found = [find_workspace(tmp_path), find_workspace(source)]
    (tmp_path / "workflow.toml").write_text("", encoding="utf-8")
    assert [*found, find_workspace(source)] == [tmp_path, tmp_path / "inner", tmp_path]
