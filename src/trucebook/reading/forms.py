"""Verbs in all their forms, by the rules of English and a list of those that keep none."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

FORMS = ("base", "s", "past", "part", "ing")
_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    lines = files("trucebook.reading").joinpath("irregular.txt").read_text("utf-8").splitlines()
    return {base: (past, part) for base, past, part in map(str.split, filter(None, lines))}


@cache
def forms_of(verb: str) -> dict[str, str]:
    """Every form of a verb, by its name."""
    past, part = _irregular().get(verb, (_past(verb),) * 2)
    return {"base": verb, "s": _with_s(verb), "past": past, "part": part, "ing": _ing(verb)}


def spellings(word: str, form: str, verb: str) -> tuple[str, ...]:
    """A form as it is written on either side of the ocean: cancelled, canceled."""
    ending = {"past": "ed", "part": "ed", "ing": "ing"}.get(form)
    if ending and word == verb + ending and re.search(r"[^aeiou][aeiou]l$", verb):
        return (word, verb + "l" + ending)
    return (word,)


_DOUBLED = re.compile(
    r"[^aeiou]*[aeiou][^aeiouwxy]|kidnap|rebel|"
    r"(?:com|per|sub|ad|e|o|trans)mit|(?:re|pre|trans|de|con)fer|(?:ex|com|re|pro)pel|(?:oc|in)cur"
)
"""Verbs whose last letter is written twice: stopped, committed."""


def _past(verb: str) -> str:
    if _DOUBLED.fullmatch(verb):
        return verb + verb[-1] + "ed"
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


def _with_s(verb: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "be")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _DOUBLED.fullmatch(verb) else "") + "ing"
