"""Who was on at any instant, and what was known of it when: the past stays as it was."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from rota.facts import Change, Fact, Kind, Value
from rota.history import History
from rota.values import Absence, AbsenceKind
from tests.rota.rotas import calendar, cover, local, pattern, session, utc

pytestmark = pytest.mark.hazard("H03")

MONDAY = "2026-11-23T09:00"
WEEKDAYS = pattern(session("mon-fri", "08:00-19:00", "amara"))


@dataclass
class Site:
    """A line whose rota was first set up on 20 November at nine, by one act."""

    facts: list[Fact] = field(default_factory=list)
    acts: int = 0

    def act(self, at: str, *put: Value, end: Kind | None = None) -> None:
        self.acts += 1
        change = Change(self.acts, local(at), "manager", "test")
        self.facts = [
            Fact(each.line_ref, each.value, each.made, change)
            if each.kind is end and each.ended is None
            else each
            for each in self.facts
        ]
        for value in put:
            line = None if isinstance(value, Absence) else "hotdoc"
            self.facts.append(Fact(line, value, change))

    def seen(self, now: str) -> History:
        return History("hotdoc", self.facts, local(now), "test")


@pytest.fixture
def site() -> Site:
    site = Site()
    site.act("2026-11-20T09:00", calendar(), WEEKDAYS)
    return site


def who(history: History, at: str, known: datetime | None = None) -> list[str]:
    duties = history.asked_at(local(at), known).on_duty(local(at))
    return [each.person_ref for each in duties]


def test_a_change_counts_from_its_own_instant_on(site: Site) -> None:
    site.act(MONDAY, cover("2026-11-23T08:00", "2026-11-23T19:00", "ben"))
    history = site.seen("2026-11-24T09:00")
    assert who(history, "2026-11-23T08:59:59") == ["amara"]
    assert who(history, MONDAY) == ["ben"]


def test_what_was_recorded_afterwards_does_not_change_who_was_on(site: Site) -> None:
    before = who(site.seen("2026-11-23T10:00"), MONDAY)
    site.act("2026-11-23T10:00", cover("2026-11-23T08:00", "2026-11-23T19:00", "ben"))
    assert who(site.seen("2026-12-01T09:00"), MONDAY) == before == ["amara"]


def test_what_was_planned_at_an_earlier_instant_can_be_asked(site: Site) -> None:
    site.act("2026-11-21T09:00", cover("2026-11-23T08:00", "2026-11-23T19:00", "ben"))
    history = site.seen("2026-12-01T09:00")
    assert who(history, MONDAY, local("2026-11-20T10:00")) == ["amara"]
    assert who(history, MONDAY, local("2026-11-22T10:00")) == ["ben"]


def test_a_pattern_edited_from_a_date_on_keeps_the_past_as_it_was(site: Site) -> None:
    other = pattern(session("mon-fri", "08:00-19:00", "chris"))
    site.act("2026-11-24T12:00", other, end=Kind.PATTERN)
    spans = site.seen("2026-11-30T09:00").timeline(local(MONDAY), local("2026-11-25T19:00"))
    assert [(each.start, [duty.person_ref for duty in each.duties]) for each in spans] == [
        (local(MONDAY), ["amara"]),
        (local("2026-11-23T19:00"), []),
        (local("2026-11-24T08:00"), ["amara"]),
        (local("2026-11-24T12:00"), ["chris"]),
        (local("2026-11-24T19:00"), []),
        (local("2026-11-25T08:00"), ["chris"]),
    ]
    assert who(site.seen("2026-11-30T09:00"), "2026-11-24T11:59") == ["amara"]


def test_a_timeline_read_in_the_instant_of_a_change_has_it(site: Site) -> None:
    site.act("2026-11-23T12:00", cover("2026-11-23T08:00", "2026-11-23T19:00", "ben"))
    spans = site.seen("2026-11-23T12:00").timeline(local(MONDAY), local("2026-11-23T19:00"))
    assert [(each.start, [duty.person_ref for duty in each.duties]) for each in spans] == [
        (local(MONDAY), ["amara"]),
        (local("2026-11-23T12:00"), ["ben"]),
    ]


def test_before_the_line_was_set_up_its_first_rota_counts(site: Site) -> None:
    site.act("2026-11-23T08:00", cover("2026-11-02T08:00", "2026-11-02T19:00", "ben"))
    assert who(site.seen("2026-11-30T09:00"), "2026-11-02T09:00") == ["amara"]


def test_an_absence_known_before_the_line_was_set_up_counts_too() -> None:
    site = Site()
    away = Absence(
        "a", "amara", AbsenceKind.LEAVE, local("2026-11-23T00:00"), local("2026-11-24T00:00")
    )
    site.act("2026-11-19T09:00", away)
    site.act("2026-11-20T09:00", calendar(), WEEKDAYS)
    rota = site.seen("2026-11-20T10:00").asked_at(local(MONDAY)).rota
    assert rota.absences == (away,)


def test_a_span_ends_where_the_rota_was_changed(site: Site) -> None:
    site.act("2026-11-23T12:00", cover("2026-11-23T08:00", "2026-11-23T19:00", "ben"))
    history = site.seen("2026-11-24T09:00")
    span = history.span(local(MONDAY))
    assert (span.start, span.end) == (local("2026-11-23T08:00"), local("2026-11-23T12:00"))
    later = history.span(local("2026-11-23T12:00"))
    assert (later.start, later.end) == (local("2026-11-23T12:00"), local("2026-11-23T19:00"))


def test_a_clock_set_back_between_two_changes_loses_neither(site: Site) -> None:
    site.act("2026-11-10T09:00", cover("2026-11-23T08:00", "2026-11-23T19:00", "ben"))
    history = site.seen("2026-11-10T10:00")
    assert who(history, MONDAY) == ["ben"]
    assert history.on_duty(utc("2026-11-24T09:00Z"))[0].person_ref == "amara"
