"""Local guidance in date is offered to who is asking, with a person beside it; what is overdue is
marked on its page and offered to nobody, and no page shows what others asked or were answered."""

import pytest

from tests.web.asking import asks, checks
from tests.web.people import Scene
from tests.web.surfing import Surfer

PAGES = """
version = 1
[[guidance]]
key = "back-pain"
line = "hotdoc"
title = "Back pain in adults"
address = "https://www.example.org/back-pain"
keywords = ["pain in the back", "sciatica"]
owner = "Dr Chidi Example"
review_on = 2027-03-01
[[guidance]]
key = "old-backs"
title = "Backs, as they were"
address = "https://www.example.org/old-backs"
keywords = ["pain in the back"]
owner = "Dr Amara Example"
review_on = 2026-11-22
"""


@pytest.fixture
def guided(scene: Scene) -> Scene:
    scene.world.set_up(PAGES)
    return scene


def types(surfer: Surfer, question: str) -> Surfer:
    form = surfer.opens("/ask").form("Check and send").fields
    return surfer.posts("/ask/guidance", form | {"question": question})


@pytest.mark.hazard("H25")
def test_what_is_in_date_is_offered_while_one_types_and_what_is_overdue_is_not(
    guided: Scene,
) -> None:
    seen = types(guided.browser(), "Night pain in the back").page
    assert "Back pain in adults" in seen
    assert "Still need a person?" in seen
    assert "Backs, as they were" not in seen
    assert types(guided.browser(), "A lump on the arm").page.strip() == ""


@pytest.mark.hazard("H25")
def test_without_scripts_it_stands_on_the_page_before_it_is_sent(guided: Scene) -> None:
    surfer = checks(guided.browser()).sees("Back pain in adults", "Still need a person?")
    surfer.never_sees("Backs, as they were").presses("Send").sees("Your question is sent")


@pytest.mark.hazard("H25")
def test_who_answers_is_offered_what_is_in_date_and_of_much_what_fits(guided: Scene) -> None:
    reference = guided.called()
    amara = guided.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.sees("Back pain in adults").never_sees("Backs, as they were")
    more = "".join(
        PAGES[PAGES.index("[[guidance]]") : PAGES.index("[[guidance]]", 30)]
        .replace('"back-pain"', f'"knees-{number}"')
        .replace("Back pain in adults", f"Knees, part {number}")
        .replace("pain in the back", "knee")
        .replace("sciatica", "knees")
        for number in range(20)
    )
    guided.world.set_up(f"version = 1\n{more}")
    amara.opens(f"/desk/{reference}/record").never_sees("Knees, part")
    typed = amara.form("Save and send").fields | {"question": "Pain in the back: which scan?"}
    amara.posts(f"/desk/{reference}/record", typed).is_refused(422)
    amara.sees("Back pain in adults").never_sees("Knees, part")


@pytest.mark.hazard("H25")
def test_an_overdue_page_is_marked_on_the_list(guided: Scene) -> None:
    surfer = guided.browser().opens("/").follows("Local guidance")
    surfer.sees("Dr Chidi Example · good until 1 March 2027")
    surfer.sees("Dr Amara Example · overdue for review since 22 November 2026")


@pytest.mark.hazard("H25")
def test_nobody_is_offered_what_another_was_answered(guided: Scene) -> None:
    guided.advised()
    asks(guided.browser())
    for path in ("/ask", "/guidance"):
        guided.browser().opens(path).never_sees("Plain film or MRI", "no plain film before")
    seen = types(guided.browser(), "Night pain in the back for six weeks").page
    assert "no plain film before" not in seen


def test_what_is_typed_is_kept_nowhere(guided: Scene) -> None:
    types(guided.browser(), "Edith Larkspur has pain in the back")
    with guided.world.ledger.db.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT detail FROM trail").all())
    assert "Larkspur" not in kept
    assert guided.world.queries() == []
