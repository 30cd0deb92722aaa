"""What cannot be done to a rota is told in words, and what the clock decides is said."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from advice_line.errors import Invalid, NotAllowed, NotFound
from rota.values import AbsenceKind
from tests.staffing.ward import Ward, local, ward_on_sqlite


def test_nobody_changes_anothers_duty_but_a_rota_manager(ward: Ward) -> None:
    with pytest.raises(NotAllowed, match="rota manager"):
        ward.roster.absent(
            ward.actor("ben"),
            person="amara",
            kind=AbsenceKind.LEAVE,
            start=local("2026-11-24 00:00"),
            end=local("2026-11-25 00:00"),
        )
    with pytest.raises(NotAllowed):
        ward.roster.close_day(
            ward.actor("ben"), line="hotdoc", day=date(2026, 11, 25), reason="audit"
        )


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-11-24 13:00", "2026-11-24 13:00", "must end after it begins"),
        ("2026-11-24 13:00", "2026-11-24 12:00", "must end after it begins"),
        ("2026-11-20 13:00", "2026-11-20 19:00", "is over by then"),
        ("2027-03-28 01:15", "2027-03-28 01:45", "clocks go forward and skip these times"),
        ("2026-11-24 13:00", "2036-11-24 19:00", "can last 31 days at most"),
        ("1066-11-24 13:00", "1066-11-25 19:00", "not between 1900 and 2200"),
    ],
)
def test_a_shift_that_cannot_be_is_told_in_words(
    ward: Ward, start: str, end: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="1",
            who=["dora"],
            start=local(start),
            end=local(end),
        )


def test_a_pause_until_a_time_that_has_passed_is_told_in_words(ward: Ward) -> None:
    with pytest.raises(Invalid, match="Give a time that is still to come"):
        ward.roster.pause(ward.actor("amara"), until=local("2026-11-23 08:30"))


@pytest.mark.parametrize(
    ("line", "tier", "who", "said"),
    [
        ("hotdoc", "1", "zoe", 'key "zoe"'),
        ("colddoc", "1", "dora", "no such line"),
        ("hotdoc", "3", "dora", "not a tier"),
    ],
)
def test_unknown_people_and_lines_are_told_in_words(
    ward: Ward, line: str, tier: str, who: str, said: str
) -> None:
    with pytest.raises((Invalid, NotFound), match=said):
        ward.roster.cover(
            ward.actor("dora"),
            line=line,
            tier=tier,
            who=[who],
            start=local("2026-11-24 13:00"),
            end=local("2026-11-24 19:00"),
        )


@pytest.mark.parametrize(
    ("start", "note", "instant"),
    [
        (
            "2027-03-28 01:30",
            "1:30am on Sunday 28 March does not exist: the clocks go forward. It is taken as 2am,"
            " when they have gone forward.",
            "2027-03-28 01:00",
        ),
        (
            "2026-10-25 01:30",
            "1:30am on Sunday 25 October comes twice: the clocks go back. It is taken as the"
            " first.",
            "2026-10-25 00:30",
        ),
    ],
)
@pytest.mark.hazard("H05")
def test_where_the_clock_decides_the_page_says_so(
    sqlite_template: Path, tmp_path: Path, start: str, note: str, instant: str
) -> None:
    with ward_on_sqlite("2026-10-19 09:00", sqlite_template, tmp_path) as ward:
        done = ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="1",
            who=["dora"],
            start=local(start),
            end=local(start) + timedelta(hours=4),
        )
        assert done.notes == (note,)
        covers = ward.roster.history(ward.actor("dora"), "hotdoc").rota.covers
        assert [each.start.strftime("%Y-%m-%d %H:%M") for each in covers] == [instant]
