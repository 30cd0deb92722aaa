"""An alert as staff see it: one line of a list, or whole with all that has happened to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import col, select

from advice_line.alert_kinds import AlertAnswer, AlertEnd, AlertRung, AlertState
from advice_line.desk.alerting import rows
from advice_line.desk.alerting.rows import CouldNot
from advice_line.directory import lookups
from advice_line.kinds import AlertWord
from advice_line.ledger.work import Work
from advice_line.rules.record import Patient
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Line
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Query

_OWN = "alert."
_OURS = ("no_address", "address_bounced")


class Source(StrEnum):
    """By whose word a fact is known."""

    US = "us"
    MAIL_SERVER = "mail_server"
    PRACTICE = "practice"
    STAFF = "staff"


@dataclass(frozen=True)
class Fact:
    """`what` is an action of the trail without its "alert.", or a fact of the mail; `who` a name;
    `step` which step it climbed; `why` nobody can act on it."""

    at: datetime
    what: str
    source: Source
    who: str | None = None
    step: str | None = None
    why: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class AlertListed:
    reference: str
    word: AlertWord
    practice: str
    state: AlertState
    with_lead: bool
    started_at: datetime
    deadline_at: datetime
    ended_at: datetime | None
    about: str | None


@dataclass(frozen=True)
class AlertSeen:
    """`bypass_number` is for clinicians, `numbers` are its other telephones; `provider` and its
    number are of who acts for the practice while it is closed; `rings_provider`: they are the ones
    to ring now. `closed_on`: since when the code of the practice is closed. `not_left`: its mail
    waits to be handed over; `told_by` is who told them by voice that it is withdrawn."""

    listed: AlertListed
    line: Line
    patient: Patient = field(repr=False)
    words: str = field(repr=False)
    primary_site: str | None = field(repr=False)
    started_by: str
    closed_on: date | None
    bypass_number: str | None
    numbers: Sequence[str]
    provider: str | None
    provider_number: str | None
    rings_provider: bool
    answered: AlertAnswer | None
    answered_by: str | None
    answered_at: datetime | None
    could_not: CouldNot | None
    ended: AlertEnd | None
    ended_by: str | None
    spoke_to: str | None
    spoke_at: datetime | None
    told_by: str | None
    not_left: bool
    agreed: str | None = field(repr=False)
    reason: str | None = field(repr=False)
    facts: tuple[Fact, ...]
    now: datetime


def listed(work: Work, alerts: Sequence[Alert]) -> tuple[AlertListed, ...]:
    """In as many reads for many as for few."""
    if not alerts:
        return ()
    names = {each.id: each.name for each in lookups.organisations(work.session)}
    asked = [each.query_id for each in alerts if each.query_id is not None]
    wanted = select(Query.id, Query.reference).where(col(Query.id).in_(asked))
    about = dict(work.session.exec(wanted).all()) if asked else {}
    return tuple(_listed(each, names, about) for each in alerts)


def _listed(
    alert: Alert, names: Mapping[int | None, str], about: Mapping[int | None, str]
) -> AlertListed:
    return AlertListed(
        reference=alert.reference,
        word=AlertWord(alert.word),
        practice=names.get(alert.organisation_id, ""),
        state=rows.state(alert),
        with_lead=rows.is_with_lead(alert),
        started_at=alert.started_at,
        deadline_at=rows.standing(alert).deadline_at,
        ended_at=alert.ended_at,
        about=about.get(alert.query_id),
    )


def seen(work: Work, alert: Alert) -> AlertSeen:
    people = {each.id: each.name for each in lookups.responders(work.session)}
    practice, words = rows.practice(work, alert), alert.sealed_words
    return AlertSeen(
        listed=listed(work, [alert])[0],
        line=rows.line(work, alert),
        patient=rows.patient(work, alert),
        words=rows.opened(work, words, rows.WORDS) or "",
        primary_site=rows.opened(work, alert.sealed_primary_site, rows.SITE),
        started_by=people.get(alert.started_by_id, ""),
        closed_on=rows.closed_on(work, rows.line(work, alert), practice),
        bypass_number=practice.bypass_number,
        numbers=tuple(lookups.phones_of(work.session, practice.id or 0)),
        provider=practice.out_of_hours_name,
        provider_number=practice.out_of_hours_number,
        rings_provider=alert.provider and (alert.ended_at is None or rows.is_untold(alert)),
        answered=AlertAnswer(alert.answered_as) if alert.answered_as else None,
        answered_by=rows.opened(work, alert.sealed_answered_by, rows.ANSWERED_BY),
        answered_at=alert.answered_at,
        could_not=rows.could_not(work, alert),
        ended=AlertEnd(alert.ended_as) if alert.ended_as else None,
        ended_by=people.get(alert.ended_by_id),
        spoke_to=rows.opened(work, alert.sealed_spoke_to, rows.SPOKE_TO),
        spoke_at=alert.spoke_at,
        told_by=people.get(alert.told_by_id),
        not_left=alert.rung >= AlertRung.RING and rows.waits_to_leave(work, alert),
        agreed=rows.opened(work, alert.sealed_agreed, rows.AGREED),
        reason=rows.opened(work, alert.sealed_reason, rows.REASON),
        facts=facts(work, alert),
        now=work.now,
    )


def facts(work: Work, alert: Alert) -> tuple[Fact, ...]:
    """Everything that has happened to it, each by its source, the oldest first (H04)."""
    people = {f"responder:{each.key}": each.name for each in lookups.responders(work.session)}
    found = [*_of_trail(work, alert, people), *_of_mail(alert)]
    return tuple(sorted(found, key=lambda fact: fact.at))


def _of_mail(alert: Alert) -> Iterator[Fact]:
    if alert.sent_at is not None:
        yield Fact(alert.sent_at, "sent", Source.US)
    if alert.delivered_at is not None:
        yield Fact(alert.delivered_at, "delivered", Source.MAIL_SERVER)
    if alert.withdrawal_sent_at is not None:
        yield Fact(alert.withdrawal_sent_at, "withdrawal_sent", Source.US)


def _of_trail(work: Work, alert: Alert, people: Mapping[str, str]) -> Iterator[Fact]:
    wanted = (
        select(TrailEntry)
        .where(
            col(TrailEntry.subject) == f"alert:{alert.public_id}",
            col(TrailEntry.action).startswith(_OWN),
        )
        .order_by(col(TrailEntry.id))
    )
    answers = dict(_answers(work, alert))
    for entry in work.session.exec(wanted):
        what = entry.action.removeprefix(_OWN)
        who, why = answers.get(what, (people.get(entry.actor), None))
        source = Source.US if what == "lost" and _kept_back(alert) else _source(entry, what)
        yield Fact(entry.at, what, source, who, entry.detail.get("step"), why)


def _kept_back(alert: Alert) -> bool:
    """No server was asked: there is no address, or nothing goes there (H17)."""
    return alert.failure in _OURS


def _answers(work: Work, alert: Alert) -> Iterator[tuple[str, tuple[str | None, str | None]]]:
    """What was said by its link: by whom, and why nobody can act."""
    could_not = rows.could_not(work, alert)
    if could_not is not None:
        yield AlertAnswer.CANNOT_ACT, (could_not.by, could_not.why)
    if alert.answered_as == AlertAnswer.WILL_ACT:
        by = rows.opened(work, alert.sealed_answered_by, rows.ANSWERED_BY)
        yield AlertAnswer.WILL_ACT, (by, None)


def _source(entry: TrailEntry, what: str) -> Source:
    if what in ("lost", "reader_away"):
        return Source.MAIL_SERVER
    if entry.actor.startswith("responder:"):
        return Source.STAFF
    return Source.US if entry.actor == "system" else Source.PRACTICE


def as_json(work: Work, alert: Alert) -> dict[str, Any]:
    """Without a patient and without anybody's words."""
    organisation = rows.practice(work, alert)
    keys = {each.id: each.key for each in lookups.responders(work.session)}
    query = work.session.get(Query, alert.query_id) if alert.query_id else None
    loop = ("sent_at", "delivered_at", "failed_at", "failure", "opened_at", "answered_at")
    return {
        "schema": "alert/1",
        "reference": alert.reference,
        "line": rows.line(work, alert).key,
        "query": query.reference if query else None,
        "organisation": organisation.key,
        "word": alert.word,
        "state": rows.state(alert),
        "with_lead": rows.is_with_lead(alert),
        "started_at": alert.started_at,
        "started_by": keys.get(alert.started_by_id),
        "deadline_at": alert.deadline_at,
        "next_step_at": alert.act_at,
        "loop": {each: getattr(alert, each) for each in loop} | {"answered_as": alert.answered_as},
        "ended_at": alert.ended_at,
        "ended_as": alert.ended_as,
        "ended_by": keys.get(alert.ended_by_id),
        "spoke_at": alert.spoke_at,
        "withdrawal_sent_at": alert.withdrawal_sent_at,
        "untold_at": alert.untold_at,
        "told_by": keys.get(alert.told_by_id),
    }
