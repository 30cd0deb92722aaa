"""What the front page says of today to somebody who is about to ring."""

import re

import pytest

from tests.stories.world import HOTDOC
from tests.web.people import Scene


def test_a_line_that_never_closes_names_no_close_a_month_ahead(scene: Scene) -> None:
    home = scene.browser().opens("/").sees("Open now, until 7pm", "Bank holidays, closed")
    assert re.findall("<title>(.*)</title>", home.page) == ["Example Radiology Advice"]

    day_and_night = HOTDOC.read_text(encoding="utf-8").replace(
        'mon-fri = ["08:00-19:00"]', 'mon-sun = ["00:00-24:00"]'
    )
    scene.world.set_up(day_and_night)
    home.opens("/").sees("Open now", "Monday to Sunday, all day").never_sees("Open now, until")


def test_who_answers_is_named_only_where_the_line_says_so(scene: Scene) -> None:
    home = scene.browser().opens("/").sees("Consultant radiologist", "2 people")
    home.never_sees("Dr Amara Example", "Ben Example")

    named = HOTDOC.read_text(encoding="utf-8").replace(
        'nation = "england"', 'nation = "england"\nnames_shown = true'
    )
    scene.world.set_up(named)
    home.opens("/").sees("Consultant radiologist Dr Amara Example, Dr Chidi Example")
    home.sees("Advanced practitioner Ben Example").never_sees("2 people")


def test_what_somebody_answers_about_is_said_in_full(scene: Scene) -> None:
    scene.browser().opens("/").sees("Answers about musculoskeletal imaging, chest")


def test_bank_holidays_with_hours_of_their_own_are_said_with_them(scene: Scene) -> None:
    with_hours = HOTDOC.read_text(encoding="utf-8").replace(
        'open = { mon-fri = ["08:00-19:00"] }',
        'open = { mon-fri = ["08:00-19:00"], bank_holiday = ["09:00-12:00"] }',
    )
    scene.world.set_up(with_hours)
    scene.browser().opens("/").sees("Bank holidays, 9am to midday")


@pytest.mark.hazard("H03")
def test_callers_are_told_of_a_hole_only_where_nobody_at_all_is_rung(scene: Scene) -> None:
    hotdoc = HOTDOC.read_text(encoding="utf-8")
    first = '  { days = "mon-fri", time = "08:00-19:00", tier = "1", who = ["amara"] },\n'
    scene.world.set_up(hotdoc.replace(first, ""))
    scene.browser().opens("/").never_sees("Nobody is")
    ben = scene.signed_in("ben").opens("/desk")
    ben.sees("Nobody is first on (tier 1)", "tier 2 or the lead is rung")

    scene.world.set_up(hotdoc.replace('time = "08:00-19:00"', 'time = "08:00-10:00"'))
    scene.browser().opens("/").sees("Nobody is on the rota", "we take your number")
    ben.opens("/desk").sees("Nobody is on the rota").never_sees("tier 2 or the lead is rung")


def test_a_text_is_promised_to_mobiles_alone(scene: Scene) -> None:
    home = scene.browser().opens("/")
    home.sees("You hear a reference at the end; a mobile also gets it as a text")
    home.sees("A mobile gets the time as a text").never_sees("You get a reference by text")
