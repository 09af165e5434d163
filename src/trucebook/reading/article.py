"""An article as it is read: its text, the hashes of what it came from, what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class About:
    """What an article says of itself; None where it does not say.

    `origin` is whom it names as its own source, as in "(AP)"; `address` is where it says it stands.
    """

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    origin: str | None = None
    address: str | None = None


NOTHING_SAID = About()


@dataclass(frozen=True, slots=True)
class Article:
    """An article's text.

    Shape: offsets into `text` count code points, newlines kept. `form` is what it came as, `way`
    what took the text out of it: the same way out of the same bytes gives the same text.
    """

    text: str
    source_sha256: str
    text_sha256: str
    form: str = "text"
    way: str = "decoded"
    about: About = field(default=NOTHING_SAID)


class UnreadableError(Exception):
    """The bytes are no article that can be read; the words say why, and what to do."""
