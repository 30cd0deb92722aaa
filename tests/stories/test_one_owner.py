"""Two people never both think that a query is theirs: one has it, the others hear who (H10)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest

from advice_line.errors import AlreadyTaken, Busy
from advice_line.ports.calls import OfferKeyed
from advice_line.ports.script import Join, Say
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import ends_as, offers
from tests.stories.scene import AMARA, ELM_ROAD_MOBILE, LINE
from tests.stories.world import World

pytestmark = pytest.mark.hazard("H10")

AT_ONCE = 100
TRIES = 20
COLLEAGUE = """
[[responders]]
key = "colleague{n}"
name = "Colleague {n} Example"
role = "radiologist"
registration = {{ body = "GMC", number = "99910{n:02}", expires = 2028-06-30 }}
mobile = "+4477009002{n:02}"
email = "colleague{n}@example.org"
roles = ["responder"]
"""
COLLEAGUES = {f"colleague{n}": f"Colleague {n} Example" for n in range(AT_ONCE - 3)}
NAMES = {"amara": "Dr Amara Example", "ben": "Ben Example", "chidi": "Dr Chidi Example"}

Attempt = Callable[[], str | None]


def claims(hotdoc: World, key: str) -> Attempt:
    """On the page; None where the query is then theirs, else what they are told."""
    person, reference = hotdoc.responder(key), hotdoc.query()["reference"]

    def attempt() -> str | None:
        try:
            hotdoc.records.claim(person, reference)
        except AlreadyTaken as taken:
            return taken.sentence
        return None

    return attempt


def presses_1(hotdoc: World) -> Attempt:
    """On the phone that is rung; None where they are then joined, else what they hear."""
    (contact,), (offer,) = hotdoc.query()["contacts"], hotdoc.query()["offers"]
    event = OfferKeyed("at once", contact["external_id"], offer["id"], "CA" + "1" * 32, "1")

    def attempt() -> str | None:
        said, *_ = hotdoc.service.calls.whisper_keyed(event).verbs
        assert isinstance(said, Say | Join)
        return said.words.removesuffix(" Goodbye.") if isinstance(said, Say) else None

    return attempt


def together(attempts: list[Attempt]) -> list[str | None]:
    """What each is told when all of them go at the same moment; who is asked to wait for a moment,
    as a hundred on one database may be, tries again."""
    start = Barrier(len(attempts))

    def go(attempt: Attempt) -> str | None:
        start.wait()
        for _ in range(TRIES):
            with suppress(Busy):
                return attempt()
        raise Busy

    with ThreadPoolExecutor(len(attempts)) as threads:
        return list(threads.map(go, attempts))


def test_of_a_hundred_who_accept_at_once_one_has_it_and_all_others_hear_who(
    hotdoc: World,
) -> None:
    crowd = "".join(COLLEAGUE.format(n=n) for n in range(len(COLLEAGUES)))
    hotdoc.set_up(f"version = 1\n{crowd}")
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    names = NAMES | COLLEAGUES
    at_a_page = [key for key in names if key != "amara"]
    told = together([presses_1(hotdoc), *(claims(hotdoc, key) for key in at_a_page)])

    owner = ["amara", *at_a_page][told.index(None)]
    assert len(told) == AT_ONCE
    assert told.count(None) == 1
    assert {each.rstrip(".").partition(" (")[0] for each in told if each} == {
        f"Already taken by {names[owner]}"
    }
    query = hotdoc.query()
    assert query["owner"] == owner
    assert [who for who, state in offers(query) if state == "accepted"] == [owner]


@on_sqlite
def test_who_presses_1_after_a_colleague_took_it_on_their_page_hears_who(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    hotdoc.records.claim(hotdoc.responder("ben"), hotdoc.query()["reference"])
    amara.presses("1").hears("Already taken by Ben Example")
    gp.hears("Ben Example has your query and will ring you back").is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "claimed")
    assert offers(hotdoc.query()) == [("amara", "too_late"), ("ben", "accepted")]


@on_sqlite
def test_who_takes_it_on_their_page_after_a_colleague_pressed_1_hears_who(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept").presses("1")
    with pytest.raises(AlreadyTaken, match="Already taken by Dr Amara Example"):
        hotdoc.records.claim(hotdoc.responder("ben"), hotdoc.query()["reference"])
    hotdoc.phones.advance(20)
    assert amara.is_talking()
    gp.hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk")
    assert offers(hotdoc.query()) == [("amara", "accepted")]


@on_sqlite
def test_a_caller_who_hangs_up_before_hearing_of_it_is_still_the_owners(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    hotdoc.records.claim(hotdoc.responder("ben"), hotdoc.query()["reference"])
    gp.hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "claimed, gone")
    assert offers(hotdoc.query()) == [("amara", "withdrawn"), ("ben", "accepted")]
