"""The rota to look at: who is on now and next, a week, a month, and when the line is open."""

import pytest

from tests.web.people import Scene

HALF_A_DAY = """
[[covers]]
key = "half"
line = "hotdoc"
from = 2026-11-25T13:00:00
to = 2026-11-25T19:00:00
tier = "1"
who = ["chidi"]
"""


@pytest.fixture
def rota(scene: Scene) -> Scene:
    scene.world.set_up("version = 1\n" + HALF_A_DAY)
    return scene


def test_everybody_on_staff_sees_who_is_on_now_and_who_is_next(rota: Scene) -> None:
    amara = rota.signed_in("amara").opens("/rota")
    amara.sees("Open now, until 7pm", "Tier 1 Dr Amara Example until 7pm")
    amara.sees("then Dr Amara Example, from tomorrow at 8am", "Lead Dr Chidi Example until 7pm")


def test_the_week_shows_each_day_with_its_hours_and_people(rota: Scene) -> None:
    amara = rota.signed_in("amara").opens("/rota")
    amara.sees("23 to 29 November 2026", "Monday 23 November (today) 8am to 7pm")
    amara.sees("Wednesday 25 November 8am to 7pm Tier 1 8am to 1pm Dr Amara Example")
    amara.sees("1pm to 7pm Dr Chidi Example cover", "Saturday 28 November Closed")
    amara.opens("/rota?week=2026-12-25").sees("21 to 27 December 2026", "Closed Site closed")
    amara.sees("Friday 25 December Closed Bank holiday: Christmas Day")


def test_a_night_on_which_the_clock_changes_says_what_its_times_mean(rota: Scene) -> None:
    amara = rota.signed_in("amara").opens("/rota?week=2027-03-22")
    amara.sees("The clock goes forward from 1am to 2am: a time between them means 2am.")
    amara.opens("/rota?week=2027-10-25").sees("The clock goes back from 2am to 1am")
    amara.opens("/rota?week=2027-11-01").never_sees("The clock goes")


def test_the_month_shows_one_tier_day_by_day(rota: Scene) -> None:
    amara = rota.signed_in("amara").opens("/rota/month?month=2026-11")
    amara.sees("November 2026", "Wed 25 November 2026 8am Dr Amara Example 1pm Dr Chidi Example")
    amara.opens("/rota/month?month=2026-11&tier=2").sees("Wed 25 November 2026 Ben Example")
    amara.opens("/rota/month?month=2026-12").sees("Thu 24 December 2026 Closed")


def test_the_opening_of_the_next_fortnight_stands_below(rota: Scene) -> None:
    rota.world.phones.advance(25 * 24 * 3600)
    amara = rota.signed_in("amara").opens("/rota")
    amara.sees("Thursday 24 December Closed Site closed", "Monday 21 December 8am to 7pm")


def test_what_an_address_cannot_mean_is_the_usual_page(rota: Scene) -> None:
    amara = rota.signed_in("amara")
    amara.opens("/rota?week=whenever").sees("23 to 29 November 2026")
    amara.opens("/rota/month?month=13-2026&tier=9").sees("November 2026")
    amara.opens("/rota?line=none").is_refused(404).sees("no such line")
    amara.opens("/rota?week=0001-01-01").sees("23 to 29 November 2026")
    for at in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "whenever"):
        amara.opens(f"/rota/shift?line=hotdoc&tier=1&person=amara&at={at}").is_refused(404)
    ben = rota.signed_in("ben").opens("/rota/cover?start=9999-12-31T23:59:59Z")
    ben.presses("Save", who="chidi", start="9999-12-31T23:00", end="9999-12-31T23:59")
    ben.is_refused(422).sees("Give the day and the time")


def test_an_absence_of_several_days_gives_no_day_the_time_of_another(rota: Scene) -> None:
    ben = rota.signed_in("ben").opens("/rota").sees("Change the rota")
    times = {"start": "2026-11-24T08:00", "end": "2026-11-26T13:00"}
    ben.opens("/rota/absence").presses("Save", person="amara", kind="sickness", **times)
    ben.opens("/rota?week=2026-11-23").sees(
        "is away (sickness), from 8am", "is away (sickness) ", "is away (sickness), until 1pm"
    ).never_sees("sickness), 8am to 1pm")
