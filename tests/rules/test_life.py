"""The life of a query is one table; news of legs and messages only ever moves forward."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.kinds import QueryState
from advice_line.ports.calls import LegState
from advice_line.rules import life

S = QueryState

# Design §1, in its own order of words, written out by hand: the table must say this and no more.
DESIGNED = {
    S.RECEIVED: {S.WAITING, S.OFFERED, S.DEFLECTED},
    S.WAITING: {S.OFFERED, S.CLOSED},
    S.OFFERED: {S.WAITING, S.ACCEPTED},
    S.ACCEPTED: {S.ASKED_BACK, S.WAITING, S.OFFERED, S.ADVISED},
    S.ASKED_BACK: {S.ACCEPTED, S.CLOSED},
    S.ADVISED: {S.ACKNOWLEDGED, S.CLOSED, S.ADVISED},
    S.ACKNOWLEDGED: {S.CLOSED, S.ADVISED},
    S.CLOSED: {S.WAITING, S.ADVISED},
    S.DEFLECTED: {S.WAITING, S.CLOSED},
}

pairs = list(itertools.product(QueryState, QueryState))


def _next(state: QueryState) -> set[QueryState]:
    return {to for to in QueryState if life.may(state, to)}


@pytest.mark.parametrize(("source", "to"), pairs)
def test_a_query_moves_only_where_the_design_lets_it(source: QueryState, to: QueryState) -> None:
    assert life.may(source, to) == (to in DESIGNED[source])


@pytest.mark.parametrize("to", QueryState)
def test_the_guard_of_an_update_names_exactly_the_states_it_may_come_from(to: QueryState) -> None:
    assert set(life.sources(to)) == {source for source in DESIGNED if to in DESIGNED[source]}


def test_closing_without_an_end_of_its_own_needs_a_person_with_a_reason() -> None:
    needing = {pair for pair in pairs if life.needs_reason(*pair)}
    assert needing == {
        (S.ADVISED, S.CLOSED),
        (S.WAITING, S.CLOSED),
        (S.ASKED_BACK, S.CLOSED),
    }


def test_states_may_be_given_as_they_lie_in_the_database() -> None:
    assert life.may("offered", "accepted")
    assert life.sources("accepted") == (S.OFFERED, S.ASKED_BACK)
    with pytest.raises(ValueError, match="lost"):
        life.may("offered", "lost")


def test_no_query_is_ever_at_a_dead_end_and_each_state_can_be_reached() -> None:
    reached = {life.START}
    while more := {to for state in reached for to in _next(state)} - reached:
        reached |= more
    assert reached == set(QueryState)
    assert all(_next(state) for state in QueryState)


@given(st.lists(st.sampled_from(QueryState), max_size=30))
def test_events_in_any_order_never_leave_the_table(events: list[QueryState]) -> None:
    state = life.START
    taken = []
    for event in events:
        if state in life.sources(event):
            taken.append((state, event))
            state = event
    assert all(to in DESIGNED[source] for source, to in taken)
    assert _next(state)


@given(st.lists(st.sampled_from(QueryState), max_size=40))
def test_no_query_gets_advice_that_nobody_accepted(events: list[QueryState]) -> None:
    state, owned = life.START, False
    for event in events:
        if life.may(state, event):
            # What a person closed with a reason may still get an addendum.
            owned = owned or event in (S.ACCEPTED, S.CLOSED)
            assert owned or event is not S.ADVISED
            state = event


def test_the_picture_is_drawn_from_the_same_table() -> None:
    lines = life.diagram().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> received"]
    arrows = {tuple(line.split(":")[0].split(" --> ")) for line in lines[2:]}
    assert {(source.strip(), to.strip()) for source, to in arrows} == {
        (source.value, to.value) for source in DESIGNED for to in DESIGNED[source]
    }
    assert "    waiting --> closed: closed without advice (a person, with a reason)" in lines


@pytest.mark.hazard("H16")
def test_a_leg_never_goes_back() -> None:
    assert life.later(LegState.INITIATED, LegState.RINGING)
    assert life.later("initiated", "busy")
    assert life.later(LegState.ANSWERED, LegState.COMPLETED)
    assert not life.later(LegState.ANSWERED, LegState.RINGING)
    assert not life.later(LegState.RINGING, LegState.RINGING)


@pytest.mark.hazard("H16")
@given(st.lists(st.sampled_from(LegState), min_size=1))
def test_a_leg_that_is_over_stays_as_it_ended(reports: list[LegState]) -> None:
    state = reports[0]
    for report in reports[1:]:
        before = state
        state = report if life.later(state, report) else state
        assert not before.over or state is before
    assert state.over == any(report.over for report in reports)
