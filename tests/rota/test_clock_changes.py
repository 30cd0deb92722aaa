"""Every thirty seconds of the days on which the clock changes, against the naive reference."""

from datetime import date

import pytest

from rota.duty import Timetable
from rota.values import LineRota
from tests.rota.reference import walk
from tests.rota.rotas import ALWAYS, calendar, cover, pattern, rota, session

pytestmark = [pytest.mark.hazard("H03"), pytest.mark.hazard("H05")]

# Written down from gov.uk for the days walked through; Easter Monday follows the change of 2027.
ENGLAND_OFF = frozenset({date(2027, 3, 26), date(2027, 3, 29)})

OFFICE = rota(
    pattern(
        session("mon-fri", "08:00-13:00", "amara", week=1),
        session("mon-fri", "13:00-19:00", "ben", week=1),
        session("mon-fri", "08:00-19:00", "ben chris", week=2),
        session("mon-fri", "08:00-19:00", "amara", tier="lead", week=2),
        valid_from="2026-01-05",
        cycle_weeks=2,
    )
)
NIGHTS = rota(
    pattern(
        session("mon-sun", "08:00-20:00", "amara", week=1),
        session("mon-sun", "20:00-01:30", "ben", week=1),
        session("mon-sun", "01:30-08:00", "chris", week=1),
        session("mon-sun", "01:00-02:00", "sam", tier="2", week=1),
        session("sat,sun", "01:15-01:45", "tess", tier="lead", week=1),
        session("sat,sun", "08:00-08:00", "lena", tier="lead", week=2),
        session("mon-sun", "22:00-02:00", "omar", week=2),
        session("mon-sun", "02:00-22:00", "nadia", week=2),
        valid_from="2026-01-05",
        cycle_weeks=2,
    ),
    calendar=calendar(ALWAYS, closed={"2026-10-26": "move", "2027-03-28": "flood"}),
    covers=[
        cover("2026-03-29T00:30", "2026-03-29T01:30", "una", tier="2", key="spring"),
        cover("2026-10-25T01:30", "2026-10-25T02:30", "una", key="autumn"),
    ],
)
ODD_HOURS = rota(
    pattern(session("mon-sun", "00:00-24:00", "amara")),
    calendar=calendar({"sat": ["18:00-24:00"], "sun": ["00:00-01:30", "01:45-03:00"]}),
)


@pytest.mark.parametrize("kept", [OFFICE, NIGHTS, ODD_HOURS], ids=["office", "nights", "odd"])
@pytest.mark.parametrize(
    "sunday",
    ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"],
)
def test_the_change_and_the_monday_after_agree_with_the_reference(
    kept: LineRota, sunday: str
) -> None:
    table = Timetable(kept)
    seen = list(walk(kept, ENGLAND_OFF, date.fromisoformat(sunday), days=2))
    assert len(seen) in (47 * 120, 49 * 120)
    for each in seen:
        duties = table.on_duty(each.at)
        span = table.span(each.at)
        assert span.duties == duties
        assert span.open is each.open, each.at
        people = frozenset((duty.tier.value, duty.person_ref, duty.source) for duty in duties)
        assert people == each.people, each.at
        assert len(people) == len(duties)


@pytest.mark.parametrize("day", ["2026-12-24", "2027-03-26", "2027-10-25"])
def test_so_do_christmas_easter_and_an_ordinary_monday(day: str) -> None:
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28)})
    table = Timetable(NIGHTS)
    for each in walk(NIGHTS, ENGLAND_OFF | christmas, date.fromisoformat(day), days=4):
        people = {(duty.tier, duty.person_ref, duty.source) for duty in table.on_duty(each.at)}
        assert people == each.people, each.at
        assert table.span(each.at).open is each.open, each.at
