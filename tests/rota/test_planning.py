"""Open sessions shared out: never against the rules, never unfair without need, always alike."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rota.plans import planning_greedy, planning_solver
from rota.plans.open_sessions import OpenSession
from rota.plans.planning import Limits, Person, Plan, Question
from rota.values import Tier
from tests.rota.rotas import LONDON, local
from tests.servers.required import need

LIMITS = Limits(timedelta(hours=13), timedelta(hours=11), LONDON)
Solver = Callable[[Question], Plan]
HALVES = (("08:00", "13:00"), ("13:00", "19:00"), ("08:00", "19:00"), ("17:00", "23:30"))


@pytest.fixture(scope="module", params=["greedy", "ortools"])
def solve(request: pytest.FixtureRequest) -> Solver:
    if request.param == "greedy":
        return planning_greedy.plan
    found: Solver = request.getfixturevalue("solver")
    return found


@pytest.fixture(scope="module")
def solver() -> Solver:
    if not planning_solver.installed():
        need("OR-Tools", "pip install --require-hashes -r requirements-plan.lock")
    return planning_solver.plan


def sessions_from(*days: str, halves: int = 2) -> tuple[OpenSession, ...]:
    return tuple(session(day, start, end) for day in days for start, end in HALVES[:halves])


def session(day: str, start: str, end: str, tier: Tier = Tier.FIRST) -> OpenSession:
    return OpenSession.of(tier, (local(f"{day}T{start}"), local(f"{day}T{end}")), None)


def question(
    sessions: tuple[OpenSession, ...],
    people: str,
    against: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
    unsocial: frozenset[str] = frozenset(),
) -> Question:
    return Question(
        sessions, tuple(Person(each) for each in people.split()), against or {}, unsocial, LIMITS
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A few days with sessions that may overlap, people with a past, and rules at random."""
    first = date(2026, 11, 30)
    found: dict[str, OpenSession] = {}
    for _ in range(draw(st.integers(0, 7))):
        day = first + timedelta(days=draw(st.integers(0, 3)))
        start, end = draw(st.sampled_from(HALVES))
        made = session(
            day.isoformat(), start, end, draw(st.sampled_from([Tier.FIRST, Tier.SECOND]))
        )
        found.setdefault(made.key, made)
    sessions = tuple(sorted(found.values(), key=lambda each: (each.start, each.tier.rank)))
    refs = ["amara", "ben", "chris"][: draw(st.integers(1, 3))]
    loads = st.integers(0, 4)
    people = tuple(Person(each, draw(loads), draw(st.integers(0, 2))) for each in refs)
    places = [(who, each.key) for who in refs for each in sessions]
    barred = draw(st.sets(st.sampled_from(places))) if places else set()
    keys = [each.key for each in sessions]
    unsocial = draw(st.sets(st.sampled_from(keys))) if keys else set()
    against = dict.fromkeys(barred, ("on leave",))
    return Question(sessions, people, against, frozenset(unsocial), LIMITS)


@settings(max_examples=60, deadline=None)
@given(asked=questions())
def test_no_plan_breaks_a_rule_and_none_leaves_open_what_somebody_can_take(
    solve: Solver, asked: Question
) -> None:
    plan = solve(asked)
    assert asked.sound(plan)
    for each in asked.sessions:
        if each.key not in plan:
            assert not any(asked.fits(plan, person.ref, each) for person in asked.people)


@settings(max_examples=60, deadline=None)
@given(asked=questions())
def test_nobody_is_given_what_another_with_two_fewer_could_take(
    solve: Solver, asked: Question
) -> None:
    plan = solve(asked)
    loads = asked.loads(plan)
    for key, who in plan.items():
        for other in asked.people:
            if asked.fits(plan, other.ref, asked.by_key[key]):
                assert loads[who][0] - loads[other.ref][0] <= 1


@settings(max_examples=30, deadline=None)
@given(asked=questions())
def test_the_same_question_has_the_same_answer(solve: Solver, asked: Question) -> None:
    turned = Question(asked.sessions, asked.people, dict(asked.against), asked.unsocial, LIMITS)
    assert list(solve(asked).items()) == list(solve(turned).items())


@settings(max_examples=60, deadline=None)
@given(asked=questions())
def test_one_by_one_fills_no_fewer_than_the_best_but_where_shifts_are_long(
    asked: Question,
) -> None:
    """Where what somebody has never keeps them from more than one other session."""
    best = _best(asked)
    plan = planning_greedy.plan(asked)
    clashes = [
        sum(asked.limits.clash(one, other) for other in asked.sessions if other is not one)
        for one in asked.sessions
    ]
    if max(clashes, default=0) <= 1:
        assert asked.cost(plan)[0] == asked.cost(best)[0]


@settings(max_examples=60, deadline=None)
@given(asked=questions())
def test_the_solver_finds_the_fairest_plan_there_is(solver: Solver, asked: Question) -> None:
    found = asked.cost(solver(asked))
    assert found == asked.cost(_best(asked))
    assert found <= asked.cost(planning_greedy.plan(asked))


@settings(max_examples=60, deadline=None)
@given(asked=questions())
def test_no_plan_is_better_than_the_floor(asked: Question) -> None:
    assert asked.floor() <= asked.cost(_best(asked))


def _best(asked: Question) -> Plan:
    """By trying every plan."""
    choices = [
        [None, *(each.ref for each in asked.people if asked.may(each.ref, session))]
        for session in asked.sessions
    ]
    best: Plan = {}
    for chosen in product(*choices):
        plan = {
            session.key: who
            for session, who in zip(asked.sessions, chosen, strict=True)
            if who is not None
        }
        if asked.cost(plan) < asked.cost(best) and asked.sound(plan):
            best = plan
    return best


def test_a_quarter_is_shared_evenly_also_its_unsocial_sessions(solve: Solver) -> None:
    monday = date(2027, 1, 4)
    days = [monday + timedelta(weeks=week, days=day) for week in range(13) for day in range(5)]
    sessions = sessions_from(*(day.isoformat() for day in days))
    unsocial = frozenset(each.key for each in sessions if each.start.weekday() == 4)
    asked = question(sessions, "amara ben chris dana eli fay", unsocial=unsocial)
    plan = solve(asked)
    loads = asked.loads(plan)
    assert len(plan) == 130
    assert sorted(each[0] for each in loads.values()) == [21, 21, 22, 22, 22, 22]
    assert sorted(each[1] for each in loads.values()) == [4, 4, 4, 4, 5, 5]


def test_who_has_had_more_is_given_less(solve: Solver) -> None:
    people = (Person("amara", 4), Person("ben", 0))
    sessions = sessions_from("2026-11-30", "2026-12-01", "2026-12-02")
    plan = solve(Question(sessions, people, {}, frozenset(), LIMITS))
    assert sorted(plan.values()) == ["amara", *["ben"] * 5]


def test_room_is_made_for_who_alone_can_take_a_session(solve: Solver) -> None:
    early, late = (
        session("2026-11-30", "08:00", "13:00"),
        session("2026-11-30", "08:00", "13:00", Tier.SECOND),
    )
    against = {("ben", late.key): ("not on tier 2",)}
    plan = solve(question((early, late), "amara ben", against))
    assert plan == {early.key: "ben", late.key: "amara"}


def test_what_cannot_be_even_is_planned_no_worse_than_one_by_one(solver: Solver) -> None:
    """One of six is away for most of it, another on some days."""
    monday = date(2027, 1, 4)
    days = [monday + timedelta(weeks=week, days=day) for week in range(4) for day in range(5)]
    sessions = sessions_from(*(day.isoformat() for day in days))
    away = {("amara", each.key): ("on leave",) for each in sessions[5:]}
    away |= {("ben", each.key): ("not on Mondays",) for each in sessions[::10]}
    unsocial = frozenset(each.key for each in sessions[::3])
    asked = question(sessions, "amara ben chris dana eli fay", away, unsocial)
    plan = solver(asked)
    assert asked.sound(plan)
    assert asked.floor() < asked.cost(plan) <= asked.cost(planning_greedy.plan(asked))


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (("2026-11-30", "08:00", "13:00"), ("2026-11-30", "13:00", "19:00"), False),
        (("2026-11-30", "08:00", "13:00"), ("2026-11-30", "12:00", "19:00"), True),
        (("2026-11-30", "08:00", "13:00"), ("2026-11-30", "17:00", "23:30"), True),
        (("2026-11-30", "17:00", "23:30"), ("2026-12-01", "08:00", "13:00"), True),
        (("2026-11-30", "13:00", "19:00"), ("2026-12-01", "08:00", "13:00"), False),
    ],
)
def test_what_nobody_may_have_both_of(
    one: tuple[str, str, str], other: tuple[str, str, str], clash: bool
) -> None:
    assert LIMITS.clash(session(*one), session(*other)) is clash
    assert LIMITS.clash(session(*other), session(*one)) is clash
