"""What a setup file says of turns, supervision, dates and absences: refused with the place and an
example, or written and then so."""

from datetime import UTC, date, datetime

import pytest

from advice_line.directory.setup.checks import Known
from advice_line.directory.shortfall_kinds import Kind
from advice_line.errors import SetupInvalid
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import Outcome, set_up
from advice_line.trust.roles import SYSTEM
from rota import hours, store
from rota.opening import DayHours, HolidayByHand, read_periods
from rota.values import Absence, AbsenceKind
from tests.directory.example import EXAMPLE, line_of, spoilt
from tests.directory.faults import said_of
from tests.rota.rotas import local, who

CLOSED = '{ date = 2026-12-24, reason = "site closed" }'
AWAY = """
[[absences]]
key = "leave"
person = "ben"
kind = "leave"
from = 2026-11-24T00:00:00
to = 2026-11-25T00:00:00
"""
WEEK_2 = '{ week = 2, days = "mon-fri", time = "08:00-19:00", tier = "1", who = ["ben"] }'


def with_dates(text: str) -> str:
    return spoilt((f"closed_days = [{CLOSED}]", f"closed_days = [{CLOSED}]\n{text}"))


DAY_HOURS = 'day_hours = [{ date = 2026-12-23, open = ["08:00-13:00"], reason = "party" }]'
HOLIDAYS = (
    'holidays = [{ date = 2026-12-28, name = "Boxing Day", counts = false },'
    ' { date = 2026-12-22, name = "Jubilee" }]'
)


@pytest.mark.parametrize(
    ("text", "mark", "said"),
    [
        (
            spoilt((WEEK_2, WEEK_2.replace("] }", '], turns = "weekly" }'))),
            "weekly",
            [
                "sessions[3].turns",
                '"weekly" is not one of',
                'did you mean "week"?',
                "Example: turns",
            ],
        ),
        (
            spoilt((WEEK_2, WEEK_2.replace("] }", '], supervisor = "amar" }'))),
            '"amar"',
            ["sessions[3].supervisor", 'did you mean "amara"?', 'Example: supervisor = "amara"'],
        ),
        (
            with_dates(DAY_HOURS.replace('["08:00-13:00"]', "[]")),
            "open = []",
            ["lines[1].day_hours[1].open", "must not be empty", "Example: open ="],
        ),
        (
            with_dates(DAY_HOURS.replace("08:00-13:00", "13:00-08:00")),
            "13:00-08:00",
            ["lines[1].day_hours[1].open", "ends before it begins", "Example: open ="],
        ),
        (
            with_dates(DAY_HOURS.replace("12-23", "12-24")),
            "party",
            ["lines[1].day_hours[1].date", "is a closed day, on which no hours count"],
        ),
        (
            with_dates(HOLIDAYS.replace("12-22", "12-28")),
            "Jubilee",
            ["lines[1].holidays[2].date", "2026-12-28 is already among the holidays"],
        ),
        (
            with_dates(HOLIDAYS.replace(', name = "Jubilee"', "")),
            "2026-12-22",
            ["lines[1].holidays[2].name", "is missing", 'Example: name = "Coronation"'],
        ),
        (
            EXAMPLE + AWAY.replace('"ben"', '"bin"'),
            '"bin"',
            ["absences[1].person", 'nothing has the key "bin"', 'Example: person = "amara"'],
        ),
        (
            EXAMPLE + AWAY.replace('"leave"\nfrom', '"holiday"\nfrom'),
            '"holiday"',
            ["absences[1].kind", "is not one of leave, study, sickness, other"],
        ),
        (
            EXAMPLE + AWAY.replace("11-25T00", "11-24T00"),
            "to = 2026-11-24",
            ["absences[1].to", "is not after the start", "Example: to ="],
        ),
        (
            EXAMPLE + AWAY.replace("to = 2026", "to = 2036"),
            "to = 2036",
            ["absences[1].to", "3654 days lie between", "731 are the most"],
        ),
        (
            spoilt(("to = 2026-11-25T19:00:00", "to = 2036-11-25T19:00:00")),
            "to = 2036",
            ["covers[1].to", "31 are the most; what goes on for good is a pattern"],
        ),
    ],
)
def test_what_cannot_be_is_said_with_its_place(text: str, mark: str, said: list[str]) -> None:
    (told,) = said_of(text)
    assert told.startswith(f"line {line_of(text, mark)}: ")
    assert all(part in told for part in said), told


def test_an_absence_without_any_line_is_refused() -> None:
    known = Known(responders=frozenset({"ben"}))
    (told,) = said_of(f"version = 1\n{AWAY}", known)
    assert "absences[1]: there is no line for ben to be away from" in told


@pytest.mark.hazard("H03")
def test_an_absence_takes_its_person_off_and_setup_finds_it_again(site: Ledger) -> None:
    first = set_up(site, f"version = 1\n{AWAY}", by=SYSTEM)
    assert [(each.done, each.kind, each.key) for each in first.changes] == [
        ("added", "absence", "leave")
    ]
    with site.look("test") as work:
        table = store.timetable(work.session, "hotdoc")
        assert table.rota.absences == (
            Absence(
                "leave",
                "ben",
                AbsenceKind.LEAVE,
                datetime(2026, 11, 24, tzinfo=UTC),
                datetime(2026, 11, 25, tzinfo=UTC),
            ),
        )
        assert who(table, local("2026-11-24T09:00")) == ["lead amara"]
    again = set_up(site, f"version = 1\n{AWAY}", by=SYSTEM)
    assert [each.done for each in again.changes] == ["unchanged"]
    longer = set_up(site, f"version = 1\n{AWAY}".replace("11-25T00", "11-26T00"), by=SYSTEM)
    assert [(each.done, each.fields) for each in longer.changes] == [("updated", ("to",))]


@pytest.mark.hazard("H05")
def test_what_single_dates_have_of_their_own_is_added_to(site: Ledger) -> None:
    for text in (with_dates(DAY_HOURS), with_dates(HOLIDAYS)):
        changed = set_up(site, text, by=SYSTEM).changes[0]
        assert changed.fields == (text[text.index("closed_days") :].split("\n")[1].split(" ")[0],)
    with site.look("test") as work:
        known = store.load(work.session, "hotdoc").calendar
    assert known.day_hours == (
        DayHours(date(2026, 12, 23), read_periods(["08:00-13:00"]), "party"),
    )
    assert known.holidays == (
        HolidayByHand(date(2026, 12, 22), "Jubilee"),
        HolidayByHand(date(2026, 12, 28), None),
    )
    assert hours.closed_because(known, local("2026-12-22T12:00")) == "bank_holiday: Jubilee"
    assert hours.closed_because(known, local("2026-12-23T14:00")) == "day_hours: party"
    assert hours.is_open(known, local("2026-12-28T12:00"))
    assert set_up(site, with_dates(DAY_HOURS), by=SYSTEM).changes[0].done == "unchanged"


@pytest.mark.hazard("H05")
def test_bank_holidays_have_hours_and_people_of_their_own(site: Ledger) -> None:
    shared = (
        '{ days = "bank_holiday", time = "10:00-14:00", tier = "1", who = ["amara", "ben"],'
        ' turns = "session" }'
    )
    text = spoilt(
        (
            'mon-fri = ["08:00-19:00"] }',
            'mon-fri = ["08:00-19:00"], bank_holiday = ["10:00-14:00"] }',
        ),
        (WEEK_2, f"{WEEK_2},\n  {shared}, {shared.replace('{', '{ week = 2,')}"),
    )
    set_up(site, text, by=SYSTEM, reason="Few questions come on a bank holiday")
    with site.look("test") as work:
        table = store.timetable(work.session, "hotdoc")
    found = [
        who(table, local(f"{day}T11:00")) for day in ("2026-12-25", "2026-12-26", "2026-12-28")
    ]
    assert found == [["1 amara"], ["1 ben"], ["1 amara"]]
    assert table.span(local("2026-12-25T11:00")).open


def test_sessions_of_bank_holidays_overlap_each_other_and_the_night_before() -> None:
    def said(*sessions: str) -> list[str]:
        text = "".join(
            f'\n[[patterns]]\nkey = "p{number}"\nline = "hotdoc"\nvalid_from = 2027-01-04\n'
            f"sessions = [{each}]\n"
            for number, each in enumerate(sessions)
        )
        return [each for each in said_of(EXAMPLE + text) if "overlaps" in each]

    def session(days: str, time: str) -> str:
        return f'{{ days = "{days}", time = "{time}", tier = "2", who = ["amara"] }}'

    holiday = session("bank_holiday", "10:00-14:00")
    assert len(said(holiday, session("bank_holiday", "13:00-15:00"))) == 1
    assert said(holiday, session("mon-sun", "09:00-15:00")) == []
    assert len(said(holiday, session("mon-sun", "20:00-11:00"))) == 1


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2027-03-28T01:30:00", "does not exist: the clocks go forward. It is taken as 2am"),
        ("2026-10-25T01:30:00", "comes twice: the clocks go back. It is taken as the first."),
    ],
)
def test_a_time_that_the_clock_skips_or_shows_twice_is_told(
    site: Ledger, given: str, said: str
) -> None:
    day = given[:10]
    text = "version = 1\n" + EXAMPLE[EXAMPLE.index("[[covers]]") :]
    text = text.replace("2026-11-25T13:00:00", given).replace("2026-11-25T19", f"{day}T19")
    (note,) = set_up(site, text, by=SYSTEM, reason="the night of the change").notes
    assert note.field == "covers[1].from"
    assert note.message.startswith(f"line {line_of(text, given)}: covers[1].from: 1:30am on ")
    assert said in note.message


COVERS = EXAMPLE[EXAMPLE.index("[[covers]]") :]


def at(text: str, start: str, end: str) -> str:
    return text.replace("2026-11-25T13:00:00", start).replace("2026-11-25T19:00:00", end)


@pytest.mark.hazard("H05")
@pytest.mark.parametrize("end", ["01:40", "02:00"])
def test_a_cover_that_the_clock_skips_is_refused_beside_the_other_mistakes(end: str) -> None:
    skipped = at(COVERS, "2026-03-29T01:10:00", f"2026-03-29T{end}:00")
    unknown = COVERS.replace("-pm", "-other").replace("amara", "amaro")
    text = f"{spoilt((COVERS, skipped))}\n{unknown}"
    empty, nobody = said_of(text)
    assert empty == (
        f"line {line_of(text, f'to = 2026-03-29T{end}')}: covers[1].to: the clocks go forward on"
        f" Sunday 29 March and skip all of the time from 1:10am to {int(end[:2])}"
        f"{end[2:].replace(':00', '')}am; give an end after they have."
        " Example: to = 2026-03-29T02:30:00"
    )
    assert 'nothing has the key "amaro"' in nobody


@pytest.mark.hazard("H05")
def test_an_absence_that_the_clock_skips_is_refused_by_the_clock_of_the_first_line(
    site: Ledger,
) -> None:
    absence = AWAY.replace("2026-11-24T00:00:00", "2027-03-28T01:10:00").replace(
        "2026-11-25T00:00:00", "2027-03-28T01:40:00"
    )
    with pytest.raises(SetupInvalid) as refused:
        set_up(site, f"version = 1\n{absence}", by=SYSTEM)
    assert [each.field for each in refused.value.problems] == ["absences[1].to"]


@pytest.mark.hazard("H05")
def test_a_cover_in_the_hour_that_comes_twice_has_its_first_half_and_says_so(site: Ledger) -> None:
    text = f"version = 1\n{at(COVERS, '2027-10-31T01:10:00', '2027-10-31T01:40:00')}"
    told_of = [(each.field, each.message) for each in set_up(site, text, by=SYSTEM).notes]
    assert [field for field, _ in told_of] == ["covers[1].from", "covers[1].to"]
    assert all("comes twice" in message for _, message in told_of)
    with site.look("test") as work:
        (cover,) = store.load(work.session, "hotdoc").covers
    assert (cover.start, cover.end) == (
        datetime(2027, 10, 31, 0, 10, tzinfo=UTC),
        datetime(2027, 10, 31, 0, 40, tzinfo=UTC),
    )


def told(outcome: Outcome, kind: Kind) -> list[str]:
    return [each.sentence for each in outcome.shortfalls if each.kind is kind]


def test_an_advanced_practitioner_whom_nobody_supervises_is_noted_once(site: Ledger) -> None:
    (unnamed,) = told(set_up(site, EXAMPLE, by=SYSTEM), Kind.NO_SUPERVISOR)
    assert "no radiologist supervises ben on Monday 23 November" in unnamed
    assert "times in 14 days no supervisor is there" in unnamed
    named = EXAMPLE.replace('who = ["ben"] }', 'who = ["ben"], supervisor = "amara" }')
    assert told(set_up(site, named, by=SYSTEM), Kind.NO_SUPERVISOR) == []
    oneself = named.replace('supervisor = "amara"', 'supervisor = "ben"')
    assert len(told(set_up(site, oneself, by=SYSTEM), Kind.NO_SUPERVISOR)) == 1
