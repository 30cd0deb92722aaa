"""A case on the pages of the library: read again while it waits, and taught from the month's page
as from its files."""

import base64
import hashlib
import re

import pytest
from sqlmodel import select

from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from tests.web.people import Scene

CONFIRM = "Nobody can be recognised in this"


def test_a_case_from_its_author_to_the_meeting(scene: Scene) -> None:
    reference = scene.advised(would_have_done="requested_imaging")
    amara = scene.signed_in("amara")
    amara.opens(f"/desk/{reference}/saved").presses("Offer this case for teaching")
    case = f"/library/{scene.world.query()['case']['reference']}"
    amara.opens(case).presses(CONFIRM, learning_point="A film before a scan.").is_at(case)
    amara.sees("Night pain in the back", "Not given: topic, imaging", "somebody else approves it")

    ben = scene.signed_in("ben").opens(case).sees("Not given: topic, imaging")
    ben.presses("Approve").sees("A film before a scan.").never_sees("Not given")
    month = scene.world.phones.now().strftime("/library/month/%Y-%m")
    ben.opens(month).sees("Queries by who asked", "Would have done otherwise:", "Outcome:")
    kept = ben.client.get(f"{month}/md").text
    for words in (r"Would have done otherwise\.\*\* (.+)", r"Outcome\.\*\* (.+)\."):
        (said,) = re.findall(words, kept)
        ben.sees(said[1:])


def test_one_button_makes_the_months_slides(scene: Scene) -> None:
    scene.called()
    ben = scene.signed_in("ben").opens("/library/month/2026-11").sees("Make the month's slides")
    slides = ben.client.get("/library/month/2026-11/pptx")
    assert slides.headers["content-disposition"] == 'attachment; filename="education-2026-11.pptx"'
    assert slides.headers["content-type"].endswith("presentationml.presentation")
    assert slides.content.startswith(b"PK")


def test_what_one_does_with_a_month_stands_above_its_figures_and_ten_cases_are_unfolded(
    scene: Scene,
) -> None:
    scene.called()
    ben = scene.signed_in("ben").opens("/library/month/2026-11")
    ben.sees("No pack of this month has been made yet", "1 of 1 cases is not approved yet")
    ben.client.get("/library/month/2026-11/md")
    ben.opens("/library/month/2026-11").sees("as Markdown, by Ben Example.")
    with scene.world.service.ledger.work("test") as work:
        born = work.session.exec(select(Case)).one()
        kept = born.model_dump(exclude={"id", "query_id", "reference", "question", "state"})
        for number in range(12):
            told = {"reference": f"C00-{number:03}", "question": f"Question {number}."}
            work.add(Case(**(kept | told), state=CaseState.APPROVED))
    page = ben.opens("/library/month/2026-11").page
    places = [
        page.index(each)
        for each in ("Make the month's", "Last made", "Queries by who", "Question 9.", "2 more")
    ]
    assert places == sorted(places)
    assert page.index("<details") < page.index("Question 10.") < page.index("</details>")


def test_the_page_to_print_opens_and_carries_no_style_but_ours(scene: Scene) -> None:
    scene.called()
    ben = scene.signed_in("ben")
    printed = ben.client.get("/library/month/2026-11/html")
    assert printed.headers["content-disposition"] == 'inline; filename="education-2026-11.html"'
    (style,) = re.findall(r"<style>(.*?)</style>", printed.text, re.DOTALL)
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = printed.headers["content-security-policy"]
    assert f"style-src 'sha256-{mark}';" in policy
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    kept = ben.client.get("/library/month/2026-11/md").headers
    assert kept["content-disposition"].startswith("attachment")
    assert "sha256" not in kept["content-security-policy"]


def test_what_is_pressed_in_a_stale_tab_says_what_happened(scene: Scene) -> None:
    reference = scene.advised(advice="A Mr Thomas splint, and a film.")
    amara = scene.signed_in("amara")
    amara.opens(f"/desk/{reference}/saved").presses("Offer this case for teaching")
    case = f"/library/{scene.world.query()['case']['reference']}"
    amara.opens(case).presses(CONFIRM)
    stale, chidi = scene.signed_in("ben").opens(case), scene.signed_in("chidi").opens(case)
    chidi.presses("Put it back", place="advice:2", reason="product").sees("A Mr Thomas splint")
    stale.presses("Put it back", place="advice:2", reason="product").is_refused(409)
    stale.sees("changed since you opened it", "A Mr Thomas splint").never_sees("had typed")
    chidi.presses("Approve")
    stale.presses("Send back to its author").is_refused(409)
    stale.sees("It was approved meanwhile", "Take this case out of teaching")


@pytest.mark.hazard("H08")
def test_its_author_is_warned_of_what_they_choose_and_of_what_may_tell(scene: Scene) -> None:
    """She is 76. The warning is by what was chosen, and what was typed stays."""
    reference = scene.advised(question="Never smoked, 76. Worse on Tuesday. Film?")
    amara = scene.signed_in("amara")
    amara.opens(f"/desk/{reference}/saved").presses("Offer this case for teaching")
    case = f"/library/{scene.world.query()['case']['reference']}"
    amara.opens(case).sees("Never smoked, [aged 60–79]", "Look at: “Tuesday”")
    amara.never_sees("area “Spine”")
    amara.presses(CONFIRM, topic="spine", learning_point="A film on 9/11.").is_refused(422)
    amara.sees("few cases are like this one", "area “Spine”", "“Tuesday”, “9/11”", "A film on 9/11")
    amara.presses(CONFIRM).is_at(case)
    scene.signed_in("ben").opens(case).sees("area “Spine”", "Look at:", "“9/11”")
