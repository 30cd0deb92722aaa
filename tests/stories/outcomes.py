"""Holding a query to its row of the table of ends (`rules/call_outcomes.py`)."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from advice_line.kinds import ContactEnded, OfferState, TaskKind, TaskState
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.rules.call_outcome import CallOutcome
from advice_line.rules.call_outcomes import ACCEPTED_IT, CLAIMED_IT, WRITTEN, named
from advice_line.rules.paper_outcomes import ADVISED_IT
from tests.stories.base import Told
from tests.stories.scene import Scene
from tests.stories.soundness import unsound

Query = dict[str, Any]
_TO_CALLERS = (
    NoticeKind.REFERENCE_NOTICE,
    NoticeKind.PROMISE_NOTICE,
    NoticeKind.ANSWER_TEXT,
)


def tells(scene: Scene, told: Told, *switches: str, after: timedelta = timedelta(0)) -> None:
    """The story in a house of many stories, with these switches of the carrier on; held to its row
    and to what must hold of every query, once it has ended and `after` that."""
    scene.begin(told.at)
    for switch in switches:
        scene.phones.chaos(switch)
    told.story(scene)
    scene.settle()
    if after:
        scene.wait(after.total_seconds())
        scene.settle()
    is_left_as(scene, told.ends, mobile=told.mobile)


def is_left_as(scene: Scene, name: str, *, mobile: bool = True) -> None:
    """The one call of this story; neither the carrier nor we have anything to object to."""
    ends_as(scene.query(), name, mobile=mobile)
    assert scene.phones.faults() == []
    assert unsound(scene) == []


def ends_as(query: Query, name: str, *, mobile: bool = True) -> None:
    """The query of one call is as the row says; `mobile` says whether its caller can be texted."""
    row = named(name)
    (contact,) = query["contacts"]
    assert query["state"] == row.query, query["state"]
    assert contact["ended"] in row.ended, contact
    assert contact["ended_at"] is not None
    _offers(query, row)
    _task(query, row)
    assert [each["state"] for each in query["promises"]] == (["open"] if row.promise else [])
    assert to_caller(query) == ([row.sms] if row.sms and mobile else [])


def _offers(query: Query, row: CallOutcome) -> None:
    states = Counter(OfferState(each["state"]) for each in query["offers"])
    assert set(states) <= row.offers, states
    if row.one:
        assert states[row.one] == 1, states


def _task(query: Query, row: CallOutcome) -> None:
    owed = [each for each in query["tasks"] if each["state"] == TaskState.OPEN]
    # Whoever spoke after the tone is owed more: that somebody writes down what they said.
    spoke = any(each["recording_seconds"] for each in query["contacts"])
    to_type = [each for each in owed if each["kind"] == TaskKind.TYPE_MESSAGE]
    assert len(to_type) == spoke
    # Whoever passed the call on writes down what they had said.
    said = [each for each in owed if each["kind"] == TaskKind.WRITE_SAID]
    passed_on = {who for who, state in offers(query) if state == OfferState.HANDED_OVER}
    assert {each["owner"] for each in said} <= passed_on
    owed = [each for each in owed if each not in [*to_type, *said]]
    if row.task is None:
        assert (owed, query["owner"]) == ([], None)
        return
    (task,) = owed
    assert task["kind"] == row.task
    if row.owner in (ACCEPTED_IT, CLAIMED_IT, ADVISED_IT):
        (owner,) = [each["responder"] for each in query["offers"] if each["state"] == row.one]
        assert task["owner"] == owner
        assert query["owner"] == (owner if row.query == "accepted" else None)
    else:
        assert (task["owner"], query["owner"]) == (None, None)
    if row.due == WRITTEN:
        assert instant(task["due_at"]) - _end(query) == timedelta(minutes=15)


def _end(query: Query) -> datetime:
    return max(
        instant(each["ended_at"])
        for each in query["contacts"]
        if each["ended"] == ContactEnded.TALKED
    )


def to_caller(query: Query) -> list[str]:
    notices = [each for each in query["outgoing"] if each["to"] == Recipient.REQUESTER]
    assert all(each["kind"] in _TO_CALLERS for each in notices)
    return [each["kind"] for each in notices]


def offers(query: Query) -> list[tuple[str, str]]:
    return [(each["responder"], each["state"]) for each in query["offers"]]


def tasks(query: Query) -> list[tuple[str, str | None]]:
    """What is still owed."""
    return [(each["kind"], each["owner"]) for each in query["tasks"] if each["state"] == "open"]


def ended(query: Query) -> str:
    (contact,) = query["contacts"]
    return str(contact["ended"])


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
