"""The rows of a seeded query, as the doors would have left them: the skeleton by which it is
counted and listed. Words of nobody are made up: what it held is empty, as of a record that has
gone."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from advice_line.call_kinds import DeflectionState, Face, RingBackEnd
from advice_line.demo.seeding.draw import Drawn, Fate
from advice_line.kinds import (
    Acknowledgement,
    CaseState,
    Channel,
    ContactEnded,
    Direction,
    OfferState,
    PromiseState,
    QueryState,
    TaskKind,
    TaskState,
)
from advice_line.record_kinds import ClosedAs
from advice_line.rules.outcomes import outcome
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.queries import Contact, Deflection, Offer, Query
from advice_line.tables.receipts import HelpfulTap
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Promise, Task
from advice_line.tables.tracers import Tracer, TracerAnswer
from advice_line.tracer_kinds import TracerSource, TracerState

_ENDS = {
    Fate.TALKED: ContactEnded.TALKED,
    Fate.PROMISED: ContactEnded.PROMISED,
    Fate.DEFLECTED: ContactEnded.DEFLECTED,
    Fate.HUNG_UP: ContactEnded.HUNG_UP,
    Fate.WRONG_NUMBER: ContactEnded.TALKED,
}
_RUNG_BACK_AFTER = {True: timedelta(minutes=12), False: timedelta(minutes=50)}
_PROMISED = timedelta(minutes=30)
# Where nobody says that they received it, the office rings; who reached nobody is rung too.
_OFFICE_RANG, _LOOKED_AFTER = timedelta(days=2), timedelta(hours=4)
_DONE_ON = timedelta(days=33)
_TAKEN_AFTER = 20  # seconds


def of(
    drawn: Drawn, number: int, line_id: int, organisation_id: int, kind: str, responder_id: int
) -> Iterator[SQLModel]:
    """`number` is the id of the query, and of its contact, case and whatever it has one of."""
    yield _query(drawn, number, line_id, organisation_id, responder_id)
    yield _case(drawn, number, line_id, kind, responder_id)
    yield _contact(drawn, number)
    if drawn.channel is Channel.CALL:
        yield from _call(drawn, number, responder_id)
    if drawn.advised:
        yield from _advice(drawn, number, responder_id)


def _query(
    drawn: Drawn, number: int, line_id: int, organisation_id: int, responder_id: int
) -> Query:
    ways = {Fate.HUNG_UP: ClosedAs.UNREACHABLE, Fate.WRONG_NUMBER: ClosedAs.WRONG_NUMBER}
    return Query(
        id=number,
        line_id=line_id,
        state=QueryState.CLOSED,
        channel=drawn.channel,
        received_at=drawn.at,
        owner_id=responder_id if drawn.advised else None,
        organisation_id=organisation_id,
        identified_by="number",
        urgency_asked=drawn.urgency,
        deflected_to="status" if drawn.fate is Fate.DEFLECTED else None,
        general_question=False,
        closed_at=_closed_at(drawn),
        closed_as=ways.get(drawn.fate),
    )


def _case(drawn: Drawn, number: int, line_id: int, kind: str, responder_id: int) -> Case:
    state = CaseState.WITHDRAWN
    if drawn.advised:
        state = CaseState.APPROVED if drawn.approved else CaseState.DRAFT
    case = Case(
        id=number,
        query_id=number,
        line_id=line_id,
        born_at=drawn.at,
        state=state,
        organisation_kind=kind,
    )
    if drawn.advised:
        case.author_id = responder_id
        case.would_have_done = drawn.would
        case.outcome = outcome(drawn.would, test_advised=drawn.test_advised)
        case.modality, case.topic = drawn.modality, drawn.topic
        case.question_type = drawn.kind
        case.guidelines = ["irefer:M05"] if drawn.guideline else []
    return case


def _contact(drawn: Drawn, number: int) -> Contact:
    calls = drawn.channel is Channel.CALL
    talks = drawn.fate in (Fate.TALKED, Fate.WRONG_NUMBER)
    lasted = drawn.wait + (drawn.talk if talks else 0)
    return Contact(
        id=number,
        query_id=number,
        channel=drawn.channel,
        direction=Direction.IN,
        external_id=f"seeded:{number}",
        started_at=drawn.at,
        ended_at=drawn.at + timedelta(seconds=lasted) if calls else drawn.at,
        ended=_ENDS.get(drawn.fate) if calls else None,
        bridged_seconds=drawn.talk if talks else None,
    )


def _call(drawn: Drawn, number: int, responder_id: int) -> Iterator[SQLModel]:
    accepted = drawn.at + timedelta(seconds=drawn.wait)
    if drawn.fate is Fate.DEFLECTED:
        yield Deflection(
            query_id=number,
            contact_id=number,
            key="status",
            reason="chasing",
            rung_at=drawn.at,
            state=DeflectionState.ANSWERED,
            settled_at=accepted,
        )
        return
    talks = drawn.fate in (Fate.TALKED, Fate.WRONG_NUMBER)
    yield Offer(
        query_id=number,
        contact_id=number,
        responder_id=responder_id,
        tier="1",
        face=Face.PHONE,
        offered_at=drawn.at + timedelta(seconds=2),
        expires_at=drawn.at + timedelta(seconds=22),
        state=OfferState.ACCEPTED if talks else OfferState.EXPIRED,
        settled_at=accepted,
        accepted_at=accepted if talks else None,
        bridged_seconds=drawn.talk if talks else None,
    )
    if drawn.fate is Fate.TALKED:
        yield _record(drawn, number, responder_id)
    if drawn.fate is Fate.PROMISED:
        yield from _promise(drawn, number, responder_id)


def _record(drawn: Drawn, number: int, responder_id: int) -> Task:
    ended = drawn.at + timedelta(seconds=drawn.wait + drawn.talk)
    return Task(
        query_id=number,
        kind=TaskKind.WRITE_ADVICE,
        owner_id=responder_id,
        made_at=ended,
        due_at=ended + timedelta(minutes=15),
        state=TaskState.DONE,
        settled_at=ended + timedelta(minutes=4),
    )


def _promise(drawn: Drawn, number: int, responder_id: int) -> Iterator[SQLModel]:
    made = drawn.at + timedelta(seconds=drawn.wait)
    rung = made + _RUNG_BACK_AFTER[drawn.kept]
    yield Promise(
        query_id=number,
        made_at=made,
        due_at=made + _PROMISED,
        state=PromiseState.KEPT if drawn.kept else PromiseState.BROKEN,
        settled_at=rung if drawn.kept else made + _PROMISED,
    )
    yield RingBack(
        query_id=number,
        responder_id=responder_id,
        end=RingBackEnd.SPOKE,
        asked_at=rung,
        taken_at=rung + timedelta(seconds=9),
        answered_at=rung + timedelta(seconds=20),
        settled_at=rung + timedelta(seconds=20 + drawn.talk),
        seconds=drawn.talk,
    )


def _closed_at(drawn: Drawn) -> datetime:
    if drawn.fate in (Fate.DEFLECTED, Fate.WRONG_NUMBER):
        return drawn.at + timedelta(seconds=drawn.wait + drawn.talk)
    if not drawn.advised:
        return drawn.at + _LOOKED_AFTER
    received = drawn.acknowledged if drawn.sent is not None else None
    return signed_at(drawn) + (_OFFICE_RANG if received is None else timedelta(seconds=received))


def signed_at(drawn: Drawn) -> datetime:
    if drawn.fate is Fate.WRITTEN:
        return drawn.at + timedelta(seconds=drawn.advice_after)
    rung = _RUNG_BACK_AFTER[drawn.kept] if drawn.fate is Fate.PROMISED else timedelta()
    return drawn.at + rung + timedelta(seconds=drawn.wait + drawn.talk, minutes=4)


def _advice(drawn: Drawn, number: int, responder_id: int) -> Iterator[SQLModel]:
    signed = signed_at(drawn)

    def later(seconds: int | None) -> datetime | None:
        happened = seconds is not None and drawn.sent is not None
        return signed + timedelta(seconds=seconds or 0) if happened else None

    acknowledged = later(drawn.acknowledged)
    yield Advice(
        id=number,
        query_id=number,
        version=1,
        kind="original",
        author_id=responder_id,
        author_role="radiologist",
        author_registration="GMC 9990001",
        finalised_at=signed,
        test_advised=drawn.test_advised,
        against_plan=drawn.against_plan,
        checks_open=drawn.checks_open,
        worth_it=drawn.worth_it,
        who_does_what=drawn.test_advised,
        sent_at=later(drawn.sent),
        # Four servers in five say that they took it.
        delivered_at=later((drawn.sent or 0) + _TAKEN_AFTER) if number % 5 else None,
        opened_at=later(drawn.opened),
        acknowledged_at=acknowledged,
        acknowledged_as=Acknowledgement.CLINICIAN_WILL_ACT if acknowledged else None,
        verbal_read_back_at=signed if drawn.read_back else None,
    )
    if drawn.fate is Fate.WRITTEN:
        yield _answered(drawn, number, responder_id, signed)
    if drawn.helped is not None:
        yield HelpfulTap(advice_id=number, of_asker=True, yes=drawn.helped, at=signed)
    yield from _tracer(drawn, number, signed)


def _answered(drawn: Drawn, number: int, responder_id: int, signed: datetime) -> Task:
    return Task(
        query_id=number,
        kind=TaskKind.ANSWER_QUERY,
        owner_id=responder_id,
        made_at=drawn.at,
        due_at=drawn.at + timedelta(seconds=drawn.due_after),
        state=TaskState.DONE,
        settled_at=signed,
    )


def _tracer(drawn: Drawn, number: int, signed: datetime) -> Iterator[SQLModel]:
    answered = drawn.later is not None
    yield Tracer(
        query_id=number,
        begun_at=signed,
        state=TracerState.ANSWERED if answered else TracerState.OFF,
    )
    if drawn.later is not None:
        yield TracerAnswer(
            query_id=number,
            at=signed + _DONE_ON,
            source=TracerSource.PRACTICE,
            outcome=drawn.later,
            avoided=drawn.avoided,
        )
