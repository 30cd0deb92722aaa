"""What the front page says of today to somebody who is about to ring."""

import re

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


def test_bank_holidays_with_hours_of_their_own_are_said_with_them(scene: Scene) -> None:
    with_hours = HOTDOC.read_text(encoding="utf-8").replace(
        'open = { mon-fri = ["08:00-19:00"] }',
        'open = { mon-fri = ["08:00-19:00"], bank_holiday = ["09:00-12:00"] }',
    )
    scene.world.set_up(with_hours)
    scene.browser().opens("/").sees("Bank holidays, 9am to midday")
