"""Addresses of pages, with the clocks and the account in them.

    /why/free?on=2025-02-24&public=2025-03-06&account=undisputed

What an address does not say is left open: `on` is then the last day on which a report was
published, `public` and `known` are everything, `account` is undisputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import quote, urlencode

from trucebook.question import Options
from trucebook.web.faults import RequestError

CLOCKS = ("on", "public", "known", "account")
WAS = tuple(f"was_{name}" for name in CLOCKS)
"""The clocks and account a reader comes from: a page then says what moved."""
HASH = "hash"
"""What the book's files were when the address was made."""
NEVER_EMPTY = (*CLOCKS, HASH, "since", "from", "to", "next", "number")
"""What a program has to leave out where it does not ask for it."""
LONGEST = 500
"""Characters of one value in an address."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page and everything its address says."""

    path: str
    clocks: Mapping[str, str]
    own: Mapping[str, str]
    """What belongs to the page alone: `about`, `since`."""
    was: Mapping[str, str]
    hash: str | None = None

    def __str__(self) -> str:
        """As written in a link."""
        asked = {**self.own, **self.clocks, **self.was}
        if self.hash is not None:
            asked[HASH] = self.hash
        query = urlencode(asked)
        return quote(self.path, safe="/:@!$&'()*+,;=~") + (f"?{query}" if query else "")

    def twin(self, ending: str) -> Address:
        """The same for programs: `/board.json`, `/why/free.csv`."""
        path = "/board" if self.path == "/" else self.path
        return replace(self, path=f"{path}.{ending}", was={})

    def at(self, path: str, **own: str) -> Address:
        """Another page, by the same clocks and account."""
        return Address(path, self.clocks, own, {}, self.hash)

    def moved(self, now: Mapping[str, str], **clocks: str | None) -> Address:
        """The same page by other clocks or another account, which then says what moved.

        `now` are the clocks as they are now, written out; None leaves a clock open.
        """
        then = {**self.clocks, **{n: v for n, v in clocks.items() if v is not None}}
        for name, value in clocks.items():
            if value is None:
                then.pop(name, None)
        was = {f"was_{name}": value for name, value in now.items()}
        return Address(self.path, then, self.own, was, self.hash)

    @property
    def options(self) -> Options:
        """The question in words."""
        clocks = self.clocks
        return Options(
            clocks.get("on"),
            clocks.get("public"),
            clocks.get("known"),
            clocks.get("account", "undisputed"),
        )

    @property
    def options_before(self) -> Options | None:
        """What a reader comes from; None where the address does not say."""
        if not self.was:
            return None
        was = {name.removeprefix("was_"): value for name, value in self.was.items()}
        return Options(
            was.get("on"), was.get("public"), was.get("known"), was.get("account", "undisputed")
        )


def read_address(
    path: str, query: Iterable[tuple[str, str]], own: Iterable[str], *, was: bool
) -> Address:
    """An address, taken apart.

    `was` is for pages: there an empty value says nothing, since forms send them; a program has to
    leave out what it does not ask.

    Errors: RequestError for a name the page does not have (a misspelt one would else be passed
    over in silence), one said twice, and a value too long.
    """
    names = (*CLOCKS, HASH, *own, *(WAS if was else ()))
    found: dict[str, str] = {}
    for name, value in query:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise RequestError(
                "no-such-parameter",
                f"This page does not know {name[:80]!r}.{meant} It knows {', '.join(names)}.",
            )
        if name in found:
            raise RequestError("said-twice", f"{name!r} is said twice: say it once.")
        if len(value) > LONGEST:
            raise RequestError("address-too-long", f"{name!r} has more than {LONGEST} characters.")
        if value.strip() or (not was and name in NEVER_EMPTY):
            found[name] = value.strip()
    given = found.get(HASH)
    if given is not None and (len(given) != 64 or set(given) - set("0123456789abcdef")):  # noqa: PLR2004 - the digits of a SHA-256
        raise RequestError("no-hash", "'hash' has 64 digits of 0 to 9 and a to f.")
    return Address(
        path,
        {name: found[name] for name in CLOCKS if name in found},
        {name: found[name] for name in own if name in found},
        {name: found[name] for name in WAS if name in found},
        given,
    )
