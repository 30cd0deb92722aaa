"""Who asked by a text or from the chat is asked there: a link and a code, and nothing of whom it is
about (H07)."""

import re

import pytest

from advice_line.desk.messages import words_seen
from integrations.sandbox.phones import rings_out
from tests.chat.conftest import Opened, at
from tests.chat.test_from_the_ward import MONDAY_TEN, WARD, asked, browser, opened, writes
from tests.stories.world import LINE, STRANGER_MOBILE
from tests.tracers.traced import DONE, Traced
from tests.tracers.traced import at as day
from tests.web.people import CANARIES, REQUIRED

__all__ = ["at"]
_LINK = re.compile(r"https://advice\.example\.org(/you/tracers/\S+)")
_CODE = re.compile(r"^(\d{6}) is your")


@pytest.mark.hazard("H07")
def test_who_texted_is_texted(traced: Traced) -> None:
    traced.world.everybody(rings_out())
    traced.world.phones.text(STRANGER_MOBILE, LINE, "Ultrasound or CT for a lump? Dr Hill")
    traced.world.settle()
    reference = str(traced.world.query()["reference"])
    traced.world.claims("amara")
    traced.signs(reference)
    traced.passes_to(day(12, 23))
    (text,) = [each for each in traced.world.texts(STRANGER_MOBILE) if "what came of" in each]
    for canary in (*CANARIES, reference):
        assert canary not in text

    link = _LINK.search(text)
    assert link is not None
    page = traced.scene.browser().opens(link[1]).sees("the number ending 555")
    page.presses("Send me a code")
    traced.world.service.deliver()
    traced.world.phones.advance(2)
    (code,) = [each for each in traced.world.texts(STRANGER_MOBILE) if _CODE.match(each)]
    page.presses("Continue", code=code.split()[0]).sees("Edith Larkspur").presses(DONE)
    assert traced.tracer()["answers"][0]["source"] == "requester"


@pytest.mark.hazard("H04")
def test_who_wants_no_more_texts_is_with_the_office(traced: Traced) -> None:
    """Nothing was sent, so nobody is said to have been reached."""
    traced.world.everybody(rings_out())
    traced.world.phones.text(STRANGER_MOBILE, LINE, "Ultrasound or CT for a lump? Dr Hill")
    traced.world.settle()
    traced.world.claims("amara")
    traced.signs(str(traced.world.query()["reference"]))
    traced.world.phones.text(STRANGER_MOBILE, LINE, "STOP")
    traced.world.settle()
    traced.passes_to(day(12, 23))
    assert traced.tracer()["unreached_at"] is not None
    assert not any("what came of" in each for each in traced.world.texts(STRANGER_MOBILE))


@pytest.mark.hazard("H07")
def test_who_asked_from_the_chat_is_asked_in_the_chat(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    link = asked(hospital)
    with browser(hospital) as surfer:
        writes(opened(hospital, surfer, link), "New jaundice: CT or ultrasound?")
        reference = str(hospital.world.query()["reference"])
        hospital.world.claims("amara")
        by = hospital.world.responder("amara")
        seen = hospital.world.records.open(by, reference, with_words=True)
        form = REQUIRED | {
            "urgency_asked": "today",
            words_seen.FIELD: words_seen.shown(seen.messages),
        }
        hospital.world.records.sign(by, reference, form, "signs")
        hospital.world.settle()
        line = Traced(hospital.world, None)  # type: ignore[arg-type]  # no mail here
        line.passes_to(day(12, 23))
        told = hospital.room.told[WARD][-1]
        assert "what came of our advice" in told.lines[0]
        for canary in (*CANARIES, reference):
            assert canary not in told.lines[0]

        there = told.link.removeprefix("https://advice.example.org")
        surfer.opens(there).sees("you in the chat").presses("Send me a code")
        hospital.world.service.deliver()
        code = hospital.room.told[WARD][-1]
        assert code.link.endswith(f"{there}/code")
        surfer.presses("Continue", code=code.lines[0].split()[0]).sees("Edith Larkspur")
        surfer.presses(DONE)
        assert line.tracer()["state"] == "answered"
