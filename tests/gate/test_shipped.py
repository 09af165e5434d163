"""A shipped book is found by its name, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucebook import shipped


@pytest.fixture
def shelves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    installed, working_copy = tmp_path / "installed", tmp_path / "working copy"
    monkeypatch.setattr(shipped, "_INSTALLED", installed)
    monkeypatch.setattr(shipped, "_WORKING_COPY", working_copy)
    return installed, working_copy


@pytest.mark.parametrize("shelf", [0, 1])
def test_it_is_found_installed_and_in_a_working_copy(
    shelves: tuple[Path, Path], shelf: int
) -> None:
    book = shelves[shelf] / "a-book"
    book.mkdir(parents=True)
    assert shipped.shipped_book("a-book") == book


def test_a_book_that_does_not_ship_is_not_found(shelves: tuple[Path, Path]) -> None:
    shelves[0].mkdir()
    with pytest.raises(LookupError, match="'a-book'"):
        shipped.shipped_book("a-book")


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc"])
def test_a_path_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="not by a path"):
        shipped.shipped_book(name)


def test_every_folder_with_a_text_is_a_book(shelves: tuple[Path, Path]) -> None:
    assert shipped.shipped_books() == ()
    for name in ("b-book", "a-book", "no-book"):
        (shelves[1] / name).mkdir(parents=True)
    for name in ("b-book", "a-book"):
        (shelves[1] / name / "agreement.truce").touch()
    (shelves[1] / "README.md").touch()
    assert shipped.shipped_books() == ("a-book", "b-book")
