"""The report of a month: made by itself, read by whoever may see the audit, with the lead's words,
and the same for ever; what would be said otherwise today is said beside it."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import select

from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.reports.gathering import Manner
from advice_line.audit.reports.waiting import Monthly
from advice_line.audit_kinds import ChartReading
from advice_line.kinds import QueryState
from advice_line.tables.queries import Query
from tests.audit.filled import NOVEMBER, Month, fill, year
from tests.web.people import Scene

DAY = 24 * 3600
PLACE = "/audit/reports"
MANNER = Manner(5, ChartReading.EXCEL, "Example Trust", "812 Diagnostic Imaging Service")
SUBJECT = "The report of the month waits for your words"
IN_TARGET = "Written questions answered in their target 51 of 56 (91.1%)"


def counted(scene: Scene) -> None:
    Facts(scene.world.ledger).catch_up()
    Figures(scene.world.ledger, MANNER.small).catch_up()


def monthly(scene: Scene) -> int:
    made = Monthly(scene.world.ledger, MANNER, 3, mail=True).make()
    scene.world.settle()
    return made


def third_of_december(scene: Scene) -> Scene:
    fill(scene.world.ledger, "hotdoc", year(months=2))
    scene.world.phones.advance(10 * DAY)
    counted(scene)
    return scene


def address(scene: Scene) -> str:
    page = scene.signed_in("chidi").opens(PLACE).page
    return PLACE + "/" + page.split(f'href="{PLACE}/')[1].partition('"')[0]


def told(scene: Scene, who: str) -> list[str]:
    return [each.text for each in scene.mails(f"{who}@example.org") if each.subject == SUBJECT]


def test_it_is_made_on_the_third_working_day_once_and_its_lead_is_told(either: Scene) -> None:
    fill(either.world.ledger, "hotdoc", year(months=2))
    either.world.phones.advance(9 * DAY)
    counted(either)
    assert monthly(either) == 0
    either.world.phones.advance(DAY)
    counted(either)
    assert (monthly(either), monthly(either)) == (1, 0)
    (mail,) = told(either, "chidi")
    assert "The report of November 2026 for Example Radiology Advice is made" in mail
    assert told(either, "amara") == []
    link = next(word for word in mail.split() if PLACE in word)
    page = either.signed_in("chidi").opens(link.removeprefix("https://advice.example.org"))
    page.sees("November 2026", IN_TARGET, "the tolerance is 90%, which is met")


def test_one_whose_figures_are_still_being_counted_is_made_on_another_day(scene: Scene) -> None:
    fill(scene.world.ledger, "hotdoc", year(months=2))
    scene.world.phones.advance(10 * DAY)
    assert monthly(scene) == 0
    counted(scene)
    assert monthly(scene) == 1


def test_the_leads_words_stand_in_the_page_and_in_its_files(scene: Scene) -> None:
    monthly(third_of_december(scene))
    at = address(scene)
    chidi = scene.signed_in("chidi").opens(at)
    chidi.presses("Put them into the report", own_words="Two radiologists since the 12th.")
    chidi.sees("Your words stand in the report", "In the lead’s own words", "Last written by")
    pdf = PdfReader(BytesIO(chidi.client.get(f"{at}/pdf").content))
    assert "Two radiologists since the 12th." in pdf.pages[0].extract_text()
    amara = scene.signed_in("amara").opens(at).sees("Two radiologists").never_sees("Put them into")
    amara.posts(f"{at}/words", {"own_words": "Mine."}).is_refused(403)


@pytest.mark.hazard("H07")
def test_words_with_a_patients_number_are_given_back_to_be_mended(scene: Scene) -> None:
    monthly(third_of_december(scene))
    chidi = scene.signed_in("chidi").opens(address(scene))
    chidi.presses("Put them into the report", own_words="As for 999 000 0018, no film.")
    chidi.is_refused(422).sees("Take the patient’s number out", "As for 999 000 0018, no film.")
    chidi.opens(address(scene)).never_sees("999 000 0018")


@pytest.mark.hazard("H18")
def test_it_says_what_it_said_and_beside_it_what_it_would_say_today(either: Scene) -> None:
    monthly(third_of_december(either))
    at = address(either)
    chidi = either.signed_in("chidi").opens(at).never_sees("Since this report was made")
    first = chidi.client.get(f"{at}/csv").content
    fill(either.world.ledger, "hotdoc", [Month(NOVEMBER, written=28, in_target=28)])
    counted(either)
    chidi.opens(at).sees(IN_TARGET, "Today it would say", "79 of 84 (94.0%), known 84 of 84")
    assert chidi.client.get(f"{at}/csv").content == first
    chidi.presses("Make a newer report").sees(
        "79 of 84 (94.0%)", "Report 2 of this period, made on"
    )
    chidi.opens(at).sees(IN_TARGET, "there is report 2 too")


@pytest.mark.hazard("H18")
def test_a_query_that_is_opened_again_after_the_report_is_said_there(scene: Scene) -> None:
    monthly(third_of_december(scene))
    chidi = scene.signed_in("chidi").opens(address(scene)).never_sees("was opened again")
    with scene.world.ledger.work("test") as work:
        query = work.session.exec(select(Query)).first()
        assert query is not None
        change = {"from": QueryState.CLOSED}
        work.record(f"query.{QueryState.WAITING}", query=query.id, **change)
    chidi.opens(address(scene)).never_sees("was opened again")
    with scene.world.ledger.work("test") as work:
        queries = work.session.exec(select(Query)).all()
        work.record(f"query.{QueryState.WAITING}", query=queries[-1].id, **change)
    chidi.opens(address(scene)).sees("A query of this period was opened again.")


def test_a_period_of_which_there_is_none_is_said_where_it_was_typed(scene: Scene) -> None:
    third_of_december(scene)
    chidi = scene.signed_in("chidi").opens(PLACE).sees("No report has been made yet")
    chidi.presses("Make the report", period="2026-12").is_refused(422)
    chidi.sees("2026-12 is not over: its report can be made from 1 January 2027 on.")
    for beyond in ("9999-W52", "9999-12", "0001-Q1", "2026-W60"):
        chidi.presses("Make the report", period=beyond).is_refused(422).sees("is no period")
    chidi.presses("Make the report", period="2026-11").sees(IN_TARGET)
    scene.signed_in("amara").opens(PLACE).sees("November 2026").never_sees("Make the report")
