import pytest

from workflow.errors import StorageError
from workflow.storage import heal_tree, list_files, replace_tree


def contents(folder):
    return {name: (folder / name).read_bytes() for name in list_files(folder)}


def test_a_folder_holds_what_is_kept_and_what_is_new(tmp_path):
    site = tmp_path / "site"
    replace_tree(site, kept=[], new={"a/b.html": b"1", "c.html": b"2"})
    kept = (site / "a" / "b.html").stat()
    replace_tree(site, kept=["a/b.html"], new={"d/e/f.html": b"3"})

    assert contents(site) == {"a/b.html": b"1", "d/e/f.html": b"3"}
    assert (site / "a" / "b.html").stat().st_mtime_ns == kept.st_mtime_ns
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failure_leaves_the_folder_as_it_was(tmp_path):
    site = tmp_path / "site"
    replace_tree(site, kept=[], new={"a": b"1"})

    with pytest.raises(StorageError):
        replace_tree(site, kept=["missing"], new={"b": b"2"})

    assert contents(site) == {"a": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_run_left_is_put_away(tmp_path):
    site = tmp_path / "site"
    replace_tree(site, kept=[], new={"a": b"1"})
    (tmp_path / ".site.workflow-new").mkdir()
    (tmp_path / ".site.workflow-new" / "half").write_bytes(b"")
    heal_tree(site)

    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_was_moved_aside_is_put_back(tmp_path):
    site = tmp_path / "site"
    replace_tree(site, kept=[], new={"a": b"1"})
    site.rename(tmp_path / ".site.workflow-old")
    heal_tree(site)

    assert contents(site) == {"a": b"1"}


def test_links_and_empty_folders_are_listed_and_not_entered(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").write_bytes(b"x")
    site = tmp_path / "site"
    (site / "empty").mkdir(parents=True)
    (site / "link").symlink_to(tmp_path / "outside")

    assert list_files(site) == ("empty/", "link")
    assert list_files(tmp_path / "nowhere") == ()


def test_a_folder_of_links_is_replaced_without_touching_what_they_lead_to(tmp_path):
    site = tmp_path / "site"
    replace_tree(site, kept=[], new={"a": b"1"})
    (tmp_path / "precious").write_bytes(b"x")
    (site / "link").symlink_to(tmp_path / "precious")
    replace_tree(site, kept=["a"], new={})

    assert contents(site) == {"a": b"1"}
    assert (tmp_path / "precious").read_bytes() == b"x"
