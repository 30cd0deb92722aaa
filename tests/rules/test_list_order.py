"""What is due first is seen first: what somebody asked for now, then by the clock, then by age."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules.list_order import place

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MOMENTS = st.integers(-600, 600).map(lambda minutes: TEN + timedelta(minutes=minutes))
ROWS = st.lists(st.tuples(st.booleans(), st.none() | MOMENTS, MOMENTS), max_size=8)


@given(ROWS)
def test_nobody_stands_above_who_is_due_before_them(
    rows: list[tuple[bool, datetime | None, datetime]],
) -> None:
    ordered = sorted(
        rows, key=lambda row: place(asked_for_now=row[0], due=row[1], received_at=row[2])
    )
    for above, below in pairwise(ordered):
        assert above[0] >= below[0], "asked for now comes first"
        if above[0] == below[0] and below[1] is not None:
            assert above[1] is not None
            assert above[1] <= below[1]
        if above[:2] == below[:2]:
            assert above[2] <= below[2]
