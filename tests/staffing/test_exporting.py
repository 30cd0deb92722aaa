"""A rota taken out as a file: for people, for their calendars, for programs, and to be brought in
again."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook

from advice_line.errors import Invalid
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.exchanging import Exchanging
from advice_line.trust.roles import Actor
from rota import store
from rota.duty import Timetable
from rota.exchange import writing_sheets
from rota.shifts import Shift
from rota.values import Tier
from tests.rota.rotas import LONDON
from tests.staffing.acting import acting
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite


def at(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def exchanging(site: Ledger) -> Exchanging:
    return Exchanging(site)


@pytest.fixture
def ben(site: Ledger) -> Actor:
    return acting(site, "ben")


def table(site: Ledger) -> Timetable:
    with site.look("test") as work:
        return store.timetable(work.session, "hotdoc")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_taken_out_can_be_brought_in_again(
    exchanging: Exchanging, ben: Actor, site: Ledger, form: str
) -> None:
    """The duties stay as they were; that they are one-offs now is all that differs."""
    start, end = at(30, 0, month=11), at(12, 0)
    taken = exchanging.export(ben, line="hotdoc", start=start, end=end, form=form)
    before = _duties(table(site), start, end)
    shown = exchanging.preview(ben, line="hotdoc", data=taken.body)
    assert (shown.shape, shown.problems, shown.notes) == ("template", (), ())
    exchanging.accept(ben, shown.id, reason="agreed")
    assert _duties(table(site), start, end) == before
    assert before


def _duties(table: Timetable, start: datetime, end: datetime) -> set[tuple[str, ...]]:
    spans = table.timeline(start, end)
    return {
        (each.tier.value, each.person_ref, f"{each.start}", f"{each.end}")
        for span in spans
        for each in span.duties
    }


def test_the_workbook_shows_weeks_as_people_read_them(exchanging: Exchanging, ben: Actor) -> None:
    taken = exchanging.export(ben, line="hotdoc", start=at(21, 0), end=at(28, 0), form="xlsx")
    book = load_workbook(io.BytesIO(taken.body))
    assert book.sheetnames == ["Weeks", "Shifts"]
    rows = [[cell.value for cell in row] for row in book["Weeks"].iter_rows(max_row=4)]
    assert rows[0][0] == "Week of 21 December 2026"
    assert rows[0][1:6] == [
        "Mon 21 Dec",
        "Tue 22 Dec",
        "Wed 23 Dec",
        "Thu 24 Dec\nsite closed",
        "Fri 25 Dec\nbank holiday: Christmas Day",
    ]
    # 21 December begins the first week of two: Amara in the morning.
    assert rows[1][:5] == ["Tier 1 08:00-19:00", "Ben Example", "Ben Example", "Ben Example", None]
    assert taken.name == "rota-hotdoc-2026-12-21.xlsx"


@pytest.mark.usefixtures("database_url")
def test_a_name_that_a_spreadsheet_would_compute_is_only_shown() -> None:
    shift = Shift(Tier.FIRST, "=1+1", "cover:x", at(1, 8), at(1, 9))
    book = load_workbook(io.BytesIO(writing_sheets.as_workbook([shift], LONDON, {}, {})))
    assert book["Shifts"]["F2"].data_type == "s"
    assert b",'=1+1," in writing_sheets.as_csv([shift], LONDON, {})


def test_programs_are_given_json_and_a_calendar(exchanging: Exchanging, ben: Actor) -> None:
    rows = exchanging.export(ben, line="hotdoc", start=at(1, 0), end=at(2, 0), form="json").body
    assert json.loads(rows.splitlines()[0]) == {
        "line": "hotdoc",
        "tier": "1",
        "person": "amara",
        "name": "Dr Amara Example",
        "supervisor": None,
        "source": "pattern:weekdays",
        "from": "2026-12-01T08:00:00Z",
        "to": "2026-12-01T13:00:00Z",
    }
    feed = exchanging.export(ben, line="hotdoc", start=at(1, 0), end=at(2, 0), form="ical").body
    assert feed.count(b"BEGIN:VEVENT") == 2


def test_an_export_that_cannot_be_is_refused(exchanging: Exchanging, ben: Actor) -> None:
    with pytest.raises(Invalid, match="is no form"):
        exchanging.export(ben, line="hotdoc", start=at(1, 0), end=at(2, 0), form="pdf")
    for end in (at(1, 0), at(1, 0) + timedelta(days=3650)):
        with pytest.raises(Invalid, match="at most two years"):
            exchanging.export(ben, line="hotdoc", start=at(1, 0), end=end, form="csv")
