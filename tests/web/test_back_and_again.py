"""Whoever goes back to a page and sends its form once more: the same words are taken once, other
words are done or refused aloud, and are never dropped in silence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from advice_line.trust.roles import SYSTEM
from tests.alerts.alerting import FIELDS, Alerting
from tests.web.asking import checks
from tests.web.people import ELM_ROAD_MAIL, Scene
from tests.web.surfing import Surfer
from tests.web.test_written_question import asked, claimed

pytestmark = pytest.mark.hazard("H04")
NIA, SAM, ROWAN = "Nurse Nia Example", "Dr Sam Example, GP", "Dr Rowan Example, GP"


@contextmanager
def back_at(page: Surfer) -> Iterator[Surfer]:
    """The same page of the same browser, as the Back button shows it."""
    again = Surfer(page.client)
    again.page, again.address = page.page, page.address
    yield again


def sent(page: Surfer, button: str, **typed: str) -> Surfer:
    with back_at(page) as again:
        return again.presses(button, **typed)


def twice(page: Surfer, button: str, **typed: str) -> None:
    for _ in range(2):
        assert sent(page, button, **typed).status == 200


def refuses(page: Surfer, button: str, *said: str, **typed: str) -> None:
    """Aloud, with what was typed."""
    sent(page, button, **typed).is_refused(409).sees(*said, *typed.values())


def test_what_staff_write_of_one_query(scene: Scene) -> None:
    reference = asked(scene)
    page = claimed(scene, reference)
    for words in ("Her film is here.", "Her film is not here."):
        twice(page, "Keep the note", note=words)
    later = {"later_reason": "specialist"}
    twice(page, "Promise it by then", later_until="2026-11-25T12:00", **later)
    shown = page.opens(f"/desk/{reference}")
    shown.sees("Her film is here.", "Her film is not here.")
    sent(page, "Promise it by then", later_until="2026-11-26T12:00", **later).is_refused(200)
    assert page.opens(f"/desk/{reference}").text.count("put off once more") == 1
    over = sent(page, "Look over before sending", ask_back="Has she a pacemaker?")
    for words in ("Has she a pacemaker?", "Which side?"):
        twice(over, "Send to requester", ask_back=words)
    page.opens(f"/desk/{reference}").sees("Has she a pacemaker?", "Which side?")
    offer = page.opens(f"/desk/{reference}")
    by = {"to": "ben", "pass_reason": "other"}
    twice(offer, "Offer it", passing_on="Please look.", **by)
    sent(offer, "Offer it", passing_on="No, ring them.", **by).is_refused(409)
    for reason in ("a test call", "they rang the wrong number"):
        with back_at(offer) as again:
            again.presses("Close it", closed_as="other", reason=reason)
    again.is_refused(409).sees("closed already", "they rang the wrong number")


def test_what_a_practice_says_of_its_letter(scene: Scene) -> None:
    scene.advised()
    page = scene.reading(ELM_ROAD_MAIL)
    twice(page, "Received and filed", acknowledged_by=NIA)
    refuses(page, "Received and filed", NIA, "it is filed", acknowledged_by=ROWAN)
    twice(page, "Received: a clinician will act", acknowledged_by=SAM)
    said = (f"{SAM} was first (10", "a clinician there acts on it")
    refuses(page, "Received: a clinician will act", *said, acknowledged_by=ROWAN)
    refuses(page, "Received and filed", *said, acknowledged_by=ROWAN)
    for button, tapped in (("Yes", True), ("No", False), ("Yes", True)):
        twice(page, button)
        assert helpful(scene) is tapped


def helpful(scene: Scene) -> Any:
    return scene.world.query()["advice"][-1]["helpful"]["practice"]


def test_what_is_said_of_an_alert(scene: Scene) -> None:
    reference = asked(scene)
    alerting = Alerting(scene.world, scene.mail)
    page = claimed(scene, reference)
    for words in ("A mass at the hilum.", "And one at the base."):
        twice(page, "I differ", changes_management="no", difference=words)
    assert page.opens(f"/desk/{reference}").text.count("differs from the issued report.") == 2
    over = scene.signed_in("amara").opens(f"/alerts/new?about={reference}")
    over.presses("Look it over", **FIELDS)
    for words in (FIELDS["message"], "The left hilum, and the right base."):
        twice(over, "Send the alert", message=words)
    scene.world.settle()
    assert len(alerting.doors.every(SYSTEM, all_of_them=True, limit=9)) == 2
    read = alerting.reading()
    twice(read, "A clinician will act", answered_by=SAM)
    said = (f"{SAM} was first (10", "a clinician there acts on it")
    refuses(read, "A clinician will act", *said, answered_by=ROWAN)


def test_what_somebody_asks_by_the_form(scene: Scene) -> None:
    surfer = checks(scene.browser())
    twice(surfer, "Send")
    sent(surfer, "Send", question="And of the hip?").sees("is kept")
    form = surfer.form("Send").fields
    sent_file = ("film.pdf", b"%PDF-1.4 a film", "application/pdf")
    surfer.client.post("/ask/send", data=form, files={"files": sent_file})
    assert len(scene.world.queries()) == 3
