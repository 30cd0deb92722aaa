"""What an audit of appropriateness tells lets nobody work out a small count: every outcome that
there can be is tried, and each count that is small is left with two values at least (H18)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.audit.appropriateness import agreeing, results, seen, telling
from advice_line.audit.appropriateness.results import VERDICTS, Outcome
from advice_line.audit.appropriateness.telling import NOT_NEEDED, OTHERS
from advice_line.audit.disclosure.few import few
from advice_line.audit_kinds import Verdict

pytestmark = pytest.mark.hazard("H18")
SMALL = 3
COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1)


def parts(whole: int, count: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in parts(whole - first, count - 1):
            yield (first, *rest)


def outcome(table: tuple[int, ...], by_third: tuple[int, ...], **more: Any) -> Outcome:
    """`by_third` is as what the third settled what the two saw otherwise."""
    rows = (table[0:3], table[3:6], table[6:9])
    counted = [rows[i][i] + by_third[i] for i in range(3)]
    given: dict[str, Any] = {"by_first": 0, "helpful": {}, "appropriate_in": {}}
    return Outcome(
        sampled=sum(table),
        reviewed=sum(table),
        verdicts=dict(zip(VERDICTS, counted, strict=True)),
        table=rows,
        **given | more,
    )


def shown(found: seen.Results) -> Any:
    agreement = found.agreement
    # Kappa is told with its table alone, from which it follows.
    assert agreement.kappa is None or agreement.table is not None
    return (
        agreement.n,
        agreement.agreed,
        agreement.table,
        tuple(sorted((str(key), each) for key, each in found.verdicts.items())),
    )


def test_no_small_count_of_verdicts_or_of_agreement_can_be_worked_out() -> None:
    pairs = 6
    alike: defaultdict[Any, list[set[int]]] = defaultdict(lambda: [set() for _ in range(17)])
    for table in parts(pairs, 9):
        same = table[0] + table[4] + table[8]
        for by_third in parts(pairs - same, 3):
            made = outcome(table, by_third)
            hidden = (*table, *by_third, *made.verdicts.values(), same, pairs - same)
            for values, value in zip(alike[shown(seen.told(made, SMALL))], hidden, strict=True):
                values.add(value)
    assert len(alike) > 200
    known = [values for told in alike.values() for values in told if len(values) == 1]
    assert [values for values in known if 0 < min(values) < SMALL] == []


def test_what_is_large_enough_is_told_whole() -> None:
    table = (140, 6, 5, 7, 40, 8, 6, 5, 30)
    found = seen.told(outcome(table, (20, 10, 7)), 5)
    assert found.agreement.table == (table[0:3], table[3:6], table[6:9])
    assert found.agreement.kappa is not None
    assert found.verdicts[Verdict.GUIDELINE].numerator == 50
    two = seen.told(outcome((140, 6, 5, 7, 40, 2, 6, 1, 30), (10, 5, 12)), 5)
    assert two.agreement.table == ((140, 11), (13, 73))
    assert two.agreement.two
    assert Verdict.GUIDELINE not in two.verdicts, "of the table's own categories alone"
    assert two.verdicts[NOT_NEEDED].numerator == 87


def test_few_who_disagree_are_told_as_few_and_kappa_not_at_all() -> None:
    found = seen.told(outcome((50, 1, 1, 0, 10, 0, 1, 0, 8), (3, 0, 0)), 5).agreement
    assert found.table is None
    assert found.kappa is None
    assert not found.undefined
    assert found.agreed is not None
    assert found.agreed.sentence == "at least 94% of 71"


def test_a_table_is_not_told_from_which_what_the_third_settled_would_follow() -> None:
    """Of the six whom the two saw otherwise the third puts one where 31 are in the end."""
    table = (30, 6, 0, 0, 20, 0, 0, 0, 10)
    found = seen.told(outcome(table, (1, 5, 0)), 5)
    assert found.verdicts[Verdict.RADIOLOGIST].numerator == 31
    assert found.agreement.table is None
    assert found.agreement.kappa is None
    assert seen.told(outcome(table, (0, 6, 0)), 5).agreement.kappa is not None


def test_one_category_alone_is_said_to_be_beyond_kappa() -> None:
    found = agreeing.of(((30, 0, 0), (0, 0, 0), (0, 0, 0)), (30, 0, 0), 5)
    assert found.undefined
    assert agreeing.of(((3, 0, 0), (0, 0, 0), (0, 0, 0)), (3, 0, 0), 5).n is None
    assert agreeing.of(((0, 0, 0),) * 3, (0, 0, 0), 5).n == 0


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1
    )
)
def test_groups_are_told_as_whole_parts_of_the_sample(
    counts: Mapping[str, tuple[int, int]],
) -> None:
    of = {key: (good, good + bad) for key, (good, bad) in counts.items()}
    told = telling.by_stratum(of, 5)
    for each in told.values():
        assert each.numerator is not None
        assert each.denominator is not None
        rest = each.denominator - each.numerator
        assert not any(few(n, 5) for n in (each.numerator, rest, each.denominator))
    if told:
        assert sum(each.denominator or 0 for each in told.values()) == sum(
            whole for _, whole in of.values()
        )


@given(COUNTS)
def test_what_was_left_out_is_told_as_whole_parts_too(counts: dict[str, int]) -> None:
    told = telling.left_out(counts, 5)
    assert told.of_few == (0 < sum(counts.values()) < 5)
    assert all(each >= 5 for each in told.counts.values())
    if not told.of_few:
        assert sum(told.counts.values()) == sum(counts.values())
    assert set(told.counts) <= {*counts, OTHERS}


@pytest.mark.parametrize(("month", "told_apart"), [(511, False), (512, True)])
def test_groups_of_a_sample_that_is_most_of_its_month_are_not_told_apart(
    month: int, *, told_apart: bool
) -> None:
    """The size of a group would be that of the month's: less a kind of question it may be few."""
    parted = telling.parted(256, month)
    made = outcome((240, 7, 9, *[0] * 6), (0, 0, 0), appropriate_in={"call:which": (20, 40)})
    assert bool(seen.told(made, SMALL, parted=parted).by_stratum) is told_apart


def test_nothing_is_counted_of_a_period_without_an_audit() -> None:
    assert results.counted([]).reviewed == 0
    assert seen.told(results.counted([]), 5).by_first.state == "nothing"
