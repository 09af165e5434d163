"""Where the books that come with the program are, installed or in a working copy."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "books"
_WORKING_COPY = Path(__file__).parents[2] / "books"


def shipped_books() -> tuple[str, ...]:
    """The names of all books that come with the program.

    Shape: sorted; a folder that holds at least one text is a book.
    """
    shelf = next((shelf for shelf in (_INSTALLED, _WORKING_COPY) if shelf.is_dir()), None)
    found = shelf.iterdir() if shelf is not None else ()
    return tuple(sorted(book.name for book in found if any(book.glob("*.truce"))))


def shipped_book(name: str) -> Path:
    """Find the folder of the shipped book called `name`.

    Shape: `name` is the name of one folder under `books/`, never a path.
    A wheel carries the books inside the package; an editable install leaves them at the root of
    the working copy, two folders above the package.

    Errors: raises `ValueError` for a name that is a path, `LookupError` where no such book ships.
    """
    if not name or Path(name).name != name or name == "..":
        message = f"a shipped book is called by its folder's name, not by a path: {name!r}"
        raise ValueError(message)
    for shelf in (_INSTALLED, _WORKING_COPY):
        book = shelf / name
        if book.is_dir():
            return book
    message = f"no book called {name!r} comes with this installation of Trucebook"
    raise LookupError(message)
