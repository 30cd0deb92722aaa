"""Which sessions of a period nobody has, and how they are cut."""

from dataclasses import replace

from rota.duty import Timetable
from rota.plans import open_sessions
from rota.values import Absence, AbsenceKind, LineRota, Tier
from tests.rota.rotas import LONDON, local, pattern, rota, session

BOTH = (Tier.FIRST, Tier.SECOND)


def found(line: LineRota, first: str, last: str, **wanted: object) -> list[str]:
    barred = wanted.get("barred", ())
    assert isinstance(barred, tuple)
    sessions = open_sessions.find(Timetable(line), local(first), local(last), BOTH, barred=barred)
    return [
        f"{each.tier} {each.start.astimezone(LONDON):%a %H:%M}-{each.end.astimezone(LONDON):%H:%M}"
        for each in sessions
    ]


def away(who: str, start: str, end: str) -> Absence:
    return Absence(f"{who}{start}", who, AbsenceKind.LEAVE, local(start), local(end))


HALVES = rota(
    pattern(
        session("mon-wed", "08:00-13:00", "amara"),
        session("mon-wed", "13:00-19:00", "ben"),
        session("mon-fri", "08:00-19:00", "chris", tier="2"),
        session("fri", "08:00-19:00", "amara"),
    )
)


def test_what_no_session_names_is_cut_as_the_lines_sessions_are() -> None:
    assert found(HALVES, "2026-11-23", "2026-11-28") == ["1 Thu 08:00-13:00", "1 Thu 13:00-19:00"]


def test_a_planned_session_whose_people_are_away_is_open_as_a_whole() -> None:
    line = replace(HALVES, absences=(away("amara", "2026-11-27", "2026-11-28"),))
    assert found(line, "2026-11-27", "2026-11-28") == ["1 Fri 08:00-19:00"]
    part = replace(HALVES, absences=(away("amara", "2026-11-27T10:00", "2026-11-27T15:00"),))
    assert found(part, "2026-11-27", "2026-11-28") == ["1 Fri 10:00-15:00"]


def test_the_second_tier_is_open_only_where_it_was_planned() -> None:
    line = replace(HALVES, absences=(away("chris", "2026-11-23", "2026-11-24"),))
    assert found(line, "2026-11-23", "2026-11-25") == ["2 Mon 08:00-19:00"]


def test_who_may_not_serve_does_not_fill_a_session() -> None:
    assert found(HALVES, "2026-11-23", "2026-11-24", barred=("ben",)) == ["1 Mon 13:00-19:00"]


def test_nothing_is_open_when_the_line_is_closed() -> None:
    assert found(HALVES, "2026-12-25", "2026-12-26") == []


def test_a_line_without_any_pattern_is_open_by_days() -> None:
    assert found(rota(), "2026-11-23", "2026-11-25") == ["1 Mon 08:00-19:00", "1 Tue 08:00-19:00"]


def test_the_session_keeps_its_supervisor_and_its_key() -> None:
    supervised = replace(session("mon", "08:00-19:00", "ben"), supervisor="amara")
    line = replace(rota(pattern(supervised)), absences=(away("ben", "2026-11-23", "2026-11-24"),))
    (open_one,) = open_sessions.find(
        Timetable(line), local("2026-11-23"), local("2026-11-24"), [Tier.FIRST]
    )
    assert (open_one.supervisor, open_one.key) == ("amara", "1-20261123T080000Z")
