"""The radiology office's list of letters and alerts that nobody has acknowledged, before somebody
has to ring about them. Without a patient: a reference, a practice and its number are enough to ask
by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.alert_kinds import AlertState
from advice_line.desk.alerting import rows
from advice_line.desk.receipts import ladder
from advice_line.directory import lookups, within
from advice_line.kinds import AlertWord
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import alert_ladder
from advice_line.rules.receipt_ladder import Step
from advice_line.tables.advice import Advice
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

MOST_SHOWN = 200


@dataclass(frozen=True)
class Unacknowledged:
    """`word` and `state` are of an alert; `step` is what is done next, at `next_at`; `went_at` is
    when it was signed or started; `numbers` are the practice's, and whether each is its bypass for
    clinicians."""

    reference: str
    practice: str | None
    numbers: tuple[tuple[str, bool], ...]
    went_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    opened_at: datetime | None
    next_at: datetime
    step: Step | alert_ladder.Step | None
    word: AlertWord | None = None
    state: AlertState | None = None


@dataclass(frozen=True)
class Unread:
    """What somebody may have to ring about soonest comes first."""

    alerts: tuple[Unacknowledged, ...]
    letters: tuple[Unacknowledged, ...]
    now: datetime


class UnreadList:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_office(self, by: Actor) -> Unread:
        require(by, Action.SEE_PROBLEMS)
        with self._ledger.look(by.label) as work:
            return Unread(tuple(_alerts(work, by)), tuple(_letters(work, by)), work.now)


def _alerts(work: Work, by: Actor) -> Iterator[Unacknowledged]:
    own = within.of_theirs(work.session, by, Action.SEE_PROBLEMS, Alert.line_id)
    wanted = select(Alert).where(rows.to_see_to(), col(Alert.act_at).is_not(None), own)
    for alert in work.session.exec(wanted.order_by(col(Alert.act_at)).limit(MOST_SHOWN)):
        practice, next_at = rows.practice(work, alert), alert.act_at or work.now
        places = rows.places(work, rows.line(work, alert), practice)
        yield Unacknowledged(
            reference=alert.reference,
            practice=practice.name,
            numbers=tuple(rows.numbers(work, practice)),
            went_at=alert.started_at,
            sent_at=alert.sent_at,
            delivered_at=alert.delivered_at,
            opened_at=alert.opened_at,
            next_at=next_at,
            step=alert_ladder.next_due(rows.standing(alert), places, work.now).step,
            word=AlertWord(alert.word),
            state=rows.state(alert),
        )


def _letters(work: Work, by: Actor) -> Iterator[Unacknowledged]:
    """Whose silence still climbs: after that it is a task, on the list of what is owed."""
    own = within.of_theirs(work.session, by, Action.SEE_PROBLEMS, Query.line_id)
    wanted = (
        select(Advice, Query)
        .join(Query, col(Query.id) == col(Advice.query_id))
        .where(col(Advice.act_at).is_not(None), own)
        .order_by(col(Advice.act_at), col(Advice.id))
        .limit(MOST_SHOWN)
    )
    for advice, query in work.session.exec(wanted):
        practice = _practice(work, query)
        yield Unacknowledged(
            reference=query.reference,
            practice=practice.name if practice else None,
            numbers=tuple(rows.numbers(work, practice)) if practice else (),
            went_at=advice.finalised_at,
            sent_at=advice.sent_at,
            delivered_at=advice.delivered_at,
            opened_at=advice.opened_at,
            next_at=advice.act_at or work.now,
            step=ladder.next_step(work, query, advice),
        )


def _practice(work: Work, query: Query) -> Organisation | None:
    theirs = query.organisation_id
    return lookups.organisation(work.session, theirs) if theirs else None
