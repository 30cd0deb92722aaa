"""Two periods, or two lines, side by side: of what is told alone (H18)."""

from datetime import date

import pytest

from tests.access.house import CHEST
from tests.audit import as_counted
from tests.web.people import Scene
from tests.web.test_audit_pages import OCTOBER, weekdays

pytestmark = pytest.mark.hazard("H18")
SEPTEMBER = [date(2026, 9, day) for day in (1, 2, 3, 4, 7, 8)]


def test_two_months_stand_side_by_side_and_how_they_differ_in_words(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    for days, missed in ((SEPTEMBER, 2), (OCTOBER, 1)):
        as_counted.calls(ledger, [(day, 4, {}) for day in days])
        as_counted.calls(ledger, [(day, missed, {"answered": False}) for day in days])
        as_counted.queries(ledger, [(day, 2 + missed, {}) for day in days])
    as_counted.figures(ledger)
    page = scene.signed_in("chidi").opens("/audit/measures/access.answered")
    page.follows("Compare with another period or line")
    page.is_at("/audit/compare?line=hotdoc&period=2026-10&with_line=hotdoc&with_period=2026-09")
    page.sees("80% 24 of 30", "66.7% 24 of 36", "13.3 percentage points higher")
    page.sees("Queries 18", "24", "6 fewer", "31 days and the other 30", "It may be chance")
    page.follows("A year earlier").sees("Before the line was first asked", "nothing to compare")


def test_what_is_few_is_in_no_difference(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    as_counted.calls(ledger, [(day, 5, {}) for day in SEPTEMBER])
    as_counted.calls(ledger, [(SEPTEMBER[0], 3, {"answered": False})])
    as_counted.calls(ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.calls(ledger, [(day, 2, {"answered": False}) for day in OCTOBER])
    as_counted.queries(ledger, [(SEPTEMBER[0], 5, {})])
    as_counted.figures(ledger)
    page = scene.signed_in("chidi").opens("/audit/compare?with_period=2026-09")
    page.sees("60% 18 of 30", "At least 87% of 33", "Lower; by how much is not told")
    page.never_sees("30 of 33", "90.9%", "30.9 percentage")


def test_periods_that_cannot_be_held_against_each_other_are_said(scene: Scene) -> None:
    as_counted.queries(
        scene.world.service.ledger,
        [(day, 1, {}) for day in weekdays(date(2026, 7, 1), date(2026, 10, 1))],
    )
    lead = scene.signed_in("chidi")
    lead.opens("/audit/compare?period=2026-09&with_period=2026-Q3").sees(
        "One of the two periods is part of the other", "30 days and the other 92"
    )
    lead.opens("/audit/compare?period=2026-09&with_period=2026-09").sees("the same period twice")
    soon = lead.opens("/audit/compare?period=2026-09&with_period=soon")
    assert soon.status == 422
    soon.sees('"soon" is no period', "Shown is October 2026")


def test_two_lines_are_compared_by_whoever_sees_both(scene: Scene) -> None:
    scene.world.set_up(f"version = 1\n{CHEST}")
    ledger = scene.world.service.ledger
    as_counted.queries(ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.queries(ledger, [(day, 5, {}) for day in OCTOBER], line=2)
    as_counted.figures(ledger)
    lead = scene.signed_in("chidi").opens("/audit/compare?line=hotdoc&with_line=chest")
    lead.sees("Example Chest Advice, October 2026", "Queries 18 30 12 fewer")


def test_no_line_is_compared_with_one_that_is_not_theirs(scene: Scene) -> None:
    scene.world.set_up(f"version = 1\n{CHEST}")
    mobile = "+447700900778"
    scene.world.set_up(
        'version = 1\n[[staff]]\nkey = "cam"\nname = "Cam Example"\n'
        f'mobile = "{mobile}"\nemail = "cam@example.org"\n'
        'roles_on = { hotdoc = ["commissioner"] }\n'
    )
    cam = scene.signed_in_by(mobile).opens("/audit/compare").never_sees("Chest")
    cam.opens("/audit/compare?with_line=chest").is_refused(404)
    cam.opens("/audit/compare?line=chest&with_line=hotdoc").is_refused(404)
