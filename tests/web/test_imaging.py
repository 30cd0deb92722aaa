"""The radiology system's monthly counts on their page: looked through, kept by month, replaced with
the old version kept, and never shown."""

import pytest
from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.imaging import reading
from advice_line.audit.imaging.reading import Found, Share
from advice_line.directory import lookups
from advice_line.tables.imaging import ImagingMonth
from advice_line.tables.ledger import TrailEntry
from tests.audit.test_imaging_files import FILM, HEADS
from tests.web.people import Scene
from tests.web.surfing import Surfer

PLACE = "/audit/imaging"
URGENT = "2026-10,Plain film,Urgent,30,30,30,30,1,30,29"
SEPTEMBER = "2026-09,Plain film,Routine,400,300,150,250,7,300,240"


def brings(surfer: Surfer, *rows: str) -> Surfer:
    form = surfer.opens(PLACE).form("Look through it")
    data = "\n".join((HEADS, *rows)).encode()
    return surfer.uploads(form.action, form.fields, ("counts.csv", data, "text/csv"))


def counted(scene: Scene, period: str) -> Found:
    with scene.world.ledger.look("test") as work:
        line = lookups.lines(work.session)[0]
        return reading.of(work, line.id or 0, periods.read(period))


@pytest.mark.hazard("H18")
def test_a_month_is_looked_through_kept_and_replaced_by_the_next_file(either: Scene) -> None:
    scene = either
    chidi = brings(scene.signed_in("chidi"), FILM, URGENT, SEPTEMBER)
    chidi.sees("Nothing is kept yet", "September 2026: 1 row, new", "October 2026: 2 rows, new")
    assert counted(scene, "2026-10").months == 0
    chidi.presses("Keep it").sees(
        "Kept. It stands", "Months that were given (2)", "Dr Chidi Example"
    )
    (routine, urgent) = counted(scene, "2026-10").rows
    assert (routine.in_week, routine.in_two_weeks) == (Share(380, 400), Share(398, 400))
    assert (routine.reported_next_day, routine.requested) == (Share(390, 401), 420)
    assert (urgent.route.value, urgent.median_days) == ("urgent", 1)

    better = FILM.replace("380", "390")
    chidi = brings(chidi, better, SEPTEMBER)
    chidi.sees("October 2026: 1 row, instead of what stands", "September 2026: 1 row, as it stands")
    chidi.presses("Keep it").sees("Months that were given (3)", "October 2026 (replaced)")
    (only,) = counted(scene, "2026-10").rows
    assert only.in_week == Share(390, 400)
    with scene.world.ledger.look("test") as work:
        assert len(work.session.exec(select(ImagingMonth)).all()) == 3
        kept = col(TrailEntry.action) == "imaging.counted"
        said = [each.detail for each in work.session.exec(select(TrailEntry).where(kept))]
    assert [each["month"] for each in said] == ["2026-09", "2026-10", "2026-10"]
    brings(chidi, better).sees("There is nothing to keep.").never_sees("Keep it")


@pytest.mark.hazard("H18")
def test_a_longer_period_sums_its_months_and_says_how_many_of_them_were_given(
    scene: Scene,
) -> None:
    brings(scene.signed_in("chidi"), FILM, SEPTEMBER).presses("Keep it")
    quarter = counted(scene, "2026-Q3")
    assert (quarter.months, quarter.wanted, quarter.complete) == (1, 3, False)
    year = counted(scene, "2026-27")
    assert (year.months, year.wanted) == (2, 12)
    (both,) = year.rows
    assert both.in_week == Share(530, 700)
    assert both.median_days is None
    assert counted(scene, "2026-10").complete
    week = counted(scene, "2026-W45")
    assert (week.rows, week.wanted, week.complete) == ((), 0, False)


def test_what_is_wrong_stands_at_the_file_and_nothing_is_kept(scene: Scene) -> None:
    chidi = brings(scene.signed_in("chidi"), FILM.replace("Routine", "soon"))
    chidi.sees("There is a problem", "Row 2, column C (urgency)").never_sees("Keep it")
    form = chidi.form("Look through it")
    chidi.posts(form.action, form.fields).sees("Choose a CSV or XLSX file.")
    with scene.world.ledger.look("test") as work:
        assert work.session.exec(select(ImagingMonth)).all() == []


@pytest.mark.hazard("H18")
def test_no_count_that_was_given_is_shown_by_its_page(scene: Scene) -> None:
    chidi = brings(scene.signed_in("chidi"), "2026-10,CT,Routine,3,3,2,2,8,3,1").presses("Keep it")
    rows = chidi.opens(PLACE).page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "October 2026" in rows
    assert "CT" not in rows
    assert rows.count('data-label="Rows">1<') == 1


def test_who_answers_alone_does_not_keep_it(scene: Scene) -> None:
    scene.signed_in("amara").opens(PLACE).is_refused(403)
