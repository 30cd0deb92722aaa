"""What is printed for the time when the line is down holds for the whole week that it names, says
so, and can be read (part 9, Outage)."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from sqlalchemy import update

from advice_line.tables.directory import Responder
from tests.stories.world import HOTDOC
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H13")
DAYS = ("Monday 23", "Tuesday 24", "Wednesday 25", "Thursday 26", "Friday 27")
# What a printer can still print at the foot of an A4 page, in points.
FOOT = 10 * 72 / 25.4


def pages(scene: Scene) -> list[PageObject]:
    found = scene.signed_in("ben").opens("/service").follows("Print the downtime form")
    assert found.headers["content-type"] == "application/pdf"
    assert found.headers["cache-control"] == "no-store"
    return list(PdfReader(io.BytesIO(found.client.get(found.address).content)).pages)


def words(sheets: list[PageObject]) -> str:
    return " ".join(" ".join(each.extract_text() for each in sheets).split())


def test_it_says_where_to_turn_who_is_on_what_practices_are_told_and_has_a_form(
    scene: Scene,
) -> None:
    sheets = pages(scene)
    text = words(sheets)
    for said in (
        "Switchboard: 01632 960999",
        "Chasing a request or a report: 01632 960301",
        "Dr Amara Example 07700 900001",
        "If life is at immediate risk",
        "Please ring our switchboard, 01632 960999",
    ):
        assert said in text
    assert "Question" in sheets[-1].extract_text()
    assert "07700 900001" not in sheets[-1].extract_text()


def test_it_says_who_answers_about_what_and_is_called_as_the_link_to_it(scene: Scene) -> None:
    text = words(pages(scene))
    assert "Example Radiology Advice: downtime form" in text
    assert "Ben Example only musculoskeletal imaging, chest 07700 900002" in text
    assert "Dr Amara Example only" not in text
    assert "Whoever has “only” by their name is rung for that alone" in text


def test_a_name_that_its_face_cannot_show_is_there_by_its_code(scene: Scene) -> None:
    """Nobody is an empty place on the one paper that says whom to ring."""
    with scene.world.ledger.work("test") as work:
        work.session.exec(update(Responder).values(name="Dr 王 Example"))
    text = words(pages(scene))
    assert "Dr [U+738B] Example" in text
    assert "stands for a character that this file cannot show" in text


def test_the_way_to_type_it_in_is_named_as_on_the_page(scene: Scene) -> None:
    step = "“The service”, then “Type in a query that was taken on paper”"
    assert step in words(pages(scene))
    page = scene.signed_in("ben").opens("/service").sees("The service")
    page.follows("Type in a query that was taken on paper").is_at("/service/late")
    page.sees("Type in a query that was taken on paper")


def test_it_holds_for_the_whole_week_that_it_names_however_often_duty_changes(scene: Scene) -> None:
    whole = '  { days = "mon-fri", time = "08:00-19:00", tier = "1", who = ["amara"] },\n'
    hours = [
        f'  {{ days = "mon-fri", time = "{hour:02}:00-{hour + 1:02}:00", tier = "1", '
        f'who = ["{("amara", "chidi")[hour % 2]}"] }},\n'
        for hour in range(8, 19)
    ]
    hotdoc = HOTDOC.read_text(encoding="utf-8")
    assert whole in hotdoc
    scene.world.set_up(hotdoc.replace(whole, "".join(hours)), reason="a week of short stretches")
    sheets = pages(scene)
    text = words(sheets)
    for day in DAYS:
        assert f"{day} November, 6pm to 7pm" in text
    assert "Good until the end of Sunday 29 November 2026" in text
    assert "more stretches" not in text
    assert all(lowest(each) > FOOT for each in sheets)


def test_a_day_on_which_the_line_is_closed_says_why(scene: Scene) -> None:
    scene.world.phones.advance(28 * 24 * 3600)
    assert "Thursday 24 December, all day Closed: site closed" in words(pages(scene))


def test_no_footer_prints_over_what_stands_above_it(scene: Scene) -> None:
    for sheet in pages(scene):
        foot = min(y for said, y in places(sheet) if " of 2" in said)
        others = [y for _, y in places(sheet) if abs(y - foot) > 1]
        assert FOOT < foot < min([*others, *boxes(sheet)]) - 8


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("printed", "monday", "last"),
    [
        ("2026-03-25T23:30", "30 March", "Tuesday 31 March 2026"),
        ("2026-10-21T22:30", "26 October", "Tuesday 27 October 2026"),
        ("2026-10-21T23:30", "26 October", "Wednesday 28 October 2026"),
    ],
)
def test_its_seven_days_are_whole_days_by_the_clock_on_the_wall_when_that_changes(
    scene: Scene, printed: str, monday: str, last: str
) -> None:
    scene.world.begin(datetime.fromisoformat(printed).replace(tzinfo=UTC))
    text = words(pages(scene))
    assert f"Monday {monday}, 8am to 7pm Dr Amara Example" in text
    assert f"Good until the end of {last}" in text
    assert f"{last.removesuffix(' 2026')}, 8am to 7pm Dr Amara Example" in text


def lowest(sheet: PageObject) -> float:
    return min(y for _, y in places(sheet))


def places(sheet: PageObject) -> list[tuple[str, float]]:
    """Each text with its height over the foot of the page, in points."""
    found: list[tuple[str, float]] = []

    def note(text: str, _cm: Any, matrix: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            found.append((text.strip(), matrix[5]))

    sheet.extract_text(visitor_text=note)
    return found


def boxes(sheet: PageObject) -> list[float]:
    """The foot of each rectangle; the height of one is counted downwards."""
    found: list[float] = []

    def note(operator: Any, operands: Any, _cm: Any, _matrix: Any) -> None:
        if operator == b"re":
            found.append(float(operands[1]) + min(float(operands[3]), 0))

    sheet.extract_text(visitor_operand_before=note)
    return found
