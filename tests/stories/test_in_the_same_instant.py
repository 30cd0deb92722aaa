"""What two workers are told in the same instant is done once, whoever is first (H10, H16)."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.desk.in_call.door import LiveCalls
from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.phone import engaged
from advice_line.desk.query import moving
from advice_line.desk.ring_back.keeping import keeping
from advice_line.errors import AlreadyTaken, Conflict
from advice_line.kinds import OfferState, TaskKind
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import (
    CallArrived,
    CallOver,
    KeysPressed,
    LegMoved,
    LegState,
    MessageLeft,
    MessageReady,
    OfferKeyed,
)
from advice_line.ports.live import ColleagueEvent
from advice_line.ports.script import Join
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Offer
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.rooms import Colleague, Room
from advice_line.tables.sounds import Sound
from advice_line.tables.tasks import Promise, Task
from integrations.sandbox.phones import rings_out
from tests.conftest import migrate
from tests.promises.scene import AUTOMATIC
from tests.servers.postgres import PostgresServer
from tests.stories.at_once import at_once, meet_after, meet_before
from tests.stories.base import SATURDAY
from tests.stories.in_call import talking
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE
from tests.stories.world import MONDAY_TEN, World, world

pytestmark = pytest.mark.hazard("H10", "H16")

Both = Callable[[], None]


@pytest.fixture
def hotdoc(postgres: PostgresServer, request: pytest.FixtureRequest) -> Iterator[World]:
    at = getattr(request, "param", MONDAY_TEN)
    template = postgres.template("migrated", migrate)
    with postgres.database(template) as url, world(url, at, AUTOMATIC) as opened:
        yield opened


@pytest.fixture
def both_lock(monkeypatch: pytest.MonkeyPatch) -> Both:
    """From when it is called, whoever has read what it needs waits for the other before it holds
    the query."""
    return lambda: meet_before(monkeypatch, moving, "locked")


def rows(hotdoc: World, table: Any, *where: Any) -> list[Any]:
    with hotdoc.ledger.look("test") as work:
        found = list(work.session.exec(select(table).where(*where)))
        work.let_go()
        return found


def test_a_key_and_a_claim_make_one_owner_and_the_other_hears_who(
    hotdoc: World, both_lock: Both
) -> None:
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    (offer,) = rows(hotdoc, Offer)
    (contact,) = rows(hotdoc, Contact)
    reference, ben = hotdoc.query()["reference"], hotdoc.responder("ben")
    pressed = OfferKeyed("key", contact.external_id, offer.public_id, offer.leg or "", "1")

    def presses() -> str:
        (verb, *_) = hotdoc.service.calls.whisper_keyed(pressed).verbs
        return "amara" if isinstance(verb, Join) else str(verb)

    def claims() -> str:
        try:
            hotdoc.records.claim(ben, reference)
        except AlreadyTaken as taken:
            return str(taken)
        return "ben"

    both_lock()
    keyed, claimed = at_once(presses, claims)
    owner = hotdoc.query()["owner"]
    assert owner in (keyed, claimed)
    assert ("Dr Amara Example" if owner == "amara" else "Ben Example") in keyed + claimed
    assert len(rows(hotdoc, Offer, col(Offer.state) == OfferState.ACCEPTED)) == 1


def test_the_same_request_twice_at_once_is_answered_twice_alike(hotdoc: World) -> None:
    calls, call = hotdoc.service.calls, "CA" + "1" * 32
    arrives = CallArrived("arrives", call, ELM_ROAD_MOBILE, LINE)
    assert len(set(at_once(*[lambda: calls.arrived(arrives)] * 4))) == 1
    greeted = KeysPressed("greeted", call, "")
    assert len(set(at_once(*[lambda: calls.greeted(greeted)] * 4))) == 1
    assert len(hotdoc.queries()) == 1
    assert len(rows(hotdoc, Offer)) == 1


def test_hold_in_two_windows_holds_once(hotdoc: World, both_lock: Both) -> None:
    talking(hotdoc)
    reference, amara = hotdoc.query()["reference"], hotdoc.responder("amara")
    during = DuringCalls(hotdoc.ledger)
    both_lock()
    at_once(*[lambda token=token: during.hold(amara, reference, token) for token in "ab"])
    (room,) = rows(hotdoc, Room)
    assert room.holds == 1
    hotdoc.settle(3)
    assert len(rows(hotdoc, Outgoing, col(Outgoing.kind) == NoticeKind.CALLER_HELD)) == 1
    hotdoc.person(ELM_ROAD_MOBILE).hears("One moment").hangs_up()
    hotdoc.settle()


def test_a_second_colleague_asked_in_another_window_is_not_asked(
    hotdoc: World, both_lock: Both
) -> None:
    talking(hotdoc)
    reference, amara = hotdoc.query()["reference"], hotdoc.responder("amara")
    during = DuringCalls(hotdoc.ledger)

    def asks(key: str) -> bool:
        with suppress(Conflict):
            during.ask(amara, reference, key, key, takes_over=True)
            return True
        return False

    both_lock()
    assert sorted(at_once(lambda: asks("ben"), lambda: asks("chidi"))) == [False, True]
    assert len(rows(hotdoc, Colleague)) == 1


def test_a_hand_over_taken_as_its_giver_hangs_up_has_one_owner(
    hotdoc: World, both_lock: Both
) -> None:
    talk = talking(hotdoc)
    talk.hands_over_to("ben")
    hotdoc.person(BEN).is_rung().answers().hears("press 1")
    (colleague,), (room,), (offer,) = (rows(hotdoc, each) for each in (Colleague, Room, Offer))
    (contact,) = rows(hotdoc, Contact)
    live = LiveCalls(hotdoc.ledger)
    taken = ColleagueEvent("taken", colleague.leg or "", colleague.public_id, keys="1")
    gone = LegMoved("gone", contact.external_id, offer.public_id, room.host_leg, LegState.COMPLETED)
    both_lock()
    at_once(lambda: live.keyed(taken), lambda: hotdoc.service.calls.leg_moved(gone))
    assert hotdoc.query()["owner"] == "ben"
    assert len(rows(hotdoc, Offer, col(Offer.state) == OfferState.ACCEPTED)) == 1
    assert len(rows(hotdoc, Task, col(Task.kind) == TaskKind.WRITE_SAID)) == 1


def test_a_call_back_by_the_button_and_by_the_system_rings_once(
    hotdoc: World, both_lock: Both
) -> None:
    is_promised(hotdoc, ELM_ROAD_MOBILE)
    hotdoc.phones.advance(24 * 60)
    reference, amara = hotdoc.query()["reference"], hotdoc.responder("amara")
    both_lock()
    at_once(
        lambda: hotdoc.records.ring_back(amara, reference, "button"),
        keeping(hotdoc.ledger).sweep,
    )
    assert len(rows(hotdoc, RingBack)) == 1
    assert len(rows(hotdoc, Outgoing, col(Outgoing.kind) == NoticeKind.RING_BACK_CALL)) == 1


@pytest.mark.parametrize("hotdoc", [SATURDAY], indirect=True)
def test_both_words_of_a_message_at_once_keep_one(hotdoc: World, both_lock: Both) -> None:
    calls, call, sound = hotdoc.service.calls, "CA" + "1" * 32, "RE" + "1" * 32
    calls.arrived(CallArrived("arrives", call, ELM_ROAD_MOBILE, LINE))
    both_lock()
    at_once(
        lambda: calls.message_left(MessageLeft("left", call, 9, sound)),
        lambda: calls.message_ready(MessageReady("ready", call, sound, 9)),
    )
    assert len(rows(hotdoc, Sound)) == 1
    assert len(rows(hotdoc, Task, col(Task.kind) == TaskKind.TYPE_MESSAGE)) == 1


def is_promised(hotdoc: World, caller: str) -> None:
    hotdoc.everybody(rings_out())
    hotdoc.person(caller).rings(LINE).hears("ring you back by", within=120).is_cut_off()
    hotdoc.service.deliver()


def test_two_promises_at_once_ring_two_people(
    hotdoc: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for caller in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE):
        is_promised(hotdoc, caller)
    hotdoc.phones.advance(26 * 60)
    meet_after(monkeypatch, engaged, "now")
    promises = keeping(hotdoc.ledger)
    ids = [each.id for each in rows(hotdoc, Promise)]
    at_once(*[lambda which=which: promises.one(which) for which in ids])
    rung = [each.responder_id for each in rows(hotdoc, RingBack)]
    assert len(rung) == len(set(rung)) > 0


def test_who_hangs_up_as_the_key_is_pressed_is_talked_to_or_owed_a_call(
    hotdoc: World, both_lock: Both
) -> None:
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    (offer,), (contact,) = rows(hotdoc, Offer), rows(hotdoc, Contact)
    calls, call = hotdoc.service.calls, contact.external_id
    pressed = OfferKeyed("key", call, offer.public_id, offer.leg or "", "1")
    over = CallOver("over", call, LegState.COMPLETED, 20)
    both_lock()
    at_once(partial(calls.whisper_keyed, pressed), partial(calls.over, over))
    query = hotdoc.query()
    owed = [(each["kind"], each["owner"]) for each in query["tasks"] if each["state"] == "open"]
    assert ("ring_back", "amara") in owed or query["owner"] == "amara"
    assert query["state"] in ("waiting", "accepted")
