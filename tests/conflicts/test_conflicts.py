"""Conflicts of demands are held against every set tried one by one, and against themselves."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.conflicts import one_by_one
from tests.conflicts.chance import Case, case, demand, encoding
from trucebook.conflicts import find
from trucebook.conflicts.components import components
from trucebook.conflicts.find import Found, TooLarge, conflicts_in
from trucebook.model.demands import Is, Outcome, Rule
from trucebook.model.minimal import members, minimal_sets

EXAMPLES = 300
PARTS = 100
SECONDS = 0.5


def sized(seed: int) -> Case:
    """An example with up to 12 demands, small enough to be tried out one by one."""
    return case(seed, 3 + seed % 10, 2 + seed % 3, seed % 4)


def found(these: Case) -> list[Found]:
    every = [conflicts_in(part) for part in components(*parts(these))]
    assert not any(isinstance(one, TooLarge) for one in every)
    return [one for one in every if isinstance(one, Found)]


def parts(these: Case) -> tuple[object, ...]:
    return (these.outcomes, these.demands, these.encodings)


def sets(every: list[Found]) -> list[tuple[str, ...]]:
    return sorted(
        tuple(one.id for one in conflict.demands) for part in every for conflict in part.conflicts
    )


def agree(seed: int, *, small: bool) -> int:
    """Hold one example against the slow answer, component by component; how many sets it has."""
    these = sized(seed)
    count = 0
    for part in components(*parts(these)):
        answer = conflicts_in(part, small=small)
        assert isinstance(answer, Found)
        assert answer.solved != small
        slow = one_by_one.conflicts(Case(part.outcomes, part.demands, part.encodings))
        if slow is None:
            assert answer.excluded
            assert not answer.conflicts
        else:
            assert not answer.excluded
            assert sets([answer]) == slow
            count += len(slow)
    return count


def test_every_set_is_found_and_no_other() -> None:
    counts = [agree(seed, small=True) for seed in range(EXAMPLES)]
    assert sum(count > 0 for count in counts) > EXAMPLES / 2


def test_the_solver_finds_the_same() -> None:
    pytest.importorskip("pysat")
    assert sum(agree(seed, small=False) for seed in range(0, EXAMPLES, 2)) > EXAMPLES / 2


def test_both_ways_tell_the_same_of_each_set() -> None:
    pytest.importorskip("pysat")
    for seed in range(0, EXAMPLES, 3):
        for part in components(*parts(sized(seed))):
            one = conflicts_in(part)
            other = conflicts_in(part, small=False)
            assert isinstance(one, Found)
            assert isinstance(other, Found)
            assert other.solved
            assert (one.conflicts, one.excluded) == (other.conflicts, other.excluded)


def test_what_would_dissolve_a_set_is_all_that_would() -> None:
    """Every change that is told dissolves the set, and every one that is not told does not."""
    told = 0
    for seed in range(0, EXAMPLES, 5):
        these = sized(seed)
        for part in found(these):
            given = [one.rule for one in part.component.encodings]
            for conflict in part.conflicts:
                wanted = {one.id: one.rule for one in conflict.demands}
                changes = [(c.demand, c.outcome, c.value) for c in conflict.changes if c.demand]
                for name, rule in wanted.items():
                    others = [r for n, r in wanted.items() if n != name]
                    assert one_by_one.can_be([*others, *given], these.outcomes)
                    for outcome, value, other in find._otherwise(  # noqa: SLF001 - the candidates
                        rule, {o.id: o for o in these.outcomes}
                    ):
                        if one_by_one.can_be([other, *others, *given], these.outcomes):
                            assert (name, outcome, value) in changes
                            told += 1
                left_out = {c.encoding for c in conflict.changes if c.encoding}
                for each in part.component.encodings:
                    rest = [one.rule for one in part.component.encodings if one is not each]
                    met = one_by_one.can_be([*wanted.values(), *rest], these.outcomes)
                    assert met == (each.id in left_out)
    assert told > EXAMPLES


def test_what_a_set_rests_on_is_every_smallest_set_of_encodings() -> None:
    outcomes = tuple(Outcome(n, n, ("a", "b"), demand("x", _is("p")).span) for n in "pqr")
    these = Case(
        outcomes,
        (demand("d", _is("p")), demand("e", _is("q", "b"))),
        (
            encoding("direct", Rule("if", Is("p", ("a",)), Is("q", ("a",)))),
            encoding("far", Rule("if", Is("p", ("a",)), Is("r", ("a",)))),
            encoding("near", Rule("if", Is("r", ("a",)), Is("q", ("a",)))),
        ),
    )
    (conflict,) = found(these)[0].conflicts
    assert conflict.rests_on == (("direct",), ("far", "near"))
    assert not [change for change in conflict.changes if change.encoding]


def _is(outcome: str, value: str = "a") -> Rule:
    return Rule("is", None, Is(outcome, (value,)))


def test_the_order_of_texts_and_rows_changes_nothing() -> None:
    for seed in range(0, EXAMPLES, 10):
        these = sized(seed)
        turned = Case(these.outcomes[::-1], these.demands[::-1], these.encodings[::-1])
        assert found(these) == found(turned)


def test_nothing_is_ranked_weighed_or_preferred() -> None:
    """Whose demand it is, how it is put, by whom it is encoded and on what moves nothing."""
    for seed in range(0, EXAMPLES, 10):
        these = sized(seed)
        other = replace(
            these,
            demands=tuple(
                replace(
                    one, by=("gamma",) if one.by == ("alpha",) else ("delta",), kind="objective"
                )
                for one in these.demands
            ),
        )
        assert [
            (c.rests_on, c.changes, [d.id for d in c.demands])
            for p in found(these)
            for c in p.conflicts
        ] == [
            (c.rests_on, c.changes, [d.id for d in c.demands])
            for p in found(other)
            for c in p.conflicts
        ]
        for part in found(these):
            ids = [[one.id for one in conflict.demands] for conflict in part.conflicts]
            assert ids == sorted(ids)


def test_a_thousand_demands_in_a_hundred_components() -> None:
    each = [case(n, 10, 5, 3, f"c{n:03}") for n in range(PARTS)]
    whole = Case(
        tuple(one for part in each for one in part.outcomes),
        tuple(one for part in each for one in part.demands),
        tuple(one for part in each for one in part.encodings),
    )
    start = time.process_time()
    answer = found(whole)
    spent = time.process_time() - start
    assert len(whole.demands) == 10 * PARTS
    assert len(answer) >= PARTS
    alone = [name for part in each for name in sets(found(part))]
    assert sets(answer) == sorted(alone)
    assert spent < SECONDS


def test_a_component_too_large_is_named_where_no_solver_is_at_hand() -> None:
    these = case(7, 60, 20, 10)
    largest = max(components(*parts(these)), key=lambda part: len(part.demands))
    answer = conflicts_in(largest, at_hand=False)
    assert isinstance(answer, TooLarge)
    assert answer.component == largest


def test_smallest_sets_of_a_plain_question() -> None:
    def can_be(chosen: int) -> bool:
        return not any(chosen & bad == bad for bad in (0b0011, 0b1100, 0b0101))

    assert [members(one) for one in minimal_sets(4, can_be)] == [(0, 1), (0, 2), (2, 3)]
    assert minimal_sets(3, lambda _: True) == ()
    assert minimal_sets(3, lambda _: False) == (0,)
