"""The groups of verbs that tell of claims, by every form in which a verb may stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from trucebook.reading.forms import forms_of, spellings


@dataclass(frozen=True, slots=True)
class Group:
    """Verbs that tell of one kind of claim, with a sentence for and one against.

    Shape: `about` is which side of the verb has to hold an event's noun; `then` what has to follow;
    `later` groups tell of nothing that was done; `active` verbs are never passive, `helped` ones
    have an auxiliary, `present` ones tell of how it is now.
    """

    name: str
    kind: str
    verbs: tuple[str, ...]
    yes: str
    no: str
    polarity: int = 0
    about: str | None = None
    then: re.Pattern[str] | None = None
    harm: bool = False
    later: bool = False
    active: bool = False
    helped: bool = False
    present: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb, and which of its forms a word may be: `rest` are words that have to follow it."""

    verb: str
    forms: frozenset[str]
    rest: tuple[str, ...]
    group: Group


@cache
def shipped_groups() -> tuple[Group, ...]:
    """The groups that come with the program."""
    return parse_groups(_data("verbs.toml"))


def parse_groups(text: str) -> tuple[Group, ...]:
    """Groups of verbs out of a data file."""
    return tuple(
        Group(
            g["name"],
            g["kind"],
            tuple(g["verbs"]),
            g["yes"],
            g["no"],
            g.get("polarity", 0),
            g.get("about"),
            re.compile(g["then"]) if "then" in g else None,
            g.get("harm", False),
            g.get("later", False),
            g.get("active", False),
            g.get("helped", False),
            g.get("present", False),
        )
        for g in tomllib.loads(text)["verbs"]
    )


@cache
def entries(groups: tuple[Group, ...]) -> dict[str, tuple[Entry, ...]]:
    """Which verbs a word may be a form of; the ones with most words to follow first."""
    found: dict[str, list[Entry]] = {}
    for group in groups:
        for written in group.verbs:
            verb, *rest = written.split()
            forms: dict[str, set[str]] = {}
            for form, plain in forms_of(verb).items():
                for word in spellings(plain, form, verb):
                    forms.setdefault(word, set()).add(form)
            for word, names in forms.items():
                entry = Entry(verb, frozenset(names), tuple(rest), group)
                found.setdefault(word, []).append(entry)
    return {
        word: tuple(sorted(several, key=lambda e: -len(e.rest))) for word, several in found.items()
    }


def known_verbs(word: str) -> tuple[Entry, ...]:
    """The verbs that a word may be a form of, of the groups that come with the program."""
    return entries(shipped_groups()).get(word, ())


@cache
def event_noun() -> re.Pattern[str]:
    """What finds an event's noun."""
    nouns = (noun for several in tomllib.loads(_data("nouns.toml")).values() for noun in several)
    ways = sorted(nouns, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(ways)})(?:s|es)?\b(?!['’]s?\b)", re.IGNORECASE)


@cache
def attack_noun() -> re.Pattern[str]:
    """What finds the noun of an attack."""
    nouns = tomllib.loads(_data("nouns.toml"))["attacks"]
    return re.compile(rf"\b(?:{'|'.join(nouns)})(?:s|es)?\b", re.IGNORECASE)


@cache
def small(name: str) -> frozenset[str]:
    """One of the lists of small words."""
    return frozenset(tomllib.loads(_data("small_words.toml"))[name])


@cache
def small_forms(name: str) -> dict[str, str]:
    """The words of a list, taken as verbs, in every form."""
    return {form: verb for verb in small(name) for form in forms_of(verb).values()}


@cache
def _data(name: str) -> str:
    return files("trucebook.reading").joinpath(name).read_text("utf-8")
