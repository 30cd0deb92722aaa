"""What the audit counts of one query: pure, on the rows that are kept of it and an instant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from advice_line.audit.facts import of_call
from advice_line.audit.facts.bundles import Bundle
from advice_line.audit.facts.open_time import OpenTime
from advice_line.call_kinds import Face, RingBackEnd
from advice_line.kinds import (
    SPOKEN,
    Acknowledgement,
    CaseState,
    OfferState,
    PromiseState,
    QueryState,
    TaskKind,
    TaskState,
)
from advice_line.record_kinds import ClosedAs
from advice_line.rules import interruptions
from advice_line.tables.advice import Advice
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

# Nobody asked anything, or asked it here before.
NOBODYS = (ClosedAs.TEST_CALL, ClosedAs.WRONG_NUMBER, ClosedAs.DUPLICATE)


def fact(bundle: Bundle, zone: ZoneInfo, clock: OpenTime, now: datetime) -> dict[str, Any]:
    """Columns of `AuditQuery` but `made_at`; `asker_role` is None where it stays what it was."""
    query = bundle.query
    local = query.received_at.astimezone(zone)
    return {
        "query_id": query.id,
        "line_id": query.line_id,
        "day": local.date(),
        "hour": local.hour,
        "weekday": local.weekday(),
        "channel": query.channel,
        "organisation_id": bundle.organisation_id,
        "organisation_kind": bundle.kind,
        "asker_role": bundle.role,
        "urgency": query.urgency_asked,
        "counted": counted(bundle),
        "state": query.state,
        "closed_as": closed_as(query),
        "written": query.channel not in SPOKEN,
        "deflected": query.deflected_to is not None and not _reached(bundle),
        "reached": _reached(bundle),
        "answered": bool(bundle.advice) or _talked(bundle) is not None,
        "late_entry": query.late_entry,
        "during_outage": query.during_outage,
        "reopened": bundle.reopened,
        "general_question": query.general_question,
        "in_hours": clock.is_open(query.received_at),
        "in_target": _in_target(bundle, now),
        "emptied": query.emptied_at is not None,
        **_times(bundle, clock),
        **_rung(bundle),
        **_owed(bundle, now),
        **_advised(bundle.advice, (each.at for each in bundle.earlier_words)),
        **_case(bundle),
        **_later(bundle),
    }


def counted(bundle: Bundle) -> bool:
    return closed_as(bundle.query) not in NOBODYS


def closed_as(query: Query) -> str | None:
    """Of one that was opened again nothing is said any more."""
    return query.closed_as if query.state == QueryState.CLOSED else None


def _reached(bundle: Bundle) -> bool:
    taken = any(each.accepted_at is not None for each in bundle.offers)
    return taken or bundle.query.owner_id is not None or bool(bundle.advice)


def _talked(bundle: Bundle) -> datetime | None:
    """When a responder first talked with who asked: in their call, or rung back."""
    begun = [
        taken.accepted_at
        for contact in of_call.calls(bundle)
        if (taken := of_call.talk(bundle, contact)) and taken.accepted_at
    ]
    spoke = (RingBackEnd.SPOKE,)
    begun += [
        each.answered_at for each in bundle.ring_backs if each.end in spoke and each.answered_at
    ]
    return min(begun, default=None)


def _times(bundle: Bundle, clock: OpenTime) -> dict[str, int | None]:
    asked = bundle.query.received_at
    advice = bundle.advice[0].finalised_at if bundle.advice else None
    replies = [_talked(bundle), advice, *(each.asked_at for each in bundle.asked_backs)]
    ends = {
        "to_first_reply": min((each for each in replies if each), default=None),
        "to_advice": advice,
        "to_close": _over(bundle),
    }
    spent = {name: _since(asked, end) for name, end in ends.items()}
    open_time = {
        f"{name}_open": None if end is None else clock.between(asked, end)
        for name, end in ends.items()
    }
    return spent | open_time


def _over(bundle: Bundle) -> datetime | None:
    """Closed, or its advice is with somebody; what was opened again or added to is not over."""
    query = bundle.query
    if query.state == QueryState.CLOSED:
        return query.closed_at
    if query.state != QueryState.ACKNOWLEDGED:
        return None
    return max(
        (each.acknowledged_at for each in bundle.advice if each.acknowledged_at), default=None
    )


def _in_target(bundle: Bundle, now: datetime) -> bool | None:
    """By the line's own target, however much later was promised; as on the desk, what was closed
    without advice or waits for its asker has no target that runs."""
    task = next((each for each in bundle.tasks if each.kind == TaskKind.ANSWER_QUERY), None)
    if task is None:
        return None
    delays = [each.instead_of for each in bundle.delays if each.task_id == task.id]
    target = min(delays, default=task.due_at)
    if task.state == TaskState.DONE:
        advised = task.reason is None and task.settled_at is not None
        return (task.settled_at or now) <= target if advised else None
    return False if task.act_at is not None and now > target else None


def _rung(bundle: Bundle) -> dict[str, int]:
    """What it cost responders: how often a phone rang, and how long that and talking took, of what
    is over."""
    asked = [each for each, _ in bundle.colleagues]
    # Whoever took the talk over in its room was rung as a colleague.
    theirs = {each.leg for each in asked if each.leg is not None}
    phones = [
        each
        for each in bundle.offers
        if each.face == Face.PHONE
        and each.state != OfferState.FAILED
        and not interruptions.never_rang(each.state, each.leg)
        and each.leg not in theirs
    ]
    backs = [each for each in bundle.ring_backs if each.end != RingBackEnd.NOT_RUNG]
    # One that is handed over is settled by that, long after its key.
    ringing = [(each.offered_at, each.accepted_at or each.settled_at) for each in phones]
    ringing += [(each.asked_at, each.taken_at or each.settled_at) for each in backs]
    ringing += [(each.asked_at, each.joined_at or each.settled_at) for each in asked]
    talking = [each.bridged_seconds or 0 for each in bundle.contacts if not of_call.served(each)]
    spent = sum(_since(start, end) or 0 for start, end in ringing)
    beside = [
        _since(each.joined_at, each.settled_at or closed_at) or 0
        for each, closed_at in bundle.colleagues
        if each.joined_at is not None and not each.takes_over
    ]
    return {"rings": len(ringing), "answer_seconds": spent + sum(talking) + sum(beside)}


def _owed(bundle: Bundle, now: datetime) -> dict[str, Any]:
    states = [each.state for each in bundle.promises]
    records = [each for each in bundle.tasks if each.kind == TaskKind.WRITE_ADVICE]
    left, lost = bundle.messages
    return {
        "messages": left,
        "messages_failed": lost,
        "promises": len(states),
        "promises_kept": states.count(PromiseState.KEPT),
        "promises_broken": states.count(PromiseState.BROKEN),
        "record_owed": bool(records),
        "record_in_time": _record_in_time(records, now),
    }


def _record_in_time(records: list[Task], now: datetime) -> bool | None:
    written = [each for each in records if each.reason is None]
    if not written:
        return None
    late = any((each.settled_at or now) > each.due_at for each in written)
    waits = any(each.state == TaskState.OPEN for each in written)
    return False if late else None if waits else True


def _advised(versions: list[Advice], earlier: Iterable[datetime]) -> dict[str, Any]:
    """Of the first version what it says; of the loop when any version first got so far."""
    if not versions:
        return {"advised": False}
    first = versions[0]
    signed = first.finalised_at
    reached = {
        "sent": _first(each.sent_at for each in versions),
        "delivered": _first(each.delivered_at for each in versions),
        "opened": _first(each.opened_at for each in versions),
        # A later word takes the place of an earlier one on the version.
        "acknowledged": _first([*(each.acknowledged_at for each in versions), *earlier]),
    }
    return {
        "advised": True,
        "within_scope": first.within_scope,
        "test_advised": first.test_advised,
        "against_plan": first.against_plan,
        "passes_checks": None if first.checks_open is None else first.checks_open == 0,
        "worth_it": next(
            (each.worth_it for each in reversed(versions) if each.worth_it is not None), None
        ),
        "who_does_what": first.who_does_what if first.test_advised else None,
        **{name: at is not None for name, at in reached.items()},
        **{f"to_{name}": _since(signed, at) if at else None for name, at in reached.items()},
        "clinician_acts": any(
            each.acknowledged_as == Acknowledgement.CLINICIAN_WILL_ACT for each in versions
        ),
        "read_back": any(each.verbal_read_back_at is not None for each in versions),
        "bounced": any(each.failed_at is not None for each in versions),
    }


def _case(bundle: Bundle) -> dict[str, Any]:
    case = bundle.case
    if case is None:
        return {}
    return {
        "advised_as": case.outcome,
        "would_have": case.would_have_done,
        "question_type": case.question_type,
        "topic": case.topic,
        "modality": case.modality,
        "guideline": bool(case.guidelines) if bundle.advice else None,
        "nominated": case.nominated_at is not None,
        "taught": case.state == CaseState.APPROVED,
    }


def _later(bundle: Bundle) -> dict[str, Any]:
    """What came of it, by the last answer; whether it helped, by the last tap."""
    last = bundle.answers[-1] if bundle.answers else None
    return {
        "traced": last is not None,
        "said_later": last.outcome if last else None,
        "said_by": last.source if last else None,
        "avoided": last.avoided if last else None,
        "helped": bundle.taps[-1].yes if bundle.taps else None,
    }


def _first(instants: Iterable[datetime | None]) -> datetime | None:
    return min((each for each in instants if each is not None), default=None)


def _since(start: datetime, end: datetime | None) -> int | None:
    return None if end is None else max(0, int((end - start).total_seconds()))
