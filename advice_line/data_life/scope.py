"""What an erasure takes and what it must leave, and why: looked over before anybody decides, and
asked again in the transaction in which it goes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.data_kinds import ErasureKind, Extent, Kept
from advice_line.data_life import askers, emptying, owned, whose
from advice_line.data_life.records import patient_of
from advice_line.data_life.whose import Whose
from advice_line.desk.query import over
from advice_line.ledger.work import Work
from advice_line.rules import retention
from advice_line.tables.alerts import Alert
from advice_line.tables.data_life import Erasure
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust import holds


class Stays(StrEnum):
    """Why one is left alone."""

    HELD = "held"
    NOT_OVER = "not_over"
    GONE = "gone"


@dataclass(frozen=True)
class One:
    """A query, or an alert without one. `stays` says why nothing of it goes; `in_time` that its
    record is within the time for which it is kept (UK GDPR Article 17(3)(c)); `parts` are how many
    rows of each table lose something."""

    root: str
    id: int
    public_id: str
    reference: str
    at: datetime
    stays: Stays | None
    in_time: bool
    parts: dict[str, int] = field(default_factory=dict)


def of(work: Work, erasure: Erasure) -> list[One]:
    """Of a patient, a query, or a requester; the oldest first."""
    extent, who = Extent(erasure.extent), Whose.of(erasure)
    found = [_query(work, each, erasure, extent) for each in whose.queries(work, who)]
    alerts = [_alert(work, each, extent) for each in whose.alerts(work, who)]
    return sorted([*found, *alerts], key=lambda each: each.at)


def total(ones: Iterable[One]) -> Counter[str]:
    """How many rows of each table go."""
    counts: Counter[str] = Counter()
    for each in ones:
        counts.update(each.parts)
    return counts


def _query(work: Work, query: Query, erasure: Erasure, extent: Extent) -> One:
    own = select(Query.id).where(col(Query.id) == query.id, over.before(work.now))
    is_over = work.session.exec(own).first() is not None
    stays = _stays(
        held=holds.is_held(work.session, query.id or 0),
        over=is_over,
        gone=query.emptied_at is not None,
    )
    return One(
        root="queries",
        id=query.id or 0,
        public_id=query.public_id,
        reference=query.reference,
        at=query.received_at,
        stays=stays,
        in_time=stays is None and _in_time(work, query),
        parts=_parts(work, query, erasure, extent) if stays is None else {},
    )


def _parts(work: Work, query: Query, erasure: Erasure, extent: Extent) -> dict[str, int]:
    if erasure.kind == ErasureKind.REQUESTER:
        return askers.parts(work, query)
    return emptying.parts(work, owned.QUERIES, query.id or 0, extent)


def _alert(work: Work, alert: Alert, extent: Extent) -> One:
    held = select(Alert.id).where(col(Alert.id) == alert.id, holds.on_alert())
    stays = _stays(
        held=work.session.exec(held).first() is not None,
        over=alert.ended_at is not None and alert.act_at is None,
        gone=alert.emptied_at is not None,
    )
    return One(
        root="alerts",
        id=alert.id or 0,
        public_id=alert.public_id,
        reference=alert.reference,
        at=alert.started_at,
        stays=stays,
        in_time=stays is None,
        parts=emptying.parts(work, owned.ALERTS, alert.id or 0, extent) if stays is None else {},
    )


def _stays(*, held: bool, over: bool, gone: bool) -> Stays | None:
    if gone:
        return Stays.GONE
    if held:
        return Stays.HELD
    return None if over else Stays.NOT_OVER


def _in_time(work: Work, query: Query) -> bool:
    line = work.session.get_one(Line, query.line_id)
    before = retention.before(line.retention, Kept.RECORD, work.now)
    old = select(Query.id).where(col(Query.id) == query.id, over.before(before))
    if work.session.exec(old).first() is None:
        return True
    patient, today = patient_of(work, query), work.now.astimezone(ZoneInfo(line.time_zone)).date()
    born = patient.date_of_birth if patient else None
    ended = query.closed_at or query.received_at
    return born is not None and retention.child_is_kept(line.retention, born, ended.date(), today)
