"""An alert on the demonstration's page: a responder starts one, the practice's mail shows among the
mails and leads to it, and what the practice says is seen by who started it."""

import re
from typing import Any

from advice_line.demo.browser import Browser, Page
from advice_line.demo.people import BY_KEY
from advice_line.demo.questions import examples
from tests.demo.conftest import Theatre

_CODE = re.compile(r"^(\d{6}) is the code", re.MULTILINE)
WORDS = "A mass at the left hilum, on the film of today. Please refer her at once."


def starts(theatre: Theatre, browser: Browser) -> Page:
    """As the page's own link leads there: be a responder, then start one."""
    who = BY_KEY[theatre.duty()[0]].name
    browser.presses(browser.opens(f"{theatre.url}/signin"), who)
    page = browser.opens(f"{theatre.url}/alerts/new")
    about = examples()[0].form(theatre.stage.service.clock.now().date())
    fields = {name: about[name] for name in ("patient_name", "date_of_birth")}
    typed = {"number_missing_reason": "Not on the film", "word": "urgent", "message": WORDS}
    page = browser.presses(page, "Look it over", organisation_words="Y99001", **fields, **typed)
    return browser.presses(page, "Send the alert")


def newest(theatre: Theatre) -> dict[str, Any]:
    mail: dict[str, Any] = theatre.settle()["mails"][0]
    return mail


def test_an_alert_is_played_from_the_list_to_the_practices_answer(theatre: Theatre) -> None:
    with Browser() as responder, Browser() as practice:
        page = starts(theatre, responder)
        mail = newest(theatre)
        assert "URGENT alert" in mail["subject"]
        assert re.match(rf"{theatre.url}/a/", mail["link"])
        door = practice.presses(practice.opens(mail["link"]), "Send me a code")
        code = _CODE.search(newest(theatre)["words"])
        assert code is not None
        read = practice.presses(door, "Continue", code=code[1])
        assert WORDS in read.says
        practice.presses(read, "A clinician will act", answered_by="Dr Halima Rookwood")
        assert "Dr Halima Rookwood" in responder.opens(page.url).says
    assert 'href="/signin?next=/alerts/new"' in theatre.client.get("/demo").text
