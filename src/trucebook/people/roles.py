"""The one table of what each role may do. What is not in it, nobody may.

Source: spec/record/people.md.
"""

from __future__ import annotations

ROLES = {
    "reader": "looks at the book, and verifies it",
    "reporter": "also puts reports in, proposes them from articles and links them",
    "verifier": "also decides what is waiting for review, corrects and retracts",
    "keeper": "also keeps the book: texts, import, export, erasing, people",
}
"""Each role may do whatever those before it may."""

LEAST = {
    "look": "reader",
    "verify": "reader",
    "add": "reporter",
    "link": "reporter",
    "propose": "reporter",
    "correct": "verifier",
    "retract": "verifier",
    "review": "verifier",
    "erase": "keeper",
    "export": "keeper",
    "import": "keeper",
    "people": "keeper",
}
"""Every action, and the first role that may take it."""

SAYS = {
    "look": "look at the book",
    "verify": "verify the book",
    "add": "add reports",
    "link": "link reports",
    "propose": "propose reports",
    "correct": "correct reports",
    "retract": "retract reports",
    "review": "decide on proposed reports",
    "erase": "erase words",
    "export": "take the whole book out",
    "import": "put texts and whole records in",
    "people": "manage people",
}
"""Each action in words, after "may"."""

_RANK = {role: number for number, role in enumerate(ROLES)}


def may(role: str, action: str) -> bool:
    """Whether a role may take an action: no, where either is not known."""
    least = LEAST.get(action)
    return least is not None and role in _RANK and _RANK[role] >= _RANK[least]


def lower(one: str, other: str) -> str:
    """Of two roles the one that may do less; of one that is none, none."""
    if one not in _RANK or other not in _RANK:
        return ""
    return min(one, other, key=_RANK.__getitem__)


def say_refusal(role: str, action: str) -> str:
    """Why a role may not take an action, in words."""
    least = LEAST.get(action)
    if least is None:
        return "Nobody may do this: no role has been given it."
    who = f"A {role} may not {SAYS[action]}" if role else f"You may not {SAYS[action]}"
    return f"{who}: that takes the role {least}{'' if least == 'keeper' else ' or a later one'}."
