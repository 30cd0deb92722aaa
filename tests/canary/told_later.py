"""What is told of her once time has passed, by no act of a person: to the out-of-hours contact as
the line closes, on a page in the chat that somebody has opened, and in the one notice of a next
morning to whoever has had enough messages for a day."""

import time
from collections.abc import Callable
from datetime import timedelta

from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.directory import Line
from tests.canary.bird import Canary
from tests.canary.house import House
from tests.canary.mailed import comes, letter_about

ON_CALL = "+447700900009"
HURRIED, TOLD_ENOUGH = "hurried@elsewhere.example.com", "enough@elsewhere.example.com"
_CONTACT = {"name": "Radiology on call", "number": ON_CALL}
_CLOSING = timedelta(hours=19)
_SECONDS = 60.0


def told_later(house: House, bird: Canary) -> None:
    _left_at_closing(house, bird)
    _a_home_is_kept_true(house)
    _enough_for_a_day(house, bird)


def _left_at_closing(house: House, bird: Canary) -> None:
    with house.world.ledger.work("test") as work:
        work.change(Line, out_of_hours=_CONTACT)
    comes(house, letter_about(bird, f"From: {HURRIED}", subject=f"Today: {bird.song}"))
    now = house.world.phones.now()
    closes = now.replace(hour=0, minute=0, second=0, microsecond=0) + _CLOSING
    house.world.phones.advance((closes - now).total_seconds() + 60)
    until(lambda: bool(house.world.texts(ON_CALL)), house)


def _a_home_is_kept_true(house: House) -> None:
    """Theirs was opened while they had another question, and is shown anew by the worker."""
    reference = house.world.queries()[-1]["reference"]
    before = _homes(house)
    amara = house.signed_in("amara").opens(f"/desk/{reference}").presses("Claim")
    until(lambda: _homes(house) > before, house)
    amara.opens("/desk").is_refused(200)


def _homes(house: House) -> int:
    return sum(each.method == "views.publish" for each in house.chat.asked)


def _enough_for_a_day(house: House, bird: Canary) -> None:
    with house.world.ledger.work("test") as work:
        work.change(Line, messages_a_day=1)
    comes(house, letter_about(bird, f"From: {TOLD_ENOUGH}"))
    reference = house.world.queries()[-1]["reference"]
    amara = house.signed_in("amara").opens(f"/desk/{reference}").presses("Claim")
    amara.presses("Look over before sending", ask_back=bird.song).presses("Send to requester")
    house.world.settle()
    (told,) = [each for each in house.world.queries() if each["reference"] == reference]
    assert NoticeKind.NOTICES_BUNDLED in {each["kind"] for each in told["outgoing"]}
    subjects = [each.subject for each in house.mail.mailbox(TOLD_ENOUGH)]
    assert "About your question" in subjects


def until(found: Callable[[], bool], house: House) -> None:
    """Time passes meanwhile, a second at each look."""
    ends = time.monotonic() + _SECONDS
    while not found():
        assert time.monotonic() < ends, "it was never told"
        house.world.settle(1)
        time.sleep(0.05)
