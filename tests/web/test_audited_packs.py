"""The line over time in a month's pack, from the library's page: chosen there, and without a count
that is few (H08, H18)."""

import re
from typing import Any

import pytest

from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures.rolled_up import Figures
from advice_line.education.packs.pack import Form
from tests.audit.filled import NOVEMBER, Month, fill, year
from tests.web.people import Scene

SMALL, DAY = 5, 24 * 3600


@pytest.mark.hazard("H08")
@pytest.mark.hazard("H18")
def test_a_month_of_few_is_a_gap_in_the_pack(scene: Scene) -> None:
    *before, _ = year(months=4)
    few = Month(NOVEMBER, written=3, in_target=2)
    fill(scene.world.ledger, "hotdoc", [*before, few])
    scene.world.phones.advance(10 * DAY)
    Facts(scene.world.ledger).catch_up()
    Figures(scene.world.ledger, SMALL).catch_up()
    ben = scene.signed_in("ben").opens("/library/month/2026-11")
    ben.sees("Without charts of the line over time")
    assert "The line over time" not in ben.client.get("/library/month/2026-11/md").text
    ben.opens("/library/month/2026-11?charts=yes").sees("With charts of the line over time")
    page = ben.page
    assert set(re.findall(r'href="/library/month/2026-11/(\w+)\?charts=yes"', page)) == set(Form)
    told = ben.client.get("/library/month/2026-11/json?charts=yes").json()
    queries = points(told, "utilisation.queries")
    assert queries["2026-11"] is None
    assert queries["2026-10"] == 113
    assert points(told, "turnaround.in_target")["2026-11"] is None
    said = ben.client.get("/library/month/2026-11/md?charts=yes").text
    assert "1 point is left out: nothing, or too small to tell." in said


def points(told: Any, name: str) -> dict[str, float | None]:
    (series,) = [each for each in told["audited"] if each["id"] == name]
    return {each["period"]: each["value"] for each in series["points"]}
