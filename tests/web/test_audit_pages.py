"""The audit as those see it who may: figures with their numbers, the charts, what is not told, and
why a period has none (H18)."""

from datetime import date, timedelta

import pytest
from sqlmodel import col

from advice_line.kinds import Channel
from advice_line.tables.audit_facts import AuditFigure
from advice_line.tables.directory import Organisation
from tests.audit import as_counted
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H18")
OCTOBER = [date(2026, 10, day) for day in (1, 2, 5, 6, 7, 8)]
ELM, OAK = 1, 2


def weekdays(first: date, after: date) -> list[date]:
    days = (first + timedelta(days=each) for each in range((after - first).days))
    return [day for day in days if day.weekday() < 5]


def test_a_lead_sees_the_newest_month_that_is_over_with_its_numbers(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    as_counted.calls(ledger, [(day, 4, {}) for day in OCTOBER])
    as_counted.calls(ledger, [(day, 1, {"answered": False}) for day in OCTOBER])
    as_counted.queries(ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.figures(ledger)
    page = scene.signed_in("chidi").opens("/audit")
    page.sees("October 2026", "80% 24 of 30", "Queries 18")
    page.sees("The clocks change on 25 October 2026, a day of 25 hours.")
    page.follows("Inbound calls that are answered").sees(
        "calls in which a responder accepted and talked", "version 1", "24 of 30"
    )


def test_what_is_few_is_told_nowhere(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    as_counted.queries(ledger, [(day, 1, {}) for day in OCTOBER])
    as_counted.calls(ledger, [(day, 5, {}) for day in OCTOBER])
    as_counted.calls(ledger, [(OCTOBER[0], 3, {"answered": False, "abandoned": True})])
    as_counted.figures(ledger)
    lead = scene.signed_in("chidi")
    for path in ("/audit", "/audit/measures/access.answered", "/audit/measures/access.abandoned"):
        lead.opens(path).never_sees("30 of 33", "3 of 33", "90.9%", "9.09%")
    lead.opens("/audit").sees("At least 87% of 33", "At most 13% of 33")


@pytest.mark.parametrize(
    ("period", "says"),
    [
        ("2027-03", "This period has not begun. Its figures come in the first hours of 1 April"),
        ("2026-11", "This period is not over. Its figures come in the first hours of 1 December"),
        ("2026-Q4", "This period is not over. Its figures come in the first hours of 1 January"),
        ("2025-01", "Before the line was first asked, on 1 October 2026"),
        ("2026-W44", "This period is being counted, which takes up to an hour."),
    ],
)
def test_a_period_without_figures_says_so_once_and_when_they_come(
    scene: Scene, period: str, says: str
) -> None:
    ledger = scene.world.service.ledger
    as_counted.queries(ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.figures(ledger)
    with ledger.work("test") as work:
        work.change(AuditFigure, col(AuditFigure.period) == "2026-W44", small=None, told=None)
    lead = scene.signed_in("chidi")
    page = lead.opens(f"/audit?period={period}").sees(says)
    page.never_sees("Queries 18", "Every measure", "No figure")
    of_one = lead.opens(f"/audit/measures/utilisation.queries?period={period}")
    of_one.sees(says, "What it counts").never_sees("The chart as a table", "By what")
    compared = lead.opens(f"/audit/compare?period={period}&with_period=2026-10")
    compared.sees(says).never_sees("The first is")
    for each in (page, of_one, compared):
        assert (each.status, each.page.count(says)) == (200, 1)


@pytest.mark.parametrize(
    ("period", "instead"),
    [("2027-03", "October 2026"), ("2025-01", "October 2026"), ("2031-W01", "Week of 16 November")],
)
def test_from_a_period_without_figures_a_link_leads_to_one_that_has_some(
    scene: Scene, period: str, instead: str
) -> None:
    as_counted.queries(scene.world.service.ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.figures(scene.world.service.ledger)
    page = scene.signed_in("chidi").opens(f"/audit?period={period}")
    assert "←" not in page.text, "the period before has no figures either"
    page.follows(f"See {instead}").sees("Every measure")


def test_a_period_in_which_nothing_was_asked_is_no_screen_of_blanks(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    as_counted.queries(ledger, [(date(2026, 8, 3), 30, {})])
    as_counted.figures(ledger)
    page = scene.signed_in("chidi").opens("/audit?period=2026-09")
    page.sees("Nothing was asked on this line in this period", "Queries 0", "are left out")
    page.never_sees("Call length time", "Time to sending")


@pytest.mark.parametrize("period", ["yesterday", "2026-13", "0001-01", "9999-12", "2026-W60", "٢"])
def test_what_is_no_period_is_said_and_nothing_is_lost(scene: Scene, period: str) -> None:
    page = scene.signed_in("chidi").opens(f"/audit?period={period}")
    assert page.status == 422
    page.sees("is no period. Write one such as 2026-W45", "Shown is October 2026")


def test_a_line_that_was_never_asked_says_so(scene: Scene) -> None:
    scene.signed_in("chidi").opens("/audit").sees("Nothing was asked on this line yet.")


def test_a_measure_by_channel_is_told_by_the_month_and_not_by_the_week(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    as_counted.queries(ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.queries(ledger, [(day, 2, {"channel": Channel.EMAIL}) for day in OCTOBER])
    as_counted.figures(ledger)
    at = "/audit/measures/utilisation.queries?by=channel&period="
    lead = scene.signed_in("chidi")
    lead.opens(f"{at}2026-10").sees("Telephone 18", "Email 12")
    lead.opens(f"{at}2026-W41").sees("By channel it is told for months and longer.")


def test_no_row_that_is_few_comes_out_of_the_total(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    as_counted.queries(ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.queries(ledger, [(day, 2, {"channel": Channel.EMAIL}) for day in OCTOBER])
    as_counted.queries(ledger, [(OCTOBER[0], 2, {"channel": Channel.FORM})])
    as_counted.figures(ledger)
    page = scene.signed_in("chidi").opens(
        "/audit/measures/utilisation.queries?by=channel&period=2026-10"
    )
    page.sees("used? 32", "Form Not told", "Email Not told", "Telephone 18")


def test_a_practice_that_was_merged_counts_with_the_one_it_is_part_of(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    summer = weekdays(date(2026, 7, 1), date(2026, 10, 1))
    as_counted.queries(ledger, [(day, 1, {"organisation_id": ELM}) for day in summer])
    as_counted.queries(ledger, [(day, 1, {"organisation_id": OAK}) for day in summer])
    as_counted.figures(ledger)
    lead = scene.signed_in("chidi")
    at = "/audit/measures/utilisation.practices?by=practice&period=2026-Q3"
    lead.opens(at).sees("Elm Road Surgery", "Oak Lane Surgery", "list size not known")
    with ledger.work("test") as work:
        work.update(work.session.get_one(Organisation, OAK), merged_into_id=ELM)
    lead.opens(at).sees("Elm Road Surgery", f"Elm Road Surgery {2 * len(summer)}").never_sees(
        "Oak Lane Surgery"
    )
    lead.opens(at.replace("Q3", "10").replace("2026-10", "2026-09")).sees(
        "By practice it is told for quarters and longer.", "July to September 2026"
    )


def test_a_measure_that_there_is_not_is_not_found(scene: Scene) -> None:
    scene.signed_in("chidi").opens("/audit/measures/nothing.such").is_refused(404)


def test_a_commissioner_sees_the_audit_of_their_line_and_nothing_else(scene: Scene) -> None:
    mobile = "+447700900778"
    scene.world.set_up(
        'version = 1\n[[staff]]\nkey = "cam"\nname = "Cam Example"\n'
        f'mobile = "{mobile}"\nemail = "cam@example.org"\n'
        'roles_on = { hotdoc = ["commissioner"] }\n'
    )
    cam = scene.signed_in_by(mobile).is_at("/audit").sees("Audit")
    for path in ("/desk", "/library", "/rota", "/service", "/meetings", "/admin"):
        cam.opens(path).is_refused(403)
    cam.opens("/audit?line=chest").is_refused(404)


def test_what_practices_would_have_done_gives_no_row_away_by_its_other_parts(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    summer = weekdays(date(2026, 7, 1), date(2026, 10, 1))
    for practice in (ELM, OAK):
        of = {"organisation_id": practice}
        as_counted.queries(
            ledger, [(day, 1, of | {"would_have": "referred"}) for day in summer[:40]]
        )
        as_counted.queries(ledger, [(summer[0], 3 + practice, of | {"would_have": "watched"})])
    as_counted.figures(ledger)
    lead = scene.signed_in("chidi")
    for part in ("referred", "watched"):
        lead.opens(f"/audit/measures/referrals.{part}?by=practice&period=2026-Q3")
        lead.never_sees("40 of 4", "4 of 44", "5 of 45")


def test_what_practices_would_have_done_is_told_where_it_is_enough(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    summer = weekdays(date(2026, 7, 1), date(2026, 10, 1))
    for practice in (ELM, OAK):
        of = {"organisation_id": practice}
        for would in ("referred", "watched"):
            as_counted.queries(ledger, [(day, 1, of | {"would_have": would}) for day in summer])
    as_counted.figures(ledger)
    page = scene.signed_in("chidi")
    page.opens("/audit/measures/referrals.watched?by=practice&period=2026-Q3")
    page.sees("Elm Road Surgery 50% 66 of 132")


def test_hours_by_weekdays_stand_in_one_table_by_the_same_rules(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    october = weekdays(date(2026, 10, 1), date(2026, 11, 1))
    as_counted.queries(ledger, [(day, 4, {"hour": 9}) for day in october])
    as_counted.queries(ledger, [(day, 3, {"hour": 14}) for day in october])
    as_counted.figures(ledger)
    lead = scene.signed_in("chidi")
    at = "/audit/measures/utilisation.queries?by=weekday&period=2026-10"
    lead.opens(at).sees("Monday 16 12", "Thursday 20 15")
    as_counted.queries(ledger, [(october[0], 2, {"hour": 17})])
    as_counted.figures(ledger)
    lead.opens(at).sees("–").never_sees(">2<")


def test_five_practices_of_five_queries_are_not_listed(scene: Scene) -> None:
    """Each of them asked, so each would be one."""
    ledger = scene.world.service.ledger
    day = date(2026, 8, 3)
    of = ({"organisation_id": 1}, {"organisation_id": 2})
    as_counted.queries(ledger, [(day, 1, each) for each in of])
    as_counted.figures(ledger, small=2)
    page = scene.signed_in("chidi").opens(
        "/audit/measures/utilisation.practices?by=practice&period=2026-Q3"
    )
    page.never_sees("Elm Road Surgery", "Oak Lane Surgery")
    page.sees("Nothing of it may be told")


def test_channels_do_not_tell_the_one_that_how_many_were_written_leaves(scene: Scene) -> None:
    """Of 18 written, those mailed would be 12 less the few texts."""
    ledger = scene.world.service.ledger
    day = date(2026, 10, 5)
    channels = ((Channel.CALL, 30), (Channel.CALL_BACK, 3), (Channel.EMAIL, 8), (Channel.FORM, 10))
    for channel, number in channels:
        written = channel in (Channel.EMAIL, Channel.FORM)
        as_counted.queries(ledger, [(day, number, {"channel": channel, "written": written})])
    as_counted.figures(ledger)
    lead = scene.signed_in("chidi")
    lead.opens("/audit/measures/utilisation.written?period=2026-10").sees("18 of 51")
    lead.opens("/audit/measures/utilisation.queries?by=channel&period=2026-10")
    lead.sees("Telephone Not told", "Email 8", "Form 10")


def test_what_is_typed_into_an_address_is_in_no_link_of_the_page(scene: Scene) -> None:
    as_counted.queries(scene.world.service.ledger, [(day, 3, {}) for day in OCTOBER])
    as_counted.figures(scene.world.service.ledger)
    page = scene.signed_in("chidi").opens("/audit/measures/utilisation.queries?by=Quillfeather")
    assert page.status == 200
    assert "Quillfeather" not in page.page
