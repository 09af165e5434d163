"""A verb of the record (`released`, `handed over`, `holds`) → the word a kind is known by."""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = {
    "gave": "give",
    "given": "give",
    "held": "hold",
    "withdrew": "withdraw",
    "began": "begin",
    "begun": "begin",
    "broke": "break",
    "brought": "bring",
    "found": "find",
    "fought": "fight",
    "freed": "free",
    "got": "get",
    "invited": "invite",
    "kept": "keep",
    "laid": "lay",
    "led": "lead",
    "left": "leave",
    "let": "let",
    "made": "make",
    "met": "meet",
    "paid": "pay",
    "put": "put",
    "said": "say",
    "sent": "send",
    "shot": "shoot",
    "shut": "shut",
    "struck": "strike",
    "took": "take",
    "was": "be",
    "were": "be",
    "has": "have",
    "had": "have",
}
_KEEPS_TWO = ("ll", "ss", "ff", "zz")
_NO_E = ("er", "en", "on", "it", "et", "el", "op", "ip")
_ONE_VOWEL = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")


@cache
def base(verb: str) -> str:
    """The verb as it stands after `shall`, as far as spelling tells."""
    first, _, rest = verb.partition(" ")
    word = _base(first.lower())
    return f"{word} {rest}" if rest else word


def _base(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ied"):
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word[:-1]
    if word.endswith("ed") and len(word) > 3:  # noqa: PLR2004 - "red" is no past of "r"
        return _regular(word[:-2])
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


_TAKES_E = ("plet", "delet", "mpet")
"""Stems of several vowels that end in e: complete, delete, compete."""


def _regular(stem: str) -> str:
    if stem[-1] == stem[-2:-1] and not stem.endswith(_KEEPS_TWO):
        return stem[:-1]
    if stem.endswith(_TAKES_E):
        return stem + "e"
    soft = stem[-1] in "cvugz" or (stem[-1] == "s" and not stem.endswith("ss"))
    if soft or (_ONE_VOWEL.search(stem) and not stem.endswith(_NO_E)):
        return stem + "e"
    return stem
