"""The rota in and out on the pages: files, calendars, proposals, figures."""

import io

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from advice_line.staffing.exchange.feeds import Feeds
from advice_line.trust.roles import SYSTEM
from tests.web.people import Scene
from tests.web.surfing import Surfer

ROWS = """date,start,end,tier,who
2026-11-28,09:00,12:00,1,amara
2026-11-29,09:00,12:00,1,nobody known
"""
HOLE = {"start": "2026-12-01T08:00", "end": "2026-12-01T19:00"}


@pytest.fixture
def ben(scene: Scene) -> Surfer:
    return scene.signed_in("ben")


def sends(surfer: Surfer, text: str, **fields: str) -> Surfer:
    form = surfer.opens("/rota/files").form("Look through it")
    file = ("rota.csv", text.encode(), "text/csv")
    surfer.uploads(form.action, form.fields | fields, file)
    return surfer


def test_a_file_is_looked_through_row_by_row_and_imported_only_once_accepted(ben: Surfer) -> None:
    sends(ben, ROWS).sees("A file, looked through", "Rows with a problem (1)", "Row 3")
    ben.sees("Shifts (1)", "Saturday 28 November 2026 at 9am", "Dr Amara Example")
    here = ben.address
    ben.opens("/rota").never_sees("9am to midday")
    ben.opens(here).presses("Accept the good rows only")
    if ben.status == 422:
        ben.presses("Accept the good rows only", reason="Agreed by mail")
    ben.sees("Saturday 28 November Closed Tier 1 9am to midday Dr Amara Example")
    ben.opens(here).sees("This file is accepted")


def test_what_is_accepted_is_shown_in_its_own_week(ben: Surfer) -> None:
    sends(ben, ROWS.replace("2026-11-28", "2026-12-12")).presses(
        "Accept the good rows only", reason="Agreed by mail"
    )
    ben.sees("7 to 13 December 2026", "9am to midday Dr Amara Example")


def test_a_file_is_put_aside(ben: Surfer) -> None:
    sends(ben, ROWS).presses("Put it aside").sees("Put aside. Nothing was changed.")
    ben.opens("/rota").never_sees("9am to midday")


def test_what_is_no_file_of_shifts_is_said_beside_its_field(ben: Surfer) -> None:
    ben.opens("/rota/files").presses("Look through it").is_refused(422)
    ben.sees("Choose a CSV or XLSX file.")
    sends(ben, "").is_refused(422).sees("The file is empty.").never_sees("Choose a CSV")
    sends(ben, "not a rota at all", sessions="AM 8 to 1").is_refused(422)
    ben.sees("names no times")
    assert ben.form("Look through it").fields["sessions"] == "AM 8 to 1"
    sends(ben, "\0\1\2 no rota").is_refused(422).sees("There is a problem")


@pytest.mark.parametrize("form", ["csv", "xlsx", "ical", "json"])
def test_everybody_on_staff_takes_the_rota_out(scene: Scene, form: str) -> None:
    amara = scene.signed_in("amara")
    path = f"/rota/export?line=hotdoc&first_day=2026-11-23&last_day=2026-11-27&form={form}"
    answer = amara.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="rota-hotdoc-')
    held = {
        "csv": lambda body: b"amara" in body,
        "json": lambda body: b'"amara"' in body,
        "ical": lambda body: len(Calendar.from_ical(body).walk("VEVENT")) == 15,
        "xlsx": lambda body: load_workbook(io.BytesIO(body)).active is not None,
    }
    assert held[form](answer.content)


def test_days_in_the_wrong_order_are_said_so(ben: Surfer) -> None:
    ben.opens("/rota/export?first_day=2026-11-27&last_day=2026-11-23").is_refused(422)
    ben.sees("The end must come after the beginning")
    ben.opens("/rota/export?first_day=9999-12-31&last_day=9999-12-31").is_refused(422)
    ben.opens("/rota/export").is_refused(422).sees("Give a day.")


def test_a_line_s_calendar_is_made_read_and_taken_back(scene: Scene, ben: Surfer) -> None:
    ben.opens("/rota/files").presses("Make an address for this line").sees("The address is below.")
    address = ben.text[ben.text.index("https://advice") :].split()[0]
    events = Calendar.from_ical(scene.browser().opens(address).page).walk("VEVENT")
    assert {str(each["SUMMARY"]) for each in events} >= {"Dr Amara Example, tier 1"}
    amara = scene.signed_in("amara").opens("/rota/files").never_sees(address)
    assert amara.status == 200
    ben.presses("Take the address back")
    scene.browser().opens(address).is_refused(404)


def test_a_calendar_that_a_command_made_says_so(scene: Scene, ben: Surfer) -> None:
    Feeds(scene.world.ledger).make(SYSTEM, line="hotdoc")
    ben.opens("/rota/files").sees("Made by a command on Monday 23 November 2026")


def test_a_calendar_elsewhere_is_subscribed_to_and_ended(ben: Surfer) -> None:
    ben.opens("/rota/files").presses("Subscribe", url="http://192.168.0.1/x", tier="2")
    ben.is_refused(422).sees("There is a problem")
    assert ben.form("Subscribe").fields["url"] == "http://192.168.0.1/x"
    ben.presses("Subscribe", url="https://calendar.example.org/duty.ics").sees("Subscribed.")
    ben.sees("Tier 2: calendar.example.org, 0 shifts to come", "not read yet")
    ben.presses("End it").never_sees("calendar.example.org")


def test_a_proposal_is_made_looked_at_changed_and_accepted(ben: Surfer) -> None:
    ben.opens("/rota/absence").presses("Save", person="amara", kind="leave", **HOLE)
    ben.opens("/rota/plan").presses("Propose", first_day="2026-12-05", last_day="2026-12-01")
    ben.is_refused(422).sees("must not come before the first")
    ben.presses("Propose", first_day="2026-12-01", last_day="2026-12-01")
    ben.sees("A proposal", "of 1 open session filled", "How it would be shared")
    ben.opens("/rota?week=2026-11-30").sees("Nobody is on tier 1")
    ben.opens("/rota/plan").presses("Propose", first_day="2026-12-01", last_day="2026-12-01")
    ben.presses("Choose", person="chidi").sees("Dr Chidi Example", "your choice")
    ben.presses("Accept it")
    if ben.status == 422:
        ben.sees("Something is against this").presses("Accept it", reason="All agreed")
    ben.opens("/rota?week=2026-11-30").never_sees("Nobody is on tier 1")


def test_a_proposal_is_refused_and_nothing_is_done(ben: Surfer) -> None:
    ben.opens("/rota/absence").presses("Save", person="amara", kind="leave", **HOLE)
    ben.opens("/rota/plan").presses("Propose", first_day="2026-12-01", last_day="2026-12-01")
    ben.presses("Refuse it").sees("Refused. Nothing was changed.")
    ben.opens("/rota?week=2026-11-30").sees("Nobody is on tier 1")


def test_how_duty_is_shared_is_drawn_and_written(ben: Surfer) -> None:
    ben.opens("/rota/fairness?first_day=2026-11-23&last_day=2026-11-27")
    ben.sees("Sessions", "Dr Amara Example 5", "Every figure", "55", "outside 9am to 5pm")
    ben.presses("Show", first_day="2026-11-27", last_day="2026-11-23").is_refused(422)
