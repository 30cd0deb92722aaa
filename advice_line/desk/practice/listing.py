"""What a practice has asked and was told, for its own people: how each stands, and which nobody has
acknowledged. No patient is named on the list: it stands open on desktops that many walk past."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from advice_line.alert_kinds import AlertAnswer, AlertEnd
from advice_line.desk.alerting import rows
from advice_line.desk.practice import own
from advice_line.desk.receipts import acknowledged
from advice_line.kinds import Acknowledgement, AlertWord, Channel, QueryState
from advice_line.ledger.work import Ledger, Work
from advice_line.practice_kinds import Standing
from advice_line.rules.record import Requester as Asker
from advice_line.tables.advice import Advice
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Organisation, Requester
from advice_line.tables.practices import PracticeMember
from advice_line.tables.queries import Query
from advice_line.trust import members
from advice_line.trust.roles import Action, Actor, require

Row = TypeVar("Row", bound=SQLModel)

# Of what is over, the newest; what nobody has acknowledged is there however old it is.
MOST = 100
_SAID = {
    Acknowledgement.CLINICIAN_WILL_ACT: Standing.WILL_ACT,
    Acknowledgement.CANNOT_ACT: Standing.CANNOT_ACT,
    Acknowledgement.FILED: Standing.FILED,
}
UNREAD = (Standing.UNREAD, Standing.CANNOT_ACT)
OPEN = (Standing.WAITING, Standing.ASKED_BACK)


@dataclass(frozen=True)
class Item:
    """`word` and no channel are of an alert. `answered_at` is when its newest answer was signed or
    it was started; `by` who said, at `said_at`, what became of it."""

    reference: str
    word: AlertWord | None
    standing: Standing
    asked_by: str | None
    channel: Channel | None
    at: datetime
    answered_at: datetime | None
    sent_at: datetime | None
    opened_at: datetime | None
    by: str | None
    said_at: datetime | None


@dataclass(frozen=True)
class Listed:
    """`others`: practices of the same person, by the id of who they are there."""

    practice: str
    me: str
    unread: tuple[Item, ...]
    open: tuple[Item, ...]
    over: tuple[Item, ...]
    others: tuple[tuple[str, str], ...]
    now: datetime


class PracticeList:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor) -> Listed:
        require(by, Action.SEE_PRACTICE)
        with self._ledger.look(by.label) as work:
            me, practice = own.member(work, by), own.practice(work, by)
            items = [*_alerts(work, practice), *_queries(work, practice)]
            items.sort(key=lambda each: each.at, reverse=True)
            unread = [each for each in items if each.standing in UNREAD]
            return Listed(
                practice=practice.name,
                me=me.name,
                # What has waited longest comes first, an alert before all.
                unread=tuple(sorted(unread, key=lambda each: (each.word is None, each.at))),
                open=tuple(each for each in items if each.standing in OPEN),
                over=tuple(each for each in items if each.standing not in (*UNREAD, *OPEN))[:MOST],
                others=tuple(_others(work, me)),
                now=work.now,
            )


def _others(work: Work, me: PracticeMember) -> Iterator[tuple[str, str]]:
    for each in members.of_person(work.session, me.requester_id, work.now):
        practice = work.session.get_one(Organisation, each.organisation_id)
        if each.id != me.id and not own.is_closed(work, practice):
            yield each.public_id, practice.name


def _alerts(work: Work, practice: Organisation) -> Iterator[Item]:
    mine = select(Alert).where(col(Alert.organisation_id) == practice.id)
    newest = mine.order_by(col(Alert.id).desc()).limit(MOST)
    unended = mine.where(col(Alert.ended_at).is_(None))
    for alert in _both(work.session.exec(unended), work.session.exec(newest)):
        yield Item(
            reference=alert.reference,
            word=AlertWord(alert.word),
            standing=_of_alert(alert),
            asked_by=None,
            channel=None,
            at=alert.started_at,
            answered_at=alert.started_at,
            sent_at=alert.sent_at,
            opened_at=alert.opened_at,
            by=rows.opened(work, alert.sealed_answered_by, rows.ANSWERED_BY),
            said_at=alert.answered_at,
        )


def _of_alert(alert: Alert) -> Standing:
    if alert.ended_as == AlertEnd.WITHDRAWN:
        return Standing.WITHDRAWN
    if alert.ended_as in (AlertEnd.SPOKEN, AlertEnd.AGREED):
        return Standing.SPOKEN
    if alert.answered_as is None:
        return Standing.UNREAD
    acts = alert.answered_as == AlertAnswer.WILL_ACT
    return Standing.WILL_ACT if acts else Standing.CANNOT_ACT


def _queries(work: Work, practice: Organisation) -> Iterator[Item]:
    mine = select(Query).where(col(Query.organisation_id) == practice.id)
    unended = mine.where(
        col(Query.closed_at).is_(None), col(Query.state) != QueryState.ACKNOWLEDGED
    )
    latest = mine.order_by(col(Query.id).desc()).limit(MOST)
    found = _both(work.session.exec(unended), work.session.exec(latest))
    newest, names = _advice(work, found), _names(work, found)
    for query in found:
        advice = newest.get(query.id or 0)
        words = acknowledged.words(work, advice) if advice else ()
        yield Item(
            reference=query.reference,
            word=None,
            standing=_of_query(query, advice),
            asked_by=_asked_by(work, query) or names.get(query.requester_id or 0),
            channel=Channel(query.channel),
            at=query.received_at,
            answered_at=advice.finalised_at if advice else None,
            sent_at=advice.sent_at if advice else None,
            opened_at=advice.opened_at if advice else None,
            by=words[-1].name if words else None,
            said_at=words[-1].at if words else None,
        )


def _of_query(query: Query, advice: Advice | None) -> Standing:
    if advice is None:
        if query.state == QueryState.ASKED_BACK:
            return Standing.ASKED_BACK
        over = query.state in (QueryState.CLOSED, QueryState.DEFLECTED)
        return Standing.CLOSED if over else Standing.WAITING
    if advice.acknowledged_as is not None:
        return _SAID[Acknowledgement(advice.acknowledged_as)]
    return Standing.SPOKEN if advice.verbal_read_back_at else Standing.UNREAD


def _both(*of: Iterable[Row]) -> list[Row]:
    """Each once: the session hands out one object for each row."""
    return list({id(each): each for every in of for each in every}.values())


def _advice(work: Work, queries: Sequence[Query]) -> Mapping[int, Advice]:
    """The newest version of each."""
    wanted = select(Advice).where(col(Advice.query_id).in_([each.id for each in queries]))
    ordered = work.session.exec(wanted.order_by(col(Advice.version)))
    return {each.query_id: each for each in ordered}


def _names(work: Work, queries: Sequence[Query]) -> Mapping[int, str]:
    wanted = select(Requester).where(
        col(Requester.id).in_([each.requester_id for each in queries if each.requester_id])
    )
    return {each.id or 0: each.name for each in work.session.exec(wanted)}


def _asked_by(work: Work, query: Query) -> str | None:
    if query.sealed_requester is None:
        return None
    opened = work.vault.open(query.sealed_requester, "queries.sealed_requester")
    return Asker.from_json(opened).requester_name
