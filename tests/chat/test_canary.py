"""A patient who does not exist is written into every field and place that the chat offers, and
into the chat's faults: nothing of her goes out, is logged, or lies open (H07)."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from advice_line.ports.chat import ChatRefusal, QueryAct
from advice_line.ports.chat_desk import ChatForm
from advice_line.tables.ledger import InboxEvent, Outgoing, TrailEntry
from tests.canary.bird import Canary
from tests.chat.conftest import Opened
from tests.chat.hospital import Hospital
from tests.chat.room import Account
from tests.stories.scene import AMARA, BEN, CHIDI

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BIRD = Canary("Zuzanna", "Quillfeather", "Ωψξ", "9990000026", date(1961, 4, 3), "ZZ99 3WZ")


def sings(who: Account, hospital: Hospital) -> None:
    """Everything that somebody may type, also where nobody asked for it."""
    for act in (QueryAct.CLAIM, QueryAct.CLOSE, QueryAct.PASS_ON, QueryAct.NOTE):
        answer = who.presses(act)
        if isinstance(answer, ChatForm):
            song = dict.fromkeys(("reason", "to", "pass_reason", "scope_tag"), BIRD.song)
            hospital.room.bodies.append(repr(who.fills(answer, **song)))
        hospital.room.bodies.append(repr(answer))
    hospital.room.bodies.append(repr(who.writes(BIRD.song)))
    who.edits(f"{BIRD.song}, or so")
    hospital.room.bodies.append(repr(who.writes_to_us(BIRD.song)))
    hospital.room.bodies.append(repr(who.opens_home()))
    shown = who.wants_to_ask()
    assert isinstance(shown, ChatForm)
    hospital.room.bodies.append(repr(who.fills(shown, urgency="now", words=BIRD.song)))
    wrong = who.fills(shown, urgency=BIRD.song, line=BIRD.song)
    hospital.room.bodies.append(repr(wrong))


def fails(hospital: Hospital) -> None:
    hospital.room.refuses = ChatRefusal.NOT_LET_IN
    first = hospital.world.queries()[0]["reference"]
    hospital.world.records.claim(hospital.world.responder("ben"), first)
    hospital.world.wait(30)
    hospital.room.refuses, hospital.room.down = None, True
    hospital.world.wait(30)
    hospital.room.down, hospital.room.loses_answers = False, True
    hospital.world.wait(330)
    hospital.room.loses_answers = False
    hospital.room.desk.keep("envelope", BIRD.song)
    hospital.world.wait(60)


@pytest.mark.hazard("H07")
@pytest.mark.parametrize("more", [(), ("chat_words = true", "chat_direct = true")])
def test_nothing_of_her_leaves_by_the_chat(
    at: Opened, more: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hospital = at(MONDAY_TEN, *more)
    hospital.is_asked(words=BIRD.song)
    sings(hospital.room.person("U0NOBODY"), hospital)
    fails(hospital)
    sings(hospital.room.person("U0BEN"), hospital)
    hospital.world.wait(600)
    said = [
        *hospital.room.bodies,
        *(t for n in (AMARA, BEN, CHIDI) for t in hospital.world.texts(n)),
    ]
    with hospital.world.ledger.look("test") as work:
        for table in (TrailEntry, InboxEvent, Outgoing):
            said += [str(each.model_dump()) for each in work.session.exec(select(table)).all()]
    said.append(capsys.readouterr().out)
    assert len(said) > 50
    assert [each for each in said if BIRD.in_text(each.encode())] == []
    for path in tmp_path.glob("test.sqlite3*"):
        assert BIRD.in_file(path.read_bytes()) == set(), path.name
