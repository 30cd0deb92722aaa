"""Reviewers are told by mail that sampled queries wait for them: once when the first are allotted,
and once more before a month ends in which some wait still. A count and a link, and nothing of any
query (H07)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from sqlmodel import col, func, select

from advice_line.audit.appropriateness import rows
from advice_line.directory import lookups
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.appropriateness import (
    AppropriatenessAudit,
    AppropriatenessReview,
    SampledQuery,
)
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns, hours, store, walltime

# Of the month, the last of them is the day after which a reminder is of no use.
LAST_DAYS = 5
# Whoever was told a week ago or less needs no reminder.
RECENT = timedelta(days=7)
_DAY, _WEEKEND = timedelta(days=1), 5


class Reminding:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def tell(self) -> int:
        """How many were told."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            lines = lookups.lines(work.session)
            return sum(_of_line(work, line) for line in lines)


def _of_line(work: Work, line: Line) -> int:
    open_still = [each for each in rows.of_line(work, line) if each.closed_at is None]
    ends = bool(open_still) and _ends_soon(work, line)
    return sum(_of_audit(work, each, ends=ends) for each in open_still)


def _of_audit(work: Work, row: AppropriatenessAudit, *, ends: bool) -> int:
    people = {each.id: each for each in rows.appointed(work, row)}
    told = 0
    for person_id, allotted in _waiting(work, row):
        person = people.get(person_id)
        if person is None or not person.email:
            continue
        if _put(work, row, person_id, "allotted"):
            told += 1
        elif ends and allotted <= work.now - RECENT:
            told += _put(work, row, person_id, "reminded")
    return told


def _waiting(work: Work, row: AppropriatenessAudit) -> Iterable[tuple[int, datetime]]:
    """Whoever has said nothing yet of some, and since when they have the first of these."""
    first = func.min(col(AppropriatenessReview.allotted_at))
    wanted = (
        select(AppropriatenessReview.reviewer_id, first)
        .join(SampledQuery, col(SampledQuery.id) == col(AppropriatenessReview.sampled_id))
        .join(Query, col(Query.id) == col(SampledQuery.query_id))
        .where(
            col(SampledQuery.audit_id) == row.id,
            col(AppropriatenessReview.said_at).is_(None),
            col(Query.emptied_at).is_(None),
        )
        .group_by(col(AppropriatenessReview.reviewer_id))
    )
    return work.session.exec(wanted.order_by(col(AppropriatenessReview.reviewer_id))).all()


def _put(work: Work, row: AppropriatenessAudit, person_id: int, why: str) -> bool:
    return outbox.put(
        work,
        NoticeKind.REVIEWS_WAIT,
        once=f"{NoticeKind.REVIEWS_WAIT}:{person_id}:{row.public_id}:{why}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.RESPONDER,
        person=person_id,
        subject=row.id,
    )


def _ends_soon(work: Work, line: Line) -> bool:
    calendar = store.load(work.session, line.key).calendar
    today = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    return ends_soon(today, lambda day: hours.day_off(calendar, day) is not None)


def ends_soon(today: date, is_off: Callable[[date], bool]) -> bool:
    """Whether today is one of the last working days of its month."""
    rest = [each for each in _rest_of_month(today) if each.weekday() < _WEEKEND]
    return sum(not is_off(each) for each in rest) <= LAST_DAYS


def _rest_of_month(today: date) -> list[date]:
    found = [today]
    while (day := found[-1] + _DAY).month == today.month:
        found.append(day)
    return found
