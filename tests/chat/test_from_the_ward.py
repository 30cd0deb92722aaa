"""A ward doctor asks from the chat, writes the question on their page, is asked back and answers:
the chat carries links and codes, the page the words (H07)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from advice_line.desk.staff.conversing import Conversing
from advice_line.ports.chat_desk import ChatForm, Done
from tests.chat.conftest import Opened
from tests.chat.hospital import NAME, Hospital
from tests.stories.scene import PUBLIC_URL
from tests.web.surfing import Surfer

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WARD = "U0WARD"
WORDS = f"{NAME} on ward 6 has new jaundice: CT or ultrasound?"
BACK = "Is her kidney function known?"


@contextmanager
def browser(hospital: Hospital) -> Iterator[Surfer]:
    with TestClient(hospital.world.service.app, base_url=PUBLIC_URL) as client:
        yield Surfer(client)


def asked(hospital: Hospital) -> str:
    """Their page's link."""
    ward = hospital.room.person(WARD)
    form = ward.wants_to_ask()
    assert isinstance(form, ChatForm)
    answer = ward.fills(form, urgency="today")
    assert isinstance(answer, Done)
    assert answer.link is not None
    hospital.world.settle()
    return answer.link


def opened(hospital: Hospital, surfer: Surfer, link: str) -> Surfer:
    surfer.opens(link).sees("in the chat").presses("Send me a code")
    hospital.world.settle()
    (line,) = hospital.room.told[WARD][-1].lines
    code = line.split()[0]
    return surfer.presses("Continue", code=code)


def writes(surfer: Surfer, words: str) -> None:
    form = surfer.form("Send")
    surfer.posts(form.action, form.fields | {"words": words})


@pytest.mark.hazard("H07")
def test_the_question_is_written_on_the_page_and_answered_there(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    link = asked(hospital)
    with browser(hospital) as surfer:
        opened(hospital, surfer, link).sees(
            "Asked by chat by Ward Doctor Example", "Asked for: today"
        )
        surfer.sees("Nothing is written yet", "Write your question").never_sees("What was written")
        writes(surfer, WORDS)
        surfer.sees("What was written", WORDS, "Add something").never_sees("Nothing is written")
        reference = hospital.world.query()["reference"]
        hospital.world.claims("amara")
        amara = hospital.world.responder("amara")
        said = hospital.world.records.open(amara, reference, with_words=True).messages
        assert [each.words for each in said if each.words] == [WORDS]
        Conversing(hospital.world.ledger).ask_back(amara, reference, BACK, "token")
        hospital.world.settle()
        notice = hospital.room.told[WARD][-1]
        assert notice.link.startswith(f"{PUBLIC_URL}/q/")
        writes(opened(hospital, surfer, notice.link).sees(BACK), "eGFR 48")
    assert hospital.world.query()["state"] == "accepted"
    sent = "".join(hospital.room.bodies)
    for private in (NAME, "jaundice", "kidney", "eGFR"):
        assert private not in sent


@pytest.mark.hazard("H15")
def test_the_link_alone_shows_nothing(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    link = asked(hospital)
    with browser(hospital) as surfer, browser(hospital) as other:
        writes(opened(hospital, surfer, link), WORDS)
        other.opens(link).never_sees(NAME, "jaundice")
        other.presses("Send me a code").presses("Continue", code="000000").is_refused(422)
        other.never_sees(NAME, "jaundice")
