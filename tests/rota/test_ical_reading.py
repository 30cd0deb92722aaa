"""Calendars as other programs write them, and what is no calendar at all."""

from datetime import timedelta

import pytest

from rota.exchange import ical_reading
from rota.exchange.ical_reading import Entry, NotACalendar
from tests.rota.rotas import LONDON, utc

START, END = utc("2026-10-19T00:00Z"), utc("2026-11-16T00:00Z")


def calendar(*events: str) -> bytes:
    inside = "".join(f"BEGIN:VEVENT\n{each.strip()}\nEND:VEVENT\n" for each in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n{inside}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(*events: str) -> list[tuple[str, str, str]]:
    found = ical_reading.entries(calendar(*events), START, END, LONDON)
    return [(each.summary, f"{each.start:%d %H:%M}", f"{each.end:%d %H:%M}") for each in found]


WEEKLY = """
UID:weekly
SUMMARY:Dr Amara Example
DTSTART;TZID=Europe/London:20260105T080000
DTEND;TZID=Europe/London:20260105T130000
RRULE:FREQ=WEEKLY;UNTIL=20261109T080000Z
EXDATE;TZID=Europe/London:20261102T080000
"""


def test_what_recurs_is_laid_out_on_the_wall_clock_also_over_a_clock_change() -> None:
    assert read(WEEKLY) == [
        ("Dr Amara Example", "19 07:00", "19 12:00"),
        ("Dr Amara Example", "26 08:00", "26 13:00"),
        ("Dr Amara Example", "09 08:00", "09 13:00"),
    ]


def test_whole_days_and_times_without_a_zone_are_the_lines() -> None:
    assert read(
        "UID:a\nSUMMARY:AE\nDTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026",
        "UID:b\nSUMMARY:BE\nDTSTART:20261020T080000\nDTEND:20261020T130000",
        "UID:c\nSUMMARY:CE\nDTSTART:20261020T080000Z\nDURATION:PT5H",
    ) == [
        ("BE", "20 07:00", "20 12:00"),
        ("CE", "20 08:00", "20 13:00"),
        ("AE", "23 23:00", "26 00:00"),
    ]


def test_what_is_cancelled_or_lasts_no_time_is_left_out() -> None:
    at = "DTSTART:20261020T080000Z\nDTEND:20261020T130000Z"
    assert read(f"UID:a\nSTATUS:CANCELLED\n{at}", "UID:b\nDTSTART:20261020T080000Z") == []


def test_who_attends_is_told_by_name_and_address() -> None:
    data = calendar(
        "UID:a\nSUMMARY:Hot doc\nDTSTART:20261020T080000Z\nDTEND:20261020T130000Z\n"
        "ATTENDEE;CN=Amara Example:mailto:amara@example.org\nATTENDEE:mailto:ben@example.org"
    )
    assert ical_reading.entries(data, START, END, LONDON) == (
        Entry(
            "a",
            "Hot doc",
            ("Amara Example", "amara@example.org", "ben@example.org"),
            utc("2026-10-20T08:00Z"),
            utc("2026-10-20T13:00Z"),
        ),
    )


def test_one_that_lasts_for_weeks_is_one() -> None:
    long = "UID:a\nSUMMARY:AE\nDTSTART:20261001T080000Z\nDTEND:20261201T130000Z"
    assert read(long) == [("AE", "01 08:00", "01 13:00")]


AT = "DTSTART:20261020T080000Z\nDTEND:20261020T080100Z\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no calendar"),
        (b"<!DOCTYPE html><html>Sign in</html>", "is no calendar"),
        (b"\x00" * 100, "is no calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "broken inside"),
        (calendar(f"UID:a\n{AT}RRULE:FREQ=SECONDLY"), "comes again within a day"),
        (calendar(f"UID:a\n{AT}RRULE:FREQ=hourly;COUNT=3"), "comes again within a day"),
        (calendar(f"UID:a\n{AT}RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0"), "within a day"),
        (calendar(*[f"UID:{n}\n{AT}" for n in range(5_001)]), "more than 5,000 entries"),
        (
            calendar(*[f"UID:{n}\n{AT}RRULE:FREQ=DAILY" for n in range(1_000)]),
            "more than 5,000 entries for the coming weeks",
        ),
    ],
)
def test_what_is_no_rota_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(NotACalendar) as refused:
        ical_reading.entries(data, START, START + timedelta(weeks=26), LONDON)
    assert said in refused.value.sentence
