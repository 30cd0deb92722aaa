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
