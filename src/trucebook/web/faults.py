"""What can go wrong with a request, in one shape for every page and its twins.

    {"schema": "trucebook.error/1", "status": 404, "code": "no-such-id", "message": "…"}

Source: docs/how-to/look-in-a-browser.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from trucebook.export.to_json import Json

SCHEMA = "trucebook.error/1"
STATUS: dict[str, int] = {
    "not-signed-in": 401,
    "not-allowed": 403,
    "not-our-form": 403,
    "day-too-far": 404,
    "no-such-account": 404,
    "no-such-id": 404,
    "no-such-page": 404,
    "no-such-report": 404,
    "no-such-source": 404,
    "no-such-part": 404,
    "no-such-text": 404,
    "too-many-days": 404,
    "read-only": 405,
    "another-book": 409,
    "form-too-large": 413,
    "no-form": 415,
    "another-host": 421,
    "too-many-tries": 429,
    "fault-of-the-program": 500,
    "needs-extra": 501,
    "book-not-valid": 503,
}
"""The status of a fault by its code; every other is 400: what was asked cannot be read."""
TITLES = {
    400: "This address cannot be read",
    401: "You are not signed in",
    403: "You may not do this",
    404: "Not in this book",
    405: "This book is read-only",
    409: "The book has changed",
    413: "This form is too large",
    415: "This is no form",
    421: "This book is not at that name",
    429: "Tried too often",
    500: "A fault of the program",
    501: "Not installed here",
    503: "The book cannot be read now",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a request."""

    code: str
    message: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The status of HTTP."""
        return STATUS.get(self.code, 400)

    @property
    def title(self) -> str:
        """In few words."""
        return TITLES[self.status]


class RequestError(Exception):
    """A request that cannot be answered."""

    def __init__(self, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        """Say what is wrong with it."""
        super().__init__(message)
        self.fault = Fault(code, message, headers or {})


def fault_to_json(fault: Fault) -> dict[str, Json]:
    """The one shape."""
    return {
        "schema": SCHEMA,
        "status": fault.status,
        "code": fault.code,
        "message": fault.message,
    }
