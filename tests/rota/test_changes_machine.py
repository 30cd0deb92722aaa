"""Any sequence of changes, with a clock that runs: whatever is done, the past stays as it was told,
nobody is on who is away, no tier has more people than were put on it, each duty is explained."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, create_engine

from rota import planned, rendering, store, walltime
from rota.changing import Changing
from rota.explaining import explain
from rota.facts import Kind, Value, key_of, kind_of
from rota.history import History
from rota.opening import ClosedDay, Closure, DayHours, HolidayByHand
from rota.rendering import Json
from rota.values import (
    Absence,
    AbsenceKind,
    Cover,
    Duty,
    LineRota,
    Pattern,
    Pause,
    Swap,
    TakeOver,
    Tier,
)
from tests.rota.rotas import LONDON, calendar, utc
from tests.rota.strategies import PEOPLE, WHO, days_of_periods, sessions

LINE = "hotdoc"
TABLES = [table for name, table in SQLModel.metadata.tables.items() if name.startswith("rota_")]
# The Wednesday before the clocks go back; the patterns' first Monday lies a fortnight earlier.
BEGIN = utc("2026-10-21T09:00Z")
FIRST_MONDAY = date(2026, 10, 5)
HOUR, DAY, INSTANT = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)
AHEAD = [timedelta(), HOUR, 7 * HOUR, DAY, 4 * DAY + 5 * HOUR]

TIERS = st.sampled_from(Tier)
KEYS = st.sampled_from(["a", "b"])
DAYS = st.integers(-1, 6).map(lambda number: BEGIN.date() + number * DAY)


class Changes(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.engine: Engine = create_engine("sqlite://")
        SQLModel.metadata.create_all(self.engine, tables=TABLES)
        self.db = Session(self.engine)
        self.now = BEGIN
        self.acts = 0
        self.standing: dict[tuple[Kind, str], Value] = {}
        self.told: dict[datetime, tuple[tuple[Duty, ...], Json]] = {}
        self.do(calendar({"mon-fri": ["08:00-19:00"], "bank_holiday": ["10:00-14:00"]}))

    def teardown(self) -> None:
        self.db.close()
        self.engine.dispose()

    def act(self) -> Changing:
        self.acts += 1
        return Changing(
            self.db, at=self.now, by="manager", act=f"act {self.acts}", agreed_by="ben", reason="r"
        )

    def do(self, value: Value) -> None:
        everywhere = isinstance(value, Absence | Pause)
        self.act().put(None if everywhere else LINE, value)
        self.db.commit()
        self.standing[kind_of(value), key_of(value)] = value

    def stretch(self, data: st.DataObject) -> tuple[datetime, datetime]:
        start = self.now + timedelta(minutes=data.draw(st.integers(-24 * 60, 4 * 24 * 60)))
        return start, start + timedelta(minutes=data.draw(st.integers(1, 3 * 24 * 60)))

    @rule(minutes=st.integers(1, 60 * 30))
    def time_passes(self, minutes: int) -> None:
        """What is told of an instant is final as soon as it has passed."""
        self.tell(self.now)
        self.now += timedelta(minutes=minutes)
        self.tell(self.now - INSTANT)

    def tell(self, at: datetime) -> None:
        history = self.history(self.now)
        self.told[at] = history.on_duty(at), rendering.history(history, at)

    def history(self, now: datetime) -> History:
        return store.history(self.db, LINE, now)

    @rule(data=st.data(), key=KEYS, cycle_weeks=st.integers(1, 2))
    def a_pattern_is_put(self, data: st.DataObject, key: str, cycle_weeks: int) -> None:
        """The whole of it, or from a day on with what went before kept as it was."""
        new = data.draw(st.lists(sessions(cycle_weeks), min_size=1, max_size=3))
        pattern = Pattern(key, FIRST_MONDAY, None, cycle_weeks, tuple(new))
        pieces = [pattern]
        first = data.draw(st.none() | st.integers(0, 5))
        before = self.standing.get((Kind.PATTERN, key))
        if first is not None and isinstance(before, Pattern):
            day = self.now.date() + first * DAY
            if before.first_day < day:
                old = self.changed(before, valid_to=day - DAY)
                pieces = [old, self.changed(pattern, begins=day)]
        self.act().put_pattern(LINE, *pieces)
        self.db.commit()
        for place in [place for place in self.standing if self.is_piece(place, key)]:
            del self.standing[place]
        self.standing |= {(Kind.PATTERN, key_of(each)): each for each in pieces}

    def is_piece(self, place: tuple[Kind, str], key: str) -> bool:
        return place[0] is Kind.PATTERN and place[1].partition("@")[0] == key

    def changed(self, pattern: Pattern, **to: Any) -> Pattern:
        kept = {"begins": pattern.begins, "valid_to": pattern.valid_to} | to
        return Pattern(
            pattern.key,
            pattern.valid_from,
            kept["valid_to"],
            pattern.cycle_weeks,
            pattern.sessions,
            kept["begins"],
        )

    @rule(data=st.data(), key=KEYS, tier=TIERS, who=WHO)
    def a_cover_is_put(
        self, data: st.DataObject, key: str, tier: Tier, who: tuple[str, ...]
    ) -> None:
        self.do(Cover(key, tier, who, *self.stretch(data)))

    @rule(data=st.data(), key=KEYS, person=PEOPLE)
    def somebody_is_away(self, data: st.DataObject, key: str, person: str) -> None:
        self.do(Absence(key, person, AbsenceKind.LEAVE, *self.stretch(data)))

    @rule(data=st.data(), key=KEYS, tier=TIERS)
    def two_swap(self, data: st.DataObject, key: str, tier: Tier) -> None:
        giver, taker = data.draw(st.lists(PEOPLE, min_size=2, max_size=2, unique=True))
        self.do(Swap(key, tier, giver, taker, *self.stretch(data)))

    @rule(data=st.data(), key=KEYS, tier=TIERS, taker=PEOPLE, instead_of=st.none() | PEOPLE)
    def somebody_takes_over(
        self, data: st.DataObject, key: str, tier: Tier, taker: str, instead_of: str | None
    ) -> None:
        self.do(TakeOver(key, tier, taker, *self.stretch(data), instead_of))

    @rule(data=st.data(), key=KEYS, person=PEOPLE)
    def somebody_is_not_to_be_rung(self, data: st.DataObject, key: str, person: str) -> None:
        self.do(Pause(key, person, *self.stretch(data)))

    @rule(data=st.data(), key=KEYS)
    def the_line_is_closed(self, data: st.DataObject, key: str) -> None:
        self.do(Closure(key, *self.stretch(data), "leak"))

    @rule(
        day=DAYS,
        kind=st.sampled_from([ClosedDay, HolidayByHand]),
        periods=days_of_periods(),
    )
    def a_date_is_made_special(self, day: date, kind: Any, periods: Any) -> None:
        self.do(kind(day, "flood") if not periods else DayHours(day, periods, "training"))

    @precondition(lambda self: len(self.standing) > 1)
    @rule(data=st.data())
    def something_is_cancelled(self, data: st.DataObject) -> None:
        ends = sorted(place for place in self.standing if place[0] is not Kind.CALENDAR)
        kind, key = data.draw(st.sampled_from(ends))
        everywhere = kind in (Kind.ABSENCE, Kind.PAUSE)
        assert self.act().end(None if everywhere else LINE, kind, key)
        self.db.commit()
        del self.standing[kind, key]

    @invariant()
    def what_has_passed_is_told_as_it_was(self) -> None:
        history = self.history(self.now)
        for at, (duties, whole) in self.told.items():
            for known in (at, self.now, self.now + DAY, None):
                assert history.asked_at(at, known).on_duty(at) == duties
                assert rendering.history(history, at, known) == whole

    @invariant()
    def the_answer_of_now_is_that_of_the_store(self) -> None:
        table, history = store.timetable(self.db, LINE), self.history(self.now)
        for at in self.instants():
            assert table.on_duty(at) == history.on_duty(at)

    @invariant()
    def nobody_is_on_who_is_away_unless_they_took_over(self) -> None:
        table = store.timetable(self.db, LINE)
        for at in self.instants():
            away = {each.person_ref for each in self.values(Absence) if each.start <= at < each.end}
            planned_so = [each for each in table.on_duty(at) if each.person_ref in away]
            assert all(each.source.startswith("take_over:") for each in planned_so)

    @invariant()
    def no_tier_has_more_people_than_were_put_on_it(self) -> None:
        table = store.timetable(self.db, LINE)
        for at in self.instants():
            for tier in Tier:
                on = [each.person_ref for each in table.on_duty(at) if each.tier is tier]
                put = self.put_on(table.rota, tier, at)
                taken = any(
                    each.tier is tier and each.start <= at < each.end
                    for each in self.values(TakeOver)
                )
                assert len(on) <= max(len(put), taken)
                assert len(on) - len(set(on)) <= len(put) - len(set(put))

    def put_on(self, rota: LineRota, tier: Tier, at: datetime) -> list[str]:
        duties = planned.between(rota, at, at + INSTANT)
        return [each.person_ref for each in duties if each.tier is tier]

    @invariant()
    def nobody_is_on_at_the_end_of_a_closed_day(self) -> None:
        """When the longest night that began before it is over."""
        table = store.timetable(self.db, LINE)
        for each in self.values(ClosedDay):
            assert table.on_duty(walltime.day_start(each.date + DAY, LONDON) - INSTANT) == ()

    @invariant()
    def each_duty_is_explained(self) -> None:
        history = self.history(self.now)
        for at in [*self.instants(), *list(self.told)[-2:]]:
            reasons = explain(history, at)
            on = sorted(history.on_duty(at), key=str)
            assert sorted((each.duty for each in reasons if not each.away), key=str) == on
            for reason in reasons:
                facts = [each for each in reason.why if each.kind is not Kind.ABSENCE]
                sources = [f"{each.kind}:{each.key.partition('@')[0]}" for each in facts]
                assert sources[0].partition(":")[0] in ("pattern", "cover", "take_over")
                assert sources[-1] == reason.duty.source
                assert reason.away is (reason.why[-1].kind is Kind.ABSENCE)
                assert all(each.made.at <= max(at, BEGIN) or at > self.now for each in facts)
                if at >= self.now:
                    places = {(each.kind, each.key) for each in reason.why}
                    assert places <= set(self.standing)

    def instants(self) -> Iterator[datetime]:
        return (self.now + each for each in AHEAD)

    def values(self, kind: type[Any]) -> list[Any]:
        return [each for each in self.standing.values() if isinstance(each, kind)]


pytestmark = [pytest.mark.hazard("H03"), pytest.mark.hazard("H05")]
TestChanges = Changes.TestCase
TestChanges.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
