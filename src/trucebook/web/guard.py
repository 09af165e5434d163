"""Who asks: by a session, by a token, or whoever is at this machine.

Without people everybody who reaches the server is the holder of the book; with people, nobody is.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import TypeVar

from starlette.datastructures import Headers
from starlette.types import Scope

from trucebook.ledger.faults import LedgerError
from trucebook.people import secret
from trucebook.people.people import People, open_people
from trucebook.people.who import HOLDER, Who
from trucebook.web.faults import RequestError
from trucebook.web.sessions import Sessions, Tries

T = TypeVar("T")
COOKIE = "trucebook"
"""Of a session."""
FORM_COOKIE = "trucebook_form"
"""Of whoever is about to sign in."""
WEB = "web"


class Guard:
    """Knows people again. All of it is for one server; it may be asked by several threads."""

    def __init__(self, address: str | None = None, everybody: Who = HOLDER) -> None:
        """Name the store whose people may come in; None: everybody comes in, as `everybody`."""
        self._address = address
        self._everybody = everybody
        self._people: People | None = None
        self._lock = threading.RLock()
        self._secret = secrets.token_bytes(32)
        self.sessions = Sessions()
        self.tries = Tries()

    @property
    def signs_in(self) -> bool:
        """Whether people have to sign in."""
        return self._address is not None

    def who(self, scope: Scope) -> Who | None:
        """Who asks; None where nobody is known by what came along.

        Errors: RequestError where the people cannot be asked.
        """
        if self._address is None:
            return self._everybody
        token = token_of(scope)
        cookie = cookie_of(scope, COOKIE)
        with self._lock:
            if token is not None:
                return self._ask(lambda people: people.by_token(token))
            session = self.sessions.of(cookie) if cookie else None
            if session is None:
                return None
            found = self._ask(lambda people: people.signed_in(session[0]))
            if found is None or found[1] != session[1]:
                self.sessions.end(cookie)
                return None
            return found[0]

    def sign_in(self, scope: Scope, key: str, password: str) -> str:
        """What the cookie of a new session says.

        Errors: RequestError where key and password do not belong together, or were tried too
        often.
        """
        address = str((scope.get("client") or ("",))[0])
        with self._lock:
            wait = self.tries.wait(address, key)
            if wait:
                self.log("", "sign-in", "refused: too many tries")
                raise RequestError(
                    "too-many-tries",
                    f"That was tried too often. Try again in {wait} seconds.",
                    {"Retry-After": str(wait)},
                )
            self.tries.wrong(address, key)  # until it is known to be right
            kept = self._ask(lambda people: people.kept(key))
        right = secret.is_password(password, kept)
        with self._lock:
            found = self._ask(lambda people: people.signed_in(key)) if right else None
            if found is None:
                known = self._ask(lambda people: people.who(key))
                # What is no key may be a password, typed into the wrong field: it is not kept.
                self.log(key if known else "", "sign-in", "refused: key and password")
                raise RequestError(
                    "not-signed-in", "There is nobody with this key and this password."
                )
            self.tries.right(address, key)
            self.log(key, "sign-in", "done")
            return self.sessions.begin(key, found[1])

    def sign_out(self, scope: Scope) -> None:
        """The session is over."""
        self.sessions.end(cookie_of(scope, COOKIE))

    def form_token(self, cookie: str) -> str:
        """What every form carries, so that no page of another site can have one sent."""
        return hmac.new(self._secret, cookie.encode(), sha256).hexdigest()

    def is_form_token(self, given: str, cookie: str) -> bool:
        """Whether a form carries what it was given for this cookie."""
        return hmac.compare_digest(given.encode(), self.form_token(cookie).encode())

    def log(self, key: str, action: str, outcome: str) -> None:
        """One line more in the activity log, where the book has people."""
        if self._address is not None:
            with self._lock:
                self._ask(lambda people: people.log(key, WEB, action, outcome))

    def close(self) -> None:
        """Let go of the people."""
        with self._lock:
            if self._people is not None:
                self._people.close()
                self._people = None

    def _ask(self, question: Callable[[People], T]) -> T:
        """What the people of the store say; a connection that broke is made anew next time.

        Errors: RequestError where they cannot be asked: then nobody comes in.
        """
        try:
            if self._people is None:
                self._people = open_people(self._address or "")
            if self._people is None:
                raise RequestError("book-not-valid", "The people of this book are gone.")
            return question(self._people)
        except LedgerError as fault:
            broken, self._people = self._people, None
            with suppress(Exception):
                if broken is not None:
                    broken.close()
            raise RequestError("book-not-valid", str(fault)) from None


def token_of(scope: Scope) -> str | None:
    """The token a program gives; None where it gives none."""
    given = Headers(scope=scope).get("authorization")
    if given is None:
        return None
    kind, _, token = given.partition(" ")
    return token.strip() if kind.casefold() == "bearer" else ""


def cookie_of(scope: Scope, name: str) -> str:
    """What a cookie says; empty where there is none."""
    try:
        jar = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""
