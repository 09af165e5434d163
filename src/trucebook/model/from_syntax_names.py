"""Names tables → which free names of the record mean what.

Source: spec/language/names.md (semantics, section 5, Binding).
"""

from __future__ import annotations

from collections.abc import Sequence

from trucebook.model.names import Names, ObjectMeaning
from trucebook.syntax import tree as t


def names_of(trees: Sequence[t.Tree]) -> Names:
    """The names tables of all texts, as one."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    objects: list[tuple[str, ObjectMeaning]] = []
    monitors: list[str] = []
    for tree in trees:
        for item in tree.items:
            if not isinstance(item, t.NamesLine):
                continue
            for said in item.statements:
                if said.word == "monitor":
                    monitors.extend(name.text for name in said.names)
                elif said.word == "outside":
                    objects.extend((name.text, ObjectMeaning(None)) for name in said.names)
                elif said.word == "object":
                    of = frozenset(word.text for word in said.classes)
                    meaning = ObjectMeaning(said.meaning, of)
                    objects.extend((name.text, meaning) for name in said.names)
                elif said.meaning is not None:
                    found = pairs.setdefault(said.word, [])
                    found.extend((name.text, said.meaning) for name in said.names)
    return Names(
        speaks_for=tuple(pairs.get("speaks for", ())),
        under_authority=tuple(pairs.get("under the authority of", ())),
        kinds=tuple(pairs.get("kind", ())),
        parts=tuple(pairs.get("part of", ())),
        objects=tuple(objects),
        same=tuple(pairs.get("same as", ())),
        monitors=tuple(monitors),
    )
