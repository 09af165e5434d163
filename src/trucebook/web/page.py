"""What a page is: its address, what it may be asked, and its answer in three forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trucebook.export.to_json import Json
from trucebook.question import Question
from trucebook.web.address import Address
from trucebook.web.desk import Opened

MOST_DAYS = 3660
"""Days ahead that `due` looks at."""
NUMBER = "^-?[0-9][0-9,]{0,23}([.][0-9]{1,9})?$"
"""A figure as it is searched for: 1977 or 1,977."""


@dataclass(frozen=True, slots=True)
class Param:
    """Something that a page may be asked, beside the clocks and the account."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the question, settled, and the address it came by."""

    opened: Opened
    question: Question
    address: Address
    id: str = ""
    """The id in the path, where the page has one."""

    def own(self, name: str) -> str | None:
        """What the page alone is asked."""
        return self.address.own.get(name)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page shows, and the same for programs; only the form that is asked for is made."""

    title: str
    words: Callable[[], Mapping[str, Any]]
    """What its template needs."""
    json: Callable[[], Mapping[str, Json]]
    csv: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the book, called as the command that answers the same."""

    name: str
    menu: str | None
    """Its name in the menu; None: it is reached through others."""
    about: str
    answer: Callable[[Visit], Answer]
    own: tuple[Param, ...] = ()
    of: str | None = None
    """What the id in its path is an id of; None: its path has none."""

    @property
    def path(self) -> str:
        """Its address without an ending."""
        if self.name == "board":
            return "/"
        return f"/{self.name}/{{id:path}}" if self.of else f"/{self.name}"

    @property
    def stem(self) -> str:
        """The address of its twins, before the ending."""
        return f"/{self.name}/{{id:path}}" if self.of else f"/{self.name}"
