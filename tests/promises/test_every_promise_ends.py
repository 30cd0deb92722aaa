"""Whatever fails, every promise ends: kept, broken and climbed, or withdrawn by a person with a
reason. Phones, people and the carrier behave at random."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from advice_line.errors import AdviceLineError
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Query
from integrations.sandbox.phones import (
    Behaviour,
    accepts,
    busy,
    declines,
    ignores,
    off,
    rings_out,
    voicemail,
)
from tests.promises.scene import BYPASS, Kept, machine
from tests.stories.outcomes import instant
from tests.stories.scene import RESPONDERS
from tests.stories.soundness import unsound
from tests.stories.world import ELM_ROAD_MOBILE, MONDAY_TEN, OAK_LANE_MOBILE

Act = Callable[[Kept, str], None]
_TAPS = (f"tap{count}" for count in range(10_000))


def nothing(_line: Kept, _who: str) -> None:
    """Nobody touches a page."""


def claims(line: Kept, who: str) -> None:
    line.world.claims(who)


def rings_by_the_button(line: Kept, who: str) -> None:
    person = line.world.responder(who)
    line.world.records.ring_back(person, line.query["reference"], next(_TAPS))


def rang_on_their_own(line: Kept, who: str) -> None:
    line.world.records.rang(line.world.responder(who), line.query["reference"], next(_TAPS))


def closes(line: Kept, who: str) -> None:
    person, reference = line.world.responder(who), line.query["reference"]
    line.world.records.close(person, reference, "withdrawn by the practice", next(_TAPS))


RESPONDERS_DO = st.sampled_from(
    [
        accepts(),
        accepts(key="7"),
        accepts(talks_for=6),
        declines(),
        rings_out(),
        busy(),
        off(),
        voicemail(),
        ignores(),
    ]
)
PRACTICES_DO = st.lists(
    st.sampled_from(
        [
            accepts(key="", talks_for=60),
            accepts(key="", talks_for=8),
            busy(),
            rings_out(),
            off(),
            machine(),
        ]
    ),
    min_size=1,
    max_size=3,
)
ACTS = st.sampled_from([nothing, nothing, claims, rings_by_the_button, rang_on_their_own, closes])
TROUBLE = st.sampled_from(
    [None, None, "drop-callbacks", "delay-callbacks", "reorder-callbacks", "rest-5xx"]
)


@pytest.mark.hazard("H01")
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    phones=st.tuples(RESPONDERS_DO, RESPONDERS_DO, RESPONDERS_DO),
    practice=PRACTICES_DO,
    caller=st.sampled_from([ELM_ROAD_MOBILE, OAK_LANE_MOBILE]),
    act=ACTS,
    who=st.sampled_from(["amara", "ben", "chidi"]),
    minute=st.integers(1, 29),
    trouble=TROUBLE,
)
def test_every_promise_ends_kept_or_climbed_or_withdrawn(
    house: Kept,
    phones: tuple[Behaviour, ...],
    practice: list[Behaviour],
    caller: str,
    act: Act,
    who: str,
    minute: int,
    trouble: str | None,
) -> None:
    day, hour = divmod(house.told, 8)
    house.begins_at(MONDAY_TEN + timedelta(days=day, hours=hour))
    house.promises(caller)
    for number, behaviour in zip(RESPONDERS, phones, strict=True):
        house.world.phones.behaves(number, behaviour)
    house.world.phones.behaves(caller, *practice)
    house.world.phones.behaves(BYPASS, practice[0])
    if trouble is not None:
        house.world.phones.chaos(trouble)
    house.passes(minute)
    # Somebody else has it, or a call is going on: the page says so.
    with suppress(AdviceLineError):
        act(house, who)
    house.passes(48 - minute)
    assert ends(house) == []
    assert unsound(house.world) == []
    assert house.world.phones.faults() == []


def ends(line: Kept) -> list[str]:
    """What is wrong with how the promises of this query have ended."""
    query, did = line.query, trail(line)
    spoken = {"ring_back.spoke", "query.rang"} & did
    said = []
    for promise in query["promises"]:
        owed = [each for each in query["tasks"] if each["kind"] == "ring_back"][-1]
        if promise["state"] == "open" and instant(promise["due_at"]) < line.now:
            said.append("neither kept nor broken")
        if promise["state"] == "kept" and not spoken:
            said.append("kept, and nobody has spoken to them")
        if promise["state"] == "broken" and owed["rung"] < 1 and owed["state"] == "open":
            said.append("broken, and nobody has heard of it")
        by_hand = any(each["kind"] == "tell_new_time" for each in query["tasks"])
        known = query["state"] == "closed" or spoken or by_hand
        if promise["state"] == "withdrawn" and not known:
            said.append("withdrawn, and nobody has said why")
    return said


def trail(line: Kept) -> set[str]:
    with line.world.ledger.look("test") as work:
        entries = select(TrailEntry.action).join(Query, col(Query.id) == col(TrailEntry.query_id))
        reference = col(Query.reference) == line.query["reference"]
        return set(work.session.exec(entries.where(reference)))
